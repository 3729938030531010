import { expect, test } from 'vitest';
import { Census } from '../../server/privacy/census.ts';
import { ExpiringMap } from '../../server/privacy/expiringMap.ts';
import { testClock } from '../kit/clock.ts';

const held = (max = 10, whenFull?: 'drop-oldest') => {
  const clock = testClock();
  const census = new Census();
  return { clock, census, hold: new ExpiringMap('ticket', { clock, census, max, ...(whenFull && { whenFull }) }) };
};

test('an item is erased by the clock although nobody asks for it', () => {
  const { clock, hold, census } = held();
  hold.set('a', 1);
  clock.advance(59_999);
  expect(census.count()).toEqual({ ticket: 1 });
  clock.advance(1);
  expect(census.count()).toEqual({ ticket: 0 });
  expect(clock.pending).toBe(0);
});

test('each item has its own end', () => {
  const { clock, hold } = held();
  hold.set('a', 1);
  clock.advance(30_000);
  hold.set('b', 2);
  clock.advance(30_000);
  expect(hold.get('a')).toBeUndefined();
  expect(hold.get('b')).toBe(2);
  clock.advance(30_000);
  expect(hold.size).toBe(0);
});

test('setting an item again counts its lifetime anew', () => {
  const { clock, hold } = held();
  hold.set('a', 1);
  hold.set('b', 1);
  clock.advance(30_000);
  hold.set('a', 2);
  clock.advance(30_000);
  expect(hold.get('a')).toBe(2);
  expect(hold.get('b')).toBeUndefined();
});

test('taking an item forgets it, and the last one stops the clock', () => {
  const { clock, hold } = held();
  hold.set('a', 1);
  expect(hold.take('a')).toBe(1);
  expect(hold.take('a')).toBeUndefined();
  expect(clock.pending).toBe(0);
});

test('a full hold refuses, or drops the oldest when told so', () => {
  const strict = held(2);
  expect([strict.hold.set('a', 1), strict.hold.set('b', 1), strict.hold.set('c', 1)]).toEqual([true, true, false]);
  expect(strict.hold.set('a', 2)).toBe(true);
  const rolling = held(2, 'drop-oldest');
  for (const id of ['a', 'b', 'c']) expect(rolling.hold.set(id, 1)).toBe(true);
  expect(rolling.hold.get('a')).toBeUndefined();
});

test('disposing erases everything, stops the clock and leaves the census', () => {
  const { clock, census, hold } = held();
  hold.set('a', 1);
  hold[Symbol.dispose]();
  expect(hold.size).toBe(0);
  expect(hold.set('b', 1)).toBe(false);
  expect(clock.pending).toBe(0);
  expect(census.count()).toEqual({});
});

test('a lifetime longer than the ledger’s is a fault', () => {
  const terms = { clock: testClock(), census: new Census(), max: 1 };
  expect(() => new ExpiringMap('ticket', { ...terms, lifetime: 61_000 })).toThrow(RangeError);
});

test('an item that an event ends needs no timer', () => {
  const clock = testClock();
  const hold = new ExpiringMap('address', { clock, census: new Census(), max: 1 });
  hold.set('a', 1);
  expect(clock.pending).toBe(0);
  clock.advance(1e12);
  expect(hold.get('a')).toBe(1);
});
