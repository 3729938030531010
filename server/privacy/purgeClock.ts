import type { Clock } from './census.ts';
import type { Erasing } from './erasing.ts';
import { isJump, type KnownTime } from './knownTime.ts';

/** No lifetime is shorter: whatever is made between two runs expires after the second one has seen it. */
const longestPause = 3_600_000;
/** How often a doubted clock is looked at again, in milliseconds: so long a confirmation takes. */
const lookAgain = 5_000;

/** A clock that says `now`, too far from the last time that was known (milliseconds since 1970) to erase by it. */
export type Doubt = { readonly known: number; readonly now: number };

export type PurgeClock = AsyncDisposable & {
  /** Settles when what the clock has made due by now is erased; never rejects. */
  settled(): Promise<void>;
  /** While it is there, nothing that expires is erased. */
  readonly doubt: Doubt | null;
};

export type PurgeClockOptions = {
  readonly erasing: Pick<Erasing, 'erase' | 'nextDue'>;
  readonly clock: Clock;
  readonly knownTime: KnownTime;
  /** An erasure failed; it is tried again with the next run. */
  readonly failed: (fault: unknown) => void;
  /** A run did not erase, because of the legal hold. */
  readonly suspended: () => void;
  /** The clock has jumped; told once. */
  readonly doubted: (doubt: Doubt) => void;
  /** The clock was confirmed or set right: what expires is erased again. */
  readonly believed: () => void;
};

/**
 * The time known last, kept up to date while the clock goes on as clocks do. Beside an unbelievable time it stays as it is, so
 * that a clock set right is believed at once.
 */
class Believing implements Disposable {
  readonly #options: PurgeClockOptions;
  #timer: Disposable | null = null;
  #known: number | null;
  #doubt: Doubt | null = null;

  constructor(options: PurgeClockOptions) {
    this.#options = options;
    this.#known = options.knownTime.read();
    this.#beat();
  }

  get doubt(): Doubt | null {
    return this.#doubt;
  }

  /** False while the clock is not believed. */
  check(): boolean {
    const { clock, knownTime, doubted, believed, failed } = this.#options;
    const now = clock.now();
    // Somebody may have confirmed in the meantime, in a process of their own.
    if (isJump(this.#known, now)) this.#known = knownTime.read() ?? this.#known;
    if (this.#known !== null && isJump(this.#known, now)) {
      if (!this.#doubt) doubted((this.#doubt = { known: this.#known, now }));
      return false;
    }
    if (this.#doubt) believed();
    this.#doubt = null;
    this.#known = now;
    try {
      knownTime.write(now);
    } catch (fault) {
      failed(fault);
    }
    return true;
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.check();
  }

  /** By a timer of its own: a run that waits for the disk must not look like a jump. */
  #beat(): void {
    this.check();
    this.#timer = this.#options.clock.after(longestPause, () => this.#beat());
  }
}

/**
 * Erases what expires, at the moment when it does: also at the start, since the server may have been off at the due time. By a
 * clock that has jumped nothing is erased until somebody has confirmed it.
 */
export const openPurgeClock = (options: PurgeClockOptions): PurgeClock => {
  const { erasing, clock, failed, suspended } = options;
  const believing = new Believing(options);
  let timer: Disposable | null = null;
  let tail: Promise<void> = Promise.resolve();
  let closed = false;

  const purge = async (): Promise<void> => {
    timer?.[Symbol.dispose]();
    timer = null;
    let pause = 0;
    while (pause <= 0 && !closed) {
      pause = believing.check() ? await purgeOnce() : lookAgain;
    }
    if (!closed) timer = clock.after(Math.min(pause, longestPause), run);
  };

  /** Gives how long it is until something expires. */
  const purgeOnce = async (): Promise<number> => {
    try {
      const { kept } = await erasing.erase('expired', { expiredBy: clock.now() });
      if (kept) suspended();
      const due = kept ? null : await erasing.nextDue();
      return due === null ? longestPause : due - clock.now();
    } catch (fault) {
      failed(fault);
      return longestPause;
    }
  };

  const run = (): void => void (tail = tail.then(purge));

  run();
  return {
    settled: () => tail,
    get doubt() {
      return believing.doubt;
    },
    [Symbol.asyncDispose]: async () => {
      closed = true;
      timer?.[Symbol.dispose]();
      believing[Symbol.dispose]();
      await tail;
    },
  };
};
