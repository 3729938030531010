import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nearEnd } from '../../../client/tools/timer/end.ts';
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
  ask('start', { minutes: 5, forAll: true });
  clock.advance(90_000);
  expect(handle.told()).toEqual({ totalMs: 5 * minute, leftMs: 3.5 * minute, paused: false, forAll: true });
});

test('paused it stands still, and goes on from there', () => {
  const { clock, handle, ask, told } = timerIn();
  ask('start', { minutes: 1, forAll: true });
  clock.advance(20_000);
  ask('pause', { paused: true });
  clock.advance(minute);
  expect(handle.told()).toEqual({ totalMs: minute, leftMs: 40_000, paused: true, forAll: true });
  ask('pause', { paused: false });
  clock.advance(39_999);
  expect(told).not.toContain('timer.over');
  clock.advance(1);
  expect(told).toContain('timer.over');
  expect(handle.told()).toBeNull();
});

test('a minute more is a minute more, running or paused, up to three hours', () => {
  const { clock, handle, ask } = timerIn();
  ask('start', { minutes: 1, forAll: true });
  clock.advance(30_000);
  ask('extend');
  expect(handle.told()).toEqual({ totalMs: 2 * minute, leftMs: 1.5 * minute, paused: false, forAll: true });
  ask('pause', { paused: true });
  ask('extend');
  expect(handle.told()).toEqual({ totalMs: 3 * minute, leftMs: 2.5 * minute, paused: true, forAll: true });
  ask('start', { minutes: 180, forAll: true });
  ask('extend');
  expect(handle.told()).toEqual({ totalMs: 180 * minute, leftMs: 180 * minute, paused: false, forAll: true });
});

test('stopped, it ends nothing later, and there is nothing to pause or extend', () => {
  const { clock, ask, told } = timerIn();
  ask('start', { minutes: 1, forAll: true });
  ask('stop');
  clock.advance(2 * minute);
  expect(told).not.toContain('timer.over');
  for (const name of ['pause', 'extend']) expect(() => ask(name, { paused: true })).toThrow('not-found');
});

test('a server whose clock is set back tells no more than there was', () => {
  const { clock, host, view } = fakeToolRoom();
  let now = clock.now();
  const handle = serverTools.timer.start({ ...view, clock: { ...clock, now: () => now } } as never);
  handle.ask('timer.start', host, { minutes: 1, forAll: true });
  now -= 10 * minute;
  expect(handle.told()).toMatchObject({ leftMs: minute });
});

test('pupils set nothing', () => {
  const { handle } = timerIn();
  for (const [name, input] of Object.entries({
    start: { minutes: 1, forAll: true },
    pause: { paused: true },
    extend: {},
    stop: {},
  }))
    expect(() => handle.ask(`timer.${name}`, pupil, input), name).toThrow('forbidden');
});

test('it counts as held while it is set, of nobody in particular, and leaves no alarm behind', () => {
  const { clock, handle, ask } = timerIn();
  ask('start', { minutes: 1, forAll: true });
  expect([handle.held(), handle.held(pupil.id)]).toEqual([{ timer: 1 }, {}]);
  handle[Symbol.dispose]();
  expect([handle.held(), clock.pending]).toEqual([{}, 0]);
});

test('one that is for those who hold the class alone says so, and its end is told to them alone', () => {
  const { clock, host, view } = fakeToolRoom();
  const told: string[] = [];
  const to = (whom: string) => (name: string) => void told.push(`${name} to ${whom}`);
  const handle = serverTools.timer.start({ ...view, tellHosts: to('hosts'), tellPresent: to('all') } as never);
  for (const forAll of [false, true]) {
    handle.ask('timer.start', host, { minutes: 1, forAll });
    handle.ask('timer.extend', host, {});
    expect(handle.told()).toMatchObject({ totalMs: 2 * minute, forAll });
    clock.advance(2 * minute);
  }
  expect(told).toEqual(['timer.over to hosts', 'timer.over to all']);
});

describe('that the end is near', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const followed = () => {
    let said = 0;
    const near = nearEnd(() => (said += 1));
    return { near, said: () => said };
  };
  const told = (leftMs: number, paused = false, totalMs = 5 * minute) => ({ totalMs, leftMs, paused, at: performance.now() });

  test('is said a minute before it, once; paused it waits, and a minute more lets it be said again', () => {
    const { near, said } = followed();
    near.follow(told(2 * minute));
    vi.advanceTimersByTime(minute - 1);
    near.follow(told(minute + 1, true));
    vi.advanceTimersByTime(10 * minute);
    expect(said()).toBe(0);
    near.follow(told(minute + 1));
    vi.advanceTimersByTime(1);
    expect(said()).toBe(1);
    near.follow(told(minute + 30_000));
    vi.advanceTimersByTime(minute);
    expect(said()).toBe(2);
  });

  test('is not said of a minute, nor to who comes within the last one, nor of a timer that was stopped', () => {
    const { near, said } = followed();
    near.follow(told(minute, false, minute));
    vi.advanceTimersByTime(minute);
    near.follow(told(50_000));
    vi.advanceTimersByTime(minute);
    near.follow(told(2 * minute));
    near.follow(null);
    vi.advanceTimersByTime(5 * minute);
    expect(said()).toBe(0);
  });
});
