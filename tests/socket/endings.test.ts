import { expect, test } from 'vitest';
import { join } from '../kit/client.ts';
import { useStage } from '../kit/scene.ts';

const stage = useStage({ class: { hostGraceSeconds: 90, maxHours: 2 } });
const hostGrace = 90_000;
const hour = 3_600_000;

const leave = (client: Awaited<ReturnType<typeof join>>): Promise<unknown> => client.ask('leave', {}).catch(() => {});

test('when the host disappears the class locks, says until when it waits, and ends', async () => {
  const { made, host, pupils, knock, stateFor } = await stage.lesson();
  const waiting = await knock();
  const cutAt = stage.clock.now();
  host.socket.disconnect();
  expect(await pupils[0]!.next('member.changed')).toMatchObject({ id: host.id, away: true });
  expect((await stateFor(pupils[0]!)).hostDeadline).toBe(cutAt + hostGrace);
  expect(await waiting.next('host.here')).toEqual({ hostHere: false });
  const newcomer = await join(stage.server, made.id);
  expect(await newcomer.enter()).toEqual({ ok: false, code: 'host-away' });
  stage.clock.advance(cutAt + hostGrace - stage.clock.now() - 1);
  await pupils[0]!.settle();
  stage.clock.advance(1);
  for (const client of [...pupils, waiting]) {
    expect(await client.next('gone')).toEqual({ reason: 'host-gone' });
    expect(await client.ended).toBe('io server disconnect');
  }
  expect(stage.server.app.directory.isOpen(made.id)).toBe(false);
});

test('when the host is back in time the class goes on', async () => {
  const { host, pupils, again, stateFor } = await stage.lesson();
  host.socket.disconnect();
  expect((await pupils[0]!.next('member.changed')).away).toBe(true);
  expect((await stateFor(pupils[0]!)).hostDeadline).not.toBeNull();
  const back = await again(host);
  expect((await stateFor(pupils[0]!)).hostDeadline).toBeNull();
  stage.clock.advance(hostGrace * 2);
  expect(await back.ask('class.set', { calm: true })).toMatchObject({ ok: true });
});

test('a host who leaves on purpose leaves a class that waits likewise', async () => {
  const { host, pupils, colleague, stateFor } = await stage.lesson();
  await leave(host);
  expect((await pupils[0]!.next('member.left')).reason).toBe('left');
  expect((await stateFor(pupils[0]!)).hostDeadline).toBe(stage.clock.now() - 20 + hostGrace);
  await colleague();
  expect((await stateFor(pupils[0]!)).hostDeadline).toBeNull();
});

test('a co-host holds the class while the host is away, and a pupil does not', async () => {
  const { host, cohost, pupils, stateFor } = await stage.lesson({ cohost: true });
  host.socket.disconnect();
  await pupils[0]!.next('member.changed');
  stage.clock.advance(hostGrace * 2);
  expect(await cohost.ask('hands.lowerAll', {})).toMatchObject({ ok: true });
  cohost.socket.disconnect();
  await pupils[0]!.next('member.changed');
  expect((await stateFor(pupils[0]!)).hostDeadline).not.toBeNull();
  stage.clock.advance(hostGrace);
  expect(await pupils[0]!.next('gone')).toEqual({ reason: 'host-gone' });
});

test('a class ends when it has lasted as long as a class may', async () => {
  const { host, pupils } = await stage.lesson();
  stage.clock.advance(2 * hour - 21);
  await host.settle();
  stage.clock.advance(21);
  for (const client of [host, ...pupils]) expect(await client.next('gone')).toEqual({ reason: 'idle' });
});

test('a host ends the class for all, also for the lobby', async () => {
  const { made, host, pupils, knock } = await stage.lesson();
  const waiting = await knock();
  await host.ask('class.end', {}).catch(() => {});
  for (const client of [host, ...pupils, waiting]) {
    expect(await client.next('gone')).toEqual({ reason: 'ended' });
    expect(await client.ended).toBe('io server disconnect');
  }
  expect(stage.server.app.directory.isOpen(made.id)).toBe(false);
});

test('a seat of a class that ended does not open the next one', async () => {
  const { made, host, pupils } = await stage.lesson();
  await host.ask('class.end', {}).catch(() => {});
  const early = await join(stage.server, made.id, { seat: pupils[0]!.latestSeat });
  expect(await early.enter()).toEqual({ ok: true, value: { phase: 'waiting', hostHere: false } });
});

test('a class that everybody left is over, and its memory with it', async () => {
  const { made, host, pupils } = await stage.lesson();
  for (const client of [...pupils, host]) await leave(client);
  expect(stage.server.app.directory.isOpen(made.id)).toBe(false);
  const next = await join(stage.server, made.id, { hostProof: made.hostProof });
  expect(await next.enter()).toMatchObject({
    value: { snapshot: { members: [{ id: next.id }], group: null, forgotten: false } },
  });
});

test('a host who comes again in the same lesson, or to the next one, is not told of a restart', async () => {
  const { made, host, pupils, again } = await stage.lesson();
  const comeAgain = async () => {
    const client = await join(stage.server, made.id, { seat: host.latestSeat });
    return [client, await client.enter()] as const;
  };
  await leave(host);
  const [second, answer] = await comeAgain();
  expect(answer).toMatchObject({ value: { phase: 'present', snapshot: { forgotten: false } } });
  await second.ask('class.end', {}).catch(() => {});
  expect((await comeAgain())[1]).toMatchObject({ value: { phase: 'present', snapshot: { forgotten: false } } });
  expect((await again(pupils[0]!)).id).toBe(pupils[0]!.id);
});

test('who deletes a class ends it', async () => {
  const { made, pupils } = await stage.lesson();
  const headers = { cookie: made.cookie, origin: stage.server.origin };
  await fetch(`${stage.server.origin}/api/classes/${made.id}`, { method: 'DELETE', headers });
  expect(await pupils[0]!.next('gone')).toEqual({ reason: 'ended' });
});
