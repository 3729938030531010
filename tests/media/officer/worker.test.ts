import { expect, test } from 'vitest';
import { idleMs } from '../../../server/media/worker.ts';
import { testClock } from '../../kit/clock.ts';
import { openHouse } from '../house.ts';

test('a worker without a class goes with all that its memory holds, a minute later, and the next class finds a new one (A2.16)', async () => {
  const clock = testClock();
  await using house = await openHouse({ clock });
  const [before] = house.media.pids();
  const { room } = await house.openClass();
  await room.open('ada', house.media.capabilities);
  await room.close();
  expect(house.media.pids()).toEqual([before]);
  clock.advance(idleMs);
  const next = await house.openClass();
  await next.room.open('ben', house.media.capabilities);
  expect(house.media.pids()).not.toContain(before);
  expect(() => process.kill(before ?? 0, 0)).toThrow('ESRCH');
});

test('a worker that has a class is left alone, also when others have ended on it (A2.16)', async () => {
  const clock = testClock();
  await using house = await openHouse({ clock });
  const before = house.media.pids();
  const staying = await house.openClass();
  const { room } = await house.openClass();
  await room.close();
  clock.advance(idleMs);
  await staying.room.open('ada', house.media.capabilities);
  expect(house.media.pids()).toEqual(before);
});

test('a class that comes within the minute keeps the worker (A2.16)', async () => {
  const clock = testClock();
  await using house = await openHouse({ clock });
  const before = house.media.pids();
  const { room } = await house.openClass();
  await room.close();
  clock.advance(idleMs - 1);
  const next = await house.openClass();
  clock.advance(idleMs);
  await next.room.open('ada', house.media.capabilities);
  expect(house.media.pids()).toEqual(before);
});
