import { expect, onTestFinished, test } from 'vitest';
import { type TestClient, granted, join, makeClass } from '../kit/client.ts';
import { testClock } from '../kit/clock.ts';
import { type Lesson, dataFolder, openLesson } from '../kit/scene.ts';
import { type TestServer, startServer } from '../kit/server.ts';

/** A class that a restart of the server interrupts after `before` has happened in it. */
const interrupted = async (before: (lesson: Lesson) => Promise<unknown> = async () => {}) => {
  const folder = await dataFolder();
  const clock = testClock();
  const first = await startServer({ folder, clock });
  onTestFinished(() => first[Symbol.asyncDispose]());
  const lesson = await openLesson(first, clock, await makeClass(first), { pupils: 2 });
  await before(lesson);
  await first[Symbol.asyncDispose]();
  const second = await startServer({ folder, clock });
  onTestFinished(() => second[Symbol.asyncDispose]());
  return { lesson, clock, server: second };
};

const back = async (server: TestServer, { made }: Lesson, seat: string) => {
  const client = await join(server, made.id, { seat });
  return { client, answer: await client.enter() };
};

const present = { ok: true, value: { phase: 'present', snapshot: { forgotten: true } } };
const waiting = { ok: true, value: { phase: 'waiting' } };

test('after a restart everybody comes back to the seat without the lobby, and is told what was forgotten', async () => {
  const { lesson, server, clock } = await interrupted(async ({ host, pupils }) => {
    await pupils[0]!.ask('hand.raise', {});
    await host.ask('class.set', { calm: true, spotlight: pupils[0]!.id });
  });
  const { host, pupils } = lesson;
  expect(await host.next('gone')).toEqual({ reason: 'stopping' });
  for (const former of [pupils[0]!, host, pupils[1]!]) {
    const { client, answer } = await back(server, lesson, former.latestSeat);
    expect(answer).toMatchObject(present);
    expect(answer).toMatchObject({
      value: { snapshot: { group: null, state: { calm: false, spotlight: null }, tools: { hands: [] } } },
    });
    expect(client.id).toBe(former.id);
    clock.advance(20);
  }
});

test('after a restart a class without its host is locked, and waits for the host', async () => {
  const { lesson, server, clock } = await interrupted();
  const { client } = await back(server, lesson, lesson.pupils[0]!.latestSeat);
  clock.advance(20);
  expect((await client.next('state')).hostDeadline).toBe(clock.now() - 20 + 120_000);
  const newcomer = await join(server, lesson.made.id);
  expect(await newcomer.enter()).toEqual({ ok: false, code: 'host-away' });
  const host = await back(server, lesson, lesson.host.latestSeat);
  expect(host.answer).toMatchObject({
    value: { snapshot: { members: expect.arrayContaining([expect.objectContaining({ role: 'host' })]) } },
  });
  clock.advance(20);
  expect((await client.next('state')).hostDeadline).toBeNull();
});

test('whoever was removed before the restart does not come back, and the others do', async () => {
  const { lesson, server } = await interrupted(async ({ host, pupils, group }) => {
    await group.remove(host, pupils[0]!);
    await pupils[1]!.settle();
  });
  const { host, pupils } = lesson;
  expect((await back(server, lesson, host.latestSeat)).answer).toMatchObject(present);
  expect((await back(server, lesson, pupils[1]!.latestSeat)).answer).toMatchObject(present);
  const removed = await back(server, lesson, pupils[0]!.latestSeat);
  expect(removed.answer).toMatchObject(waiting);
  await removed.client.settle();
  expect(removed.client.heard).toEqual([]);
});

test('a seat from the lobby is no seat in the class after the restart', async () => {
  let outsider = '';
  const { lesson, server } = await interrupted(async ({ knock }) => {
    outsider = (await knock()).latestSeat;
  });
  expect((await back(server, lesson, lesson.host.latestSeat)).answer).toMatchObject(present);
  expect((await back(server, lesson, outsider)).answer).toMatchObject(waiting);
});

test('a co-host is a student after the restart, until a host brings the group back', async () => {
  const { lesson, server } = await interrupted(({ host, pupils, group }) => group.setRole(host, pupils[0]!, 'cohost'));
  const { client } = await back(server, lesson, lesson.pupils[0]!.latestSeat);
  expect(await client.ask('class.set', { locked: true })).toEqual({ ok: false, code: 'forbidden' });
});

test('a host brings the group back to a server that has forgotten it, and with it the co-hosts’ roles', async () => {
  const { lesson, server, clock } = await interrupted(({ host, pupils, group }) => group.setRole(host, pupils[0]!, 'cohost'));
  const { made, group } = lesson;
  const returning = async ({ latestSeat, member }: TestClient) => {
    const client = await join(server, made.id, { seat: latestSeat, member });
    expect(await client.enter()).toMatchObject(present);
    return client;
  };
  const [ada, ben] = [await returning(lesson.pupils[0]!), await returning(lesson.pupils[1]!)];
  const host = await returning(lesson.host);
  const newcomer = await join(server, made.id);
  clock.advance(20);
  await newcomer.enter();
  // It is not there yet, for anybody.
  expect(await ada.ask('group.commit', { commit: 'AAAA', info: 'AAAA' })).toEqual({ ok: false, code: 'forbidden' });
  expect(await group.admit(host, [newcomer])).toEqual({ ok: false, code: 'conflict' });
  expect(await group.bringBack(host)).toEqual({ ok: true, value: {} });
  const { id, epoch } = await group.of(host);
  expect(await ben.next('group.founded')).toMatchObject({ word: { group: id, epoch } });
  expect(await ben.next('member.changed')).toMatchObject({ id: ada.id, role: 'cohost' });
  expect(await group.admit(ada, [newcomer])).toEqual({ ok: true, value: {} });
  expect(await newcomer.next('admitted')).toMatchObject({ snapshot: { group: { id, epoch: epoch + 1 } } });
  await ben.settle();
  expect((await group.of(ben)).authenticator).toEqual((await group.of(newcomer)).authenticator);
});

test('an older state of the group than the server has cannot be brought back', async () => {
  const { lesson, server } = await interrupted();
  const { made, group } = lesson;
  const host = await join(server, made.id, { seat: lesson.host.latestSeat, member: lesson.host.member });
  await host.enter();
  granted(await group.bringBack(host));
  const before = await group.of(host);
  granted(await group.commit(host, {}));
  host.member.take(before);
  expect(await group.bringBack(host)).toEqual({ ok: false, code: 'conflict' });
});

test('the seats of a class that ended before the restart are worth nothing', async () => {
  const { lesson, server } = await interrupted(({ host }) => host.ask('class.end', {}).catch(() => {}));
  const { answer } = await back(server, lesson, lesson.pupils[0]!.latestSeat);
  expect(answer).toEqual({ ok: true, value: { phase: 'waiting', hostHere: false } });
});

test('another server’s seats are worth nothing here', async () => {
  const { lesson, server } = await interrupted();
  const other = await startServer();
  onTestFinished(() => other[Symbol.asyncDispose]());
  const foreign = (await join(other, (await makeClass(other)).id)).latestSeat;
  const { client, answer } = await back(server, lesson, foreign);
  expect(answer).toMatchObject(waiting);
  expect(lesson.pupils.map(({ id }) => id)).not.toContain(client.id);
});
