import type { Clock } from '../../../server/privacy/census.ts';

/** The true time, of which the test lets one alarm come before its time: that which was set for exactly so many milliseconds. */
export type AlarmClock = Clock & { ring(ms: number): boolean };

export const alarmClock = (): AlarmClock => {
  const alarms = new Set<{ readonly ms: number; readonly ring: () => void }>();
  return {
    now: () => Date.now(),
    after(ms, task) {
      const ring = () => {
        clearTimeout(timer);
        alarms.delete(alarm);
        task();
      };
      const timer = setTimeout(ring, ms).unref();
      const alarm = { ms, ring };
      alarms.add(alarm);
      return {
        [Symbol.dispose]: () => {
          clearTimeout(timer);
          alarms.delete(alarm);
        },
      };
    },
    ring: (ms) => {
      const alarm = Array.from(alarms).find((one) => one.ms === ms);
      alarm?.ring();
      return alarm !== undefined;
    },
  };
};
