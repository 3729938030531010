import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchSpoken } from '../../../client/tools/hands/spoken.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const watched = () => {
  const told: string[] = [];
  const watch = watchSpoken(
    (id) => told.push(id),
    () => Date.now(),
  );
  /** These speak for so long, with these hands up. */
  const speak = (raised: readonly string[], speakers: readonly string[], ms: number) => {
    watch.follow(raised, speakers);
    vi.advanceTimersByTime(ms);
  };
  return { told, speak, watch };
};

test('who has spoken with a hand up and is silent is told of, once for each hand', () => {
  const { told, speak } = watched();
  speak(['ada', 'ben'], ['ada'], 3_000);
  speak(['ada', 'ben'], [], 3_900);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(told).toEqual(['ada']);
  speak(['ada', 'ben'], ['ada'], 3_000);
  speak(['ada', 'ben'], [], 10_000);
  expect(told).toEqual(['ada']);
  speak(['ben'], [], 10);
  speak(['ben', 'ada'], ['ada'], 3_000);
  speak(['ben', 'ada'], [], 10_000);
  expect(told).toEqual(['ada', 'ada']);
});

test('a cough, a breath between two sentences, and who speaks without a hand are not told of', () => {
  const { told, speak } = watched();
  speak(['ada'], ['ada'], 500);
  speak(['ada'], ['cleo'], 10_000);
  speak(['ada'], ['ada'], 2_000);
  speak(['ada'], [], 2_000);
  speak(['ada'], ['ada'], 20_000);
  expect(told).toEqual([]);
});

test('a hand that is lowered meanwhile is not told of, nor anything after the end', () => {
  const { told, speak, watch } = watched();
  speak(['ada', 'ben'], ['ada', 'ben'], 2_000);
  speak(['ada', 'ben'], [], 1_000);
  speak(['ben'], [], 1_000);
  watch[Symbol.dispose]();
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
});
