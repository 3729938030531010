import type { Time } from './agenda.ts';

/** How long one waits for somebody's key, in milliseconds. */
const patienceMs = 3_000;

/** Whose key is here, and those who wait for one. */
export class Arrivals {
  readonly #after: Time['after'];
  readonly #here = new Set<string>();
  readonly #waiting = new Map<string, PromiseWithResolvers<void>>();

  constructor(after: Time['after']) {
    this.#after = after;
  }

  came(id: string): void {
    this.#here.add(id);
    this.#waiting.get(id)?.resolve();
    this.#waiting.delete(id);
  }

  left(id: string): void {
    this.#here.delete(id);
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
