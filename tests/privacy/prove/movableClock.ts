import type { Clock } from '../../../server/privacy/census.ts';

/** The machine's time, which can be moved ahead: what would have happened in between happens at once. */
export type MovableClock = Clock & { advance(ms: number): void };

type Timer = { readonly at: number; readonly run: () => void };

export const movableClock = (): MovableClock => {
  let ahead = 0;
  const timers = new Set<Timer>();
  return {
    now: () => Date.now() + ahead,
    after(ms, task) {
      const forget = () => {
        timers.delete(timer);
        clearTimeout(real);
      };
      const run = () => {
        forget();
        task();
      };
      const timer: Timer = { at: Date.now() + ahead + ms, run };
      // Longer ones do not come due while the program runs, and overflow Node's timers.
      const real = setTimeout(run, Math.min(ms, 86_400_000)).unref();
      timers.add(timer);
      return { [Symbol.dispose]: forget };
    },
    advance(ms) {
      const end = Date.now() + ahead + ms;
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
        if (!next) break;
        ahead = Math.max(ahead, next.at - Date.now());
        next.run();
      }
      ahead = Math.max(ahead, end - Date.now());
    },
  };
};
