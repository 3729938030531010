import { describe, expect, it } from 'vitest';
import { duration } from '../../../deploy/setup/project.mjs';
import { atOnce, secondsLeft, secondsOf, secondsOfKind } from '../../../deploy/testing/times.mjs';

const nothing = { seconds: {}, atOnce: {} };

describe('the time that tests will still take', () => {
  it('is what is known at the beginning', () => {
    expect(secondsLeft({ total: 600, done: 0, elapsed: 0, atOnce: 1 })).toBe(600);
    expect(secondsLeft({ total: 600, done: 0, elapsed: 0, atOnce: 2 })).toBe(300);
  });

  it('grows where the machine is slower than it was, and comes to nothing at the end', () => {
    const slow = secondsLeft({ total: 600, done: 100, elapsed: 400, atOnce: 1 });
    expect(slow).toBeGreaterThan(1_500);
    expect(slow).toBeLessThan(2_000);
    expect(secondsLeft({ total: 600, done: 600, elapsed: 2_400, atOnce: 1 })).toBe(0);
    expect(secondsLeft({ total: 600, done: 700, elapsed: 2_400, atOnce: 1 })).toBe(0);
  });

  it('is that of the last run where there was one, and a usual one for a new file', () => {
    const times = { seconds: { 'tests/socket/a.test.ts': 40 }, atOnce: { socket: 2 } };
    expect(secondsOf(times, 'socket', 'tests/socket/a.test.ts')).toBe(40);
    expect(secondsOf(times, 'socket', 'tests/socket/new.test.ts')).toBe(secondsOf(nothing, 'socket', 'tests/socket/a.test.ts'));
    expect([atOnce(times, 'socket'), atOnce(nothing, 'socket')]).toEqual([2, 1]);
  });

  it('of a kind is that of the files which were asked for', () => {
    const one = secondsOfKind(nothing, 'unit', false, ['unit/deploy/times']);
    expect(one).toBe(secondsOf(nothing, 'unit', 'tests/unit/deploy/times.test.ts'));
    expect(secondsOfKind(nothing, 'unit', false, [])).toBeGreaterThan(10 * one);
    expect(secondsOfKind({ seconds: { lint: 99 }, atOnce: {} }, 'lint', true, [])).toBe(99);
  });

  it('is said in words', () => {
    expect([0.4, 59.4, 59.6, 61, 3_605].map(duration)).toEqual(['0 s', '59 s', '1 min 00 s', '1 min 01 s', '60 min 05 s']);
  });
});
