import { expect, test } from 'vitest';
import { serverTools } from '#tools/registry.ts';
import { fakeToolRoom } from './fakeToolRoom.ts';

const minute = 60_000;
const pupil = { id: 'p'.repeat(22), role: 'student' } as const;

const timerIn = () => {
  const room = fakeToolRoom();
  const handle = serverTools.timer.start(room.view as never);
  const ask = (name: string, input: object = {}) => handle.ask(`timer.${name}`, room.host, input);
  return { ...room, handle, ask };
};

test('the time left is told as it is now, for who comes late too', () => {
  const { clock, handle, ask } = timerIn();
  expect(handle.told()).toBeNull();
  ask('start', { minutes: 5 });
  clock.advance(90_000);
  expect(handle.told()).toEqual({ totalMs: 5 * minute, leftMs: 3.5 * minute, paused: false });
});

test('paused it stands still, and goes on from there', () => {
  const { clock, handle, ask, told } = timerIn();
  ask('start', { minutes: 1 });
  clock.advance(20_000);
  ask('pause', { paused: true });
  clock.advance(minute);
  expect(handle.told()).toEqual({ totalMs: minute, leftMs: 40_000, paused: true });
  ask('pause', { paused: false });
  clock.advance(39_999);
  expect(told).not.toContain('timer.over');
  clock.advance(1);
  expect(told).toContain('timer.over');
  expect(handle.told()).toBeNull();
});

test('a minute more is a minute more, running or paused, up to three hours', () => {
  const { clock, handle, ask } = timerIn();
  ask('start', { minutes: 1 });
  clock.advance(30_000);
  ask('extend');
  expect(handle.told()).toEqual({ totalMs: 2 * minute, leftMs: 1.5 * minute, paused: false });
  ask('pause', { paused: true });
  ask('extend');
  expect(handle.told()).toEqual({ totalMs: 3 * minute, leftMs: 2.5 * minute, paused: true });
  ask('start', { minutes: 180 });
  ask('extend');
  expect(handle.told()).toEqual({ totalMs: 180 * minute, leftMs: 180 * minute, paused: false });
});

test('stopped, it ends nothing later, and there is nothing to pause or extend', () => {
  const { clock, ask, told } = timerIn();
  ask('start', { minutes: 1 });
  ask('stop');
  clock.advance(2 * minute);
  expect(told).not.toContain('timer.over');
  for (const name of ['pause', 'extend']) expect(() => ask(name, { paused: true })).toThrow('not-found');
});

test('a server whose clock is set back tells no more than there was', () => {
  const { clock, host, view } = fakeToolRoom();
  let now = clock.now();
  const handle = serverTools.timer.start({ ...view, clock: { ...clock, now: () => now } } as never);
  handle.ask('timer.start', host, { minutes: 1 });
  now -= 10 * minute;
  expect(handle.told()).toMatchObject({ leftMs: minute });
});

test('pupils set nothing', () => {
  const { handle } = timerIn();
  for (const [name, input] of Object.entries({ start: { minutes: 1 }, pause: { paused: true }, extend: {}, stop: {} }))
    expect(() => handle.ask(`timer.${name}`, pupil, input), name).toThrow('forbidden');
});

test('it counts as held while it is set, of nobody in particular, and leaves no alarm behind', () => {
  const { clock, handle, ask } = timerIn();
  ask('start', { minutes: 1 });
  expect([handle.held(), handle.held(pupil.id)]).toEqual([{ timer: 1 }, {}]);
  handle[Symbol.dispose]();
  expect([handle.held(), clock.pending]).toEqual([{}, 0]);
});
