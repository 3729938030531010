import type { Bytes } from '../crypto/base/bytes.ts';
import { type BoxPlace, isWritten, keyOf, openBox } from '../crypto/slates/slateBox.ts';
import type { SlatePort, Writer } from './port.ts';

/** `false`: nobody wrote it so, for all alike; `shut`: it cannot be opened here, or not yet. */
type Opened<T> = { readonly is: 'read'; readonly content: T } | { readonly is: 'false' | 'shut' };

/** A key is told to all before what is sealed with it, and asked for where it is missing: it comes within this time, in milliseconds. */
const patienceMs = 8_000;

/** Opens what people wrote on one slate, once its key is there. */
export class Opener implements Disposable {
  readonly #port: SlatePort;
  /** Pupils who wrote under a key that did not come: they are not waited for again. */
  readonly #late = new Set<string>();
  #over = false;

  constructor(port: SlatePort) {
    this.#port = port;
  }

  async open<T>(writer: Writer, place: BoxPlace, box: Bytes, read: (content: Uint8Array) => T): Promise<Opened<T>> {
    const { keys } = this.#port;
    try {
      const key = keyOf(box);
      if (await isWritten(writer.verify, place, box)) {
        // An item may be under a key that nobody has: its writer holds up nobody for longer than that, and once.
        const patience = place.upTo !== null ? Infinity : this.#late.has(writer.id) ? 0 : patienceMs;
        if (!(await this.#hasKey(key, writer, patience))) {
          if (!writer.holds) this.#late.add(writer.id);
          return { is: 'shut' };
        }
        const content = read(await openBox(keys, place, box));
        if (writer.holds) keys.vouch(key);
        return { is: 'read', content };
      }
    } catch {
      // As if somebody else had written it.
    }
    if (!this.#over) this.#port.warn('slate', writer.id);
    return { is: 'false' };
  }

  [Symbol.dispose](): void {
    this.#over = true;
  }

  /** Waits for a key, which the others are asked for. False when it does not come in time. What a pupil writes is under one that a holder knows. */
  async #hasKey(id: string, { holds }: Writer, ms: number): Promise<boolean> {
    const { keys, askKeys, after } = this.#port;
    let late = false;
    const deadline = Number.isFinite(ms)
      ? after(ms, () => {
          late = true;
          keys.stir();
        })
      : null;
    while (!keys.has(id, !holds) && !this.#over && !late && ms > 0) {
      askKeys();
      await keys.change();
    }
    deadline?.[Symbol.dispose]();
    return keys.has(id, !holds);
  }
}
