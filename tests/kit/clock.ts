import type { Clock } from '../../server/privacy/census.ts';

/** A clock that stands still until the test moves it. `pending` counts the timers that nobody has disposed. */
export type TestClock = Clock & { advance(ms: number): void; readonly pending: number };

export const testClock = (start = 1_700_000_000_000): TestClock => {
  let now = start;
  const timers = new Set<{ at: number; task: () => void }>();
  return {
    now: () => now,
    after(ms, task) {
      const timer = { at: now + ms, task };
      timers.add(timer);
      return { [Symbol.dispose]: () => void timers.delete(timer) };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...timers].filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at);
        if (!next) break;
        timers.delete(next);
        now = next.at;
        next.task();
      }
      now = end;
    },
    get pending() {
      return timers.size;
    },
  };
};
