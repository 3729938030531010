import * as v from 'valibot';
import type { SlateItem, Writers } from '#protocol/slates.ts';
import { type Bytes, concat, fromBase64url } from '../crypto/base/bytes.ts';
import { fromJson } from '../crypto/base/sealedJson.ts';
import { keyOf, openBox } from '../crypto/slates/slateBox.ts';
import { Chain } from './chain.ts';
import { type Content, type Saved, entryShape, mayWrite, savedShape } from './entry.ts';
import type { SlateModel } from './model.ts';
import type { SlatePort, Writer } from './port.ts';

type SnapshotAt = { readonly upTo: number; readonly from: string | null; readonly parts: number };

/** A key is told to all before what is sealed with it, and asked for where it is missing: it comes within this time, in milliseconds. */
const patienceMs = 8_000;

/** What one slate is as far as it was read: every item is checked, and applied in the order that the server gave. */
export class SlateLog<S, Op> {
  readonly id: string;
  readonly #model: SlateModel<S, Op>;
  readonly #port: SlatePort;
  readonly #settled: (n: number, seq: number) => void;
  #chain = new Chain();
  #clocks = new Map<string, number>();
  #over = false;
  state: S;
  who: Writers = 'nobody';
  /** An item whose author is not known here: the state lacks it until a snapshot has it. */
  lacks: number | null = null;
  /** The last item for which the last snapshot stands, and how much was written since, in bytes. */
  kept = 0;
  tailBytes = 0;

  /** `settled`: one's own item `n` has been numbered. */
  constructor(id: string, model: SlateModel<S, Op>, port: SlatePort, settled: (n: number, seq: number) => void) {
    this.id = id;
    this.#model = model;
    this.#port = port;
    this.#settled = settled;
    this.state = model.begin();
  }

  get last(): number {
    return this.#chain.last;
  }

  get head(): string {
    return this.#chain.head;
  }

  /** How far somebody has written. */
  clockOf(id: string): number {
    return this.#clocks.get(id) ?? 0;
  }

  saved(): Saved {
    const { head, who } = this;
    return { head, who, clocks: Object.fromEntries(this.#clocks), state: this.#model.save(this.state) };
  }

  /** Nothing has been read. */
  reset(): void {
    this.#chain = new Chain();
    this.#clocks = new Map();
    this.state = this.#model.begin();
    this.who = 'nobody';
    this.lacks = null;
    this.kept = 0;
    this.tailBytes = 0;
  }

  close(): void {
    this.#over = true;
    this.reset();
  }

  /** Reads all that came after what was read. False when it cannot be read now, or not be believed: a newer snapshot is waited for. */
  async catchUp(): Promise<boolean> {
    for (let more = true; more;) {
      const answer = await this.#port.ask('slate.read', { slate: this.id, after: this.last });
      if (!answer.ok || this.#over) return false;
      const { snapshot, items, last } = answer.value;
      // A server that was started again was given an older state.
      if (last < this.last) {
        this.reset();
        continue;
      }
      if (snapshot && !(await this.#load(snapshot))) return false;
      for (const item of items) await this.take(item);
      more = answer.value.more;
      // The snapshot of a slate that was given back is still to come.
      if (!more && this.last < last) return false;
    }
    return true;
  }

  /** The next item; another is left out. */
  async take({ seq, from, box: text }: SlateItem): Promise<void> {
    if (seq !== this.last + 1) return;
    const box = fromBase64url(text);
    const writer = from === null ? null : this.#port.writerOf(from);
    const entry = writer && (await this.#open(writer, box, null, (content) => fromJson(entryShape, content)));
    const isOther = entry !== null && this.#chain.isOther(entry.seen, entry.head);
    await this.#chain.add(box);
    this.tailBytes += box.length;
    // Who has its key has it in the state, and so has the next snapshot.
    if (!entry) this.lacks = seq;
    if (!entry || !writer) return;
    if (isOther) this.#port.warn('slateFork', null);
    if (entry.n <= this.clockOf(writer.id)) return this.#port.warn('slate', writer.id);
    this.#clocks.set(writer.id, entry.n);
    if (writer.id === this.#port.self) this.#settled(entry.n, seq);
    this.#apply(entry.content, writer);
  }

  /** Everybody decides alike: by the items, in their order. */
  #apply(content: Content, { id, name, holds }: Writer): void {
    if ('allow' in content) {
      if (holds) this.who = content.allow;
      else this.#port.warn('slate', id);
      return;
    }
    const op = v.safeParse(this.#model.shape, content.op);
    if (op.success && (holds || mayWrite(this.who, id))) this.#model.apply(this.state, op.output, { id, name, holds });
    else this.#port.warn('slate', id);
  }

  async #load({ upTo, from, parts }: SnapshotAt): Promise<boolean> {
    const writer = from === null ? null : this.#port.writerOf(from);
    if (!writer?.holds) return false;
    const asked = Array.from({ length: parts }, (_, part) => this.#port.ask('slate.part', { slate: this.id, upTo, part }));
    const boxes = (await Promise.all(asked)).flatMap((answer) => (answer.ok ? [fromBase64url(answer.value.box)] : []));
    if (boxes.length < parts) return false;
    const saved = await this.#open(writer, concat(...boxes), upTo, (content) => fromJson(savedShape, content));
    const state = saved && v.safeParse(this.#model.saved, saved.state);
    if (!saved || !state?.success) return false;
    this.reset();
    this.#chain.begin(upTo, saved.head);
    this.#clocks = new Map(Object.entries(saved.clocks));
    this.state = this.#model.load(state.output);
    this.who = saved.who;
    this.kept = upTo;
    return true;
  }

  /** Waits for a key, which the others are asked for. False when it does not come in time. */
  async #hasKey(id: string, ms: number): Promise<boolean> {
    const { keys, askKeys, after } = this.#port;
    let late = false;
    const deadline = Number.isFinite(ms)
      ? after(ms, () => {
          late = true;
          keys.stir();
        })
      : null;
    while (!keys.has(id) && !this.#over && !late) {
      askKeys();
      await keys.change();
    }
    deadline?.[Symbol.dispose]();
    return keys.has(id);
  }

  async #open<T>(writer: Writer, box: Bytes, upTo: number | null, read: (content: Uint8Array) => T): Promise<T | null> {
    const { keys, classId } = this.#port;
    try {
      // One item may be under a key that nobody has: its writer holds up nobody for longer than that.
      if (!(await this.#hasKey(keyOf(box), upTo === null ? patienceMs : Infinity))) return null;
      return read(await openBox(keys, writer.verify, { classId, slate: this.id, from: writer.id, upTo }, box));
    } catch {
      if (!this.#over) this.#port.warn('slate', writer.id);
      return null;
    }
  }
}
