import type { Time } from '../base/scheduler.ts';

/** How long one waits for somebody's key, in milliseconds. */
const patienceMs = 3_000;

/** Whose keys are here, and those who wait for one. */
export class KeyWaiters {
  readonly #after: Time['after'];
  #here: ReadonlySet<string> = new Set();
  readonly #waiting = new Map<string, PromiseWithResolvers<void>>();

  constructor(after: Time['after']) {
    this.#after = after;
  }

  /** Exactly these people's keys are here now. */
  set(ids: Iterable<string>): void {
    this.#here = new Set(ids);
    for (const [id, waiting] of this.#waiting) {
      if (!this.#here.has(id)) continue;
      waiting.resolve();
      this.#waiting.delete(id);
    }
  }

  /** Resolves once this person's key is here, or after some seconds without. */
  async wait(id: string): Promise<void> {
    if (this.#here.has(id)) return;
    const waiting = this.#waiting.get(id) ?? Promise.withResolvers<void>();
    this.#waiting.set(id, waiting);
    const patience = this.#after(patienceMs, () => waiting.resolve());
    await waiting.promise;
    patience[Symbol.dispose]();
  }
}
