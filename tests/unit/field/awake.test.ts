import { afterEach, expect, test, vi } from 'vitest';
import { afterAwake } from '../../../client/net/patience.ts';

afterEach(() => vi.unstubAllGlobals());

test('a page that stood still for longer than the whole time has nearly all of it left when it goes on', () => {
  const timers: { readonly ms: number; readonly task: () => void }[] = [];
  vi.stubGlobal('setTimeout', (task: () => void, ms: number) => timers.push({ ms, task }));
  const lost = vi.fn();
  afterAwake(120_000, lost);
  // Whatever was due while it stood still comes at once, and once only.
  timers.shift()?.task();
  expect(lost).not.toHaveBeenCalled();
  let awake = 0;
  for (let timer = timers.shift(); timer; timer = timers.shift()) {
    awake += timer.ms;
    timer.task();
  }
  expect(lost).toHaveBeenCalledOnce();
  expect(awake).toBe(110_000);
});
