import type { Clock } from '../privacy/census.ts';

/** Between two lines about the same thing, in milliseconds. */
const quiet = 600_000;

/**
 * Counts what may happen often, and of which only the number is logged: `say` hears of the first at once, and of all that come
 * after it together, ten minutes later. Disposing says what is left.
 */
export class Tally implements Disposable {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #say: (count: number) => void;
  #count = 0;
  #waiting: Disposable | null = null;

  constructor(clock: Pick<Clock, 'after'>, say: (count: number) => void) {
    this.#clock = clock;
    this.#say = say;
  }

  add(): void {
    this.#count += 1;
    if (!this.#waiting) this.#tell();
  }

  #tell(): void {
    if (this.#count === 0) {
      this.#waiting = null;
      return;
    }
    this.#say(this.#count);
    this.#count = 0;
    this.#waiting = this.#clock.after(quiet, () => this.#tell());
  }

  [Symbol.dispose](): void {
    this.#waiting?.[Symbol.dispose]();
    this.#waiting = null;
    if (this.#count > 0) this.#say(this.#count);
    this.#count = 0;
  }
}
