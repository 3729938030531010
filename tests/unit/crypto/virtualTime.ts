import type { Time } from '../../../client/crypto/base/scheduler.ts';

type Timer = { readonly due: number; readonly task: () => void };

/** A clock that a test moves by hand. */
export class VirtualTime implements Time {
  #now = 1_760_000_000_000;
  #back = 0;
  readonly #timers = new Set<Timer>();

  now = (): number => this.#now;

  wall = (): number => this.#now - this.#back;

  /** Every device's clock is set back by this much. */
  setBack(ms: number): void {
    this.#back += ms;
  }

  after = (ms: number, task: () => void): Disposable => {
    const timer = { due: this.#now + ms, task };
    this.#timers.add(timer);
    return { [Symbol.dispose]: () => void this.#timers.delete(timer) };
  };

  get pending(): number {
    return this.#timers.size;
  }

  /** Time goes by while nothing runs, as on a device that sleeps. */
  sleep(ms: number): void {
    this.#now += ms;
  }

  /** Moves on, lets each timer fire at its time, and everything settle after each. */
  async advance(ms: number, settle: () => Promise<void>): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const next = Array.from(this.#timers)
        .filter(({ due }) => due <= end)
        .toSorted((one, other) => one.due - other.due)[0];
      if (!next) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.task();
      await settle();
    }
    this.#now = end;
  }
}
