import { type Signal, signal } from '@preact/signals';
import * as v from 'valibot';
import { limits } from '#protocol/limits.ts';
import { fromBase64url, toBase64url } from '../crypto/base/bytes.ts';
import { toJson, fromJson } from '../crypto/base/sealedJson.ts';
import { openGlimpse, sealGlimpse } from '../crypto/slates/slateBox.ts';
import type { SlateModel } from './model.ts';
import type { SlatePort } from './port.ts';

/** What is not renewed is gone after this time, in milliseconds. */
const lastsMs = 1_500;

/** What somebody is about to write, as others see it for a moment. `count` grows with each, so that none is taken twice. */
export type Glimpse<G> = { readonly value: G; readonly count: number };

/** What is seen for a moment of what the others do on one slate. */
export class Glimpses<G> implements Disposable {
  readonly #id: string;
  readonly #model: Pick<SlateModel<never, never, G>, 'glimpsed'>;
  readonly #port: SlatePort;
  readonly #writes: (id: string) => boolean;
  readonly #timers = new Map<string, Disposable>();
  /** By who does it. */
  readonly seen: Signal<ReadonlyMap<string, Glimpse<G>>> = signal(new Map());
  #count = 0;

  /** `writes`: whether somebody may write in it. */
  constructor(
    id: string,
    model: Pick<SlateModel<never, never, G>, 'glimpsed'>,
    port: SlatePort,
    writes: (id: string) => boolean,
  ) {
    this.#id = id;
    this.#writes = writes;
    this.#model = model;
    this.#port = port;
  }

  /** Shows it to the others. What does not arrive is not missed. */
  async show(value: G): Promise<void> {
    const { keys, classId, self } = this.#port;
    const box = await sealGlimpse(keys, { classId, slate: this.#id, from: self }, toJson(value));
    if (!box || box.length > limits.slates.glimpseBytes) return;
    await this.#port.ask('slate.glimpse', { slate: this.#id, box: toBase64url(box) });
  }

  async hear(from: string, text: string): Promise<void> {
    const { keys, classId, self } = this.#port;
    if (from === self || !this.#writes(from)) return;
    try {
      const content = await openGlimpse(keys, { classId, slate: this.#id, from }, fromBase64url(text));
      const value = v.parse(this.#model.glimpsed, fromJson(v.unknown(), content));
      this.seen.value = new Map(this.seen.value).set(from, { value, count: ++this.#count });
    } catch {
      // Of a moment, under a key that is still to come, or not genuine: nothing is shown of it.
      return;
    }
    this.#timers.get(from)?.[Symbol.dispose]();
    this.#timers.set(
      from,
      this.#port.after(lastsMs, () => this.forget(from)),
    );
  }

  /** They have written it, or are gone. */
  forget(from: string): void {
    this.#timers.get(from)?.[Symbol.dispose]();
    this.#timers.delete(from);
    if (!this.seen.peek().has(from)) return;
    const seen = new Map(this.seen.peek());
    seen.delete(from);
    this.seen.value = seen;
  }

  [Symbol.dispose](): void {
    for (const timer of this.#timers.values()) timer[Symbol.dispose]();
    this.#timers.clear();
    this.seen.value = new Map();
  }
}
