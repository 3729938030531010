import { testClock, type TestClock } from './clock.ts';

/** A clock that can also jump, as a machine's does when somebody sets it: no timer notices. */
export type JumpingClock = TestClock & { jump(ms: number): void };

export const jumpingClock = (start: number): JumpingClock => {
  const steady = testClock(start);
  let off = 0;
  return {
    now: () => steady.now() + off,
    after: (ms, task) => steady.after(ms, task),
    advance: (ms) => steady.advance(ms),
    jump: (ms) => void (off += ms),
    get pending() {
      return steady.pending;
    },
  };
};
