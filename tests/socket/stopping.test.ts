import { expect, onTestFinished, test } from 'vitest';
import { askHttp, getTicket, join, makeClass } from '../kit/client.ts';
import { testClock } from '../kit/clock.ts';
import { dataFolder, openLesson, turnOn } from '../kit/scene.ts';
import { startServer } from '../kit/server.ts';

const begun = async () => {
  const folder = await dataFolder();
  const clock = testClock();
  const server = await startServer({ folder, clock });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { folder, clock, server, lesson: await openLesson(server, clock, await makeClass(server)) };
};

test('before it stops the server says so to everybody in a class, and lets no class begin', async () => {
  const { server, lesson } = await begun();
  const { host, pupils, made } = lesson;
  const late = await join(server, made.id);
  server.app.announceStop(3);
  for (const client of [host, ...pupils]) expect(await client.next('stopping')).toEqual({ inSeconds: 3 });
  expect(await late.enter()).toEqual({ ok: false, code: 'stopping' });
  expect(await host.ask('chat.all', { box: 'AAAA' })).toEqual({ ok: true, value: {} });
});

test('when it has stopped, browsers have been cut and come back to the next server on the same port', async () => {
  const { server, lesson, folder, clock } = await begun();
  const { host, pupils, made } = lesson;
  const waiting = await lesson.knock();
  await turnOn(server, pupils[0]!, 'mic');
  await server[Symbol.asyncDispose]();
  for (const client of [host, ...pupils, waiting]) {
    expect(await client.next('gone')).toEqual({ reason: 'stopping' });
    expect(await client.ended).toBe('transport close');
  }
  const next = await startServer({ folder, clock, port: server.port });
  onTestFinished(() => next[Symbol.asyncDispose]());
  expect(next.origin).toBe(server.origin);
  const back = await join(next, made.id, { seat: host.latestSeat });
  expect(await back.enter()).toMatchObject({ value: { phase: 'present', snapshot: { forgotten: true } } });
});

test('a server that has stopped has no timer left, and its workers have ended', async () => {
  const { server, lesson, clock } = await begun();
  await turnOn(server, lesson.pupils[0]!, 'mic', 'camera');
  const pids = server.app.media.pids();
  await server[Symbol.asyncDispose]();
  expect(clock.pending).toBe(0);
  expect(server.app.census.count()).toEqual({});
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow();
});

test('neither figures nor log name anybody, while a class runs and after it', async () => {
  const { server, lesson } = await begun();
  const { host, pupils, made, group } = lesson;
  const waiting = await lesson.knock();
  await turnOn(server, pupils[0]!, 'mic');
  await pupils[0]!.ask('chat.all', { box: 'Y2FuYXJ5LWNoYXQ' });
  await group.remove(host, pupils[1]!);
  await host.askRaw('nonsense-canary', {}).catch(() => {});
  const { ticket } = await getTicket(server, made.id, { seat: pupils[0]!.latestSeat });
  const { body } = await askHttp<string>(server, 'GET', '/metrics');
  expect(body).toMatch(/^ardoise_participants 3$/m);
  await server[Symbol.asyncDispose]();
  const people = [host, ...pupils, waiting];
  const canaries = [
    ...people.flatMap(({ id, card, seat, latestSeat }) => [id, seat, latestSeat, ...Object.values(card)]),
    ticket,
    made.id,
    made.hostProof,
    made.cookie,
    made.cookie.replace('ardoise=', ''),
    'canary',
    'Y2FuYXJ5LWNoYXQ',
    '127.0.0.1',
  ];
  for (const canary of canaries) {
    expect(body).not.toContain(canary);
    expect(server.log.join('')).not.toContain(canary);
  }
});
