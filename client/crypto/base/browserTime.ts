import type { Time } from './scheduler.ts';

/** The browser's own time. */
export const browserTime: Time = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
};
