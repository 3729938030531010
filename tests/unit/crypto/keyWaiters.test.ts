import { expect, test } from 'vitest';
import { KeyWaiters } from '../../../client/crypto/frames/keyWaiters.ts';
import { VirtualTime } from './virtualTime.ts';

const settle = () => Promise.resolve();

const newKeyWaiters = () => {
  const time = new VirtualTime();
  const keyWaiters = new KeyWaiters(time.after);
  const waitFor = (id: string) => {
    const seen = { done: false };
    void keyWaiters.wait(id).then(() => (seen.done = true));
    return seen;
  };
  return { time, keyWaiters, waitFor };
};

test('a stream waits for the keys of who sends it', async () => {
  const { time, keyWaiters, waitFor } = newKeyWaiters();
  const waiting = [waitFor('ada'), waitFor('ada')];
  await time.advance(1_000, settle);
  expect(waiting.map(({ done }) => done)).toEqual([false, false]);
  keyWaiters.set(['ada', 'ben']);
  await time.advance(1, settle);
  expect(waiting.map(({ done }) => done)).toEqual([true, true]);
  expect(time.pending).toBe(0);
});

test('a stream does not wait for ever', async () => {
  const { time, waitFor } = newKeyWaiters();
  const waiting = waitFor('ada');
  await time.advance(5_000, settle);
  expect(waiting.done).toBe(true);
});

test('who left is waited for again', async () => {
  const { time, keyWaiters, waitFor } = newKeyWaiters();
  keyWaiters.set(['ada']);
  keyWaiters.set(['ben']);
  const waiting = waitFor('ada');
  await time.advance(1_000, settle);
  expect(waiting.done).toBe(false);
});
