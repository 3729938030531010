import type { Erasing } from './erasing.ts';
import type { Clock } from './census.ts';

/** No lifetime is shorter: whatever is made between two runs expires after the second one has seen it. */
const longestPause = 3_600_000;

export type PurgeClock = AsyncDisposable & {
  /** Settles when what the clock has made due by now is erased; never rejects. */
  settled(): Promise<void>;
};

export type PurgeClockOptions = {
  readonly erasing: Erasing;
  readonly clock: Clock;
  /** An erasure failed; it is tried again with the next run. */
  readonly failed: (fault: unknown) => void;
  /** A run did not erase, because of the legal hold. */
  readonly suspended: () => void;
};

/**
 * Erases what expires, at the moment when it does: also at the start, since the server may have been off at the due time.
 */
export const openPurgeClock = ({ erasing, clock, failed, suspended }: PurgeClockOptions): PurgeClock => {
  let timer: Disposable | null = null;
  let tail: Promise<void> = Promise.resolve();
  let closed = false;

  const purge = async (): Promise<void> => {
    timer?.[Symbol.dispose]();
    timer = null;
    let pause = 0;
    while (pause <= 0 && !closed) {
      pause = await purgeOnce();
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
    [Symbol.asyncDispose]: async () => {
      closed = true;
      timer?.[Symbol.dispose]();
      await tail;
    },
  };
};
