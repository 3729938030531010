import { expect, test } from 'vitest';
import { join } from '../kit/client.ts';
import { turnOn, useStage } from '../kit/scene.ts';

const stage = useStage();
const seconds = 1_000;
/** As configured when nothing else is. */
const seatGrace = 60 * seconds;

test('a cut connection comes back to its seat, with its role and its rights', async () => {
  const { host, cohost, pupils, again } = await stage.lesson({ cohost: true });
  await host.ask('person.grant', { id: pupils[0]!.id, grants: { screen: true } });
  for (const client of [cohost, pupils[0]!]) client.socket.disconnect();
  await Promise.all([pupils[1]!.next('member.changed'), pupils[1]!.next('member.changed'), pupils[1]!.next('member.changed')]);
  stage.clock.advance(seatGrace - 1);
  const pupil = await again(pupils[0]!);
  const holder = await again(cohost);
  expect([pupil.id, holder.id]).toEqual([pupils[0]!.id, cohost.id]);
  await turnOn(stage.server, pupil, 'screen');
  expect(await holder.ask('person.stop', { id: pupil.id, source: 'screen' })).toMatchObject({ ok: true });
});

test('the others are told who is away and who is back, and that nothing is sent meanwhile', async () => {
  const { host, pupils, again } = await stage.lesson();
  await turnOn(stage.server, pupils[0]!, 'mic');
  await host.forget();
  pupils[0]!.socket.disconnect();
  const { id } = pupils[0]!;
  expect(await host.next('member.changed')).toEqual({ id, away: true, sending: [] });
  await again(pupils[0]!);
  expect(await host.next('member.changed')).toEqual({ id, away: false, sending: [] });
  await host.settle();
  expect(host.unread('member.joined')).toEqual([]);
});

test('who comes back with other keys is shown with the new card', async () => {
  const { host, made, pupils } = await stage.lesson();
  const back = await join(stage.server, made.id, { seat: pupils[0]!.latestSeat });
  await back.enter();
  expect(await host.next('member.changed')).toMatchObject({ id: pupils[0]!.id, card: back.card });
});

test('whoever does not come back in time has left, and passes the lobby again', async () => {
  const { host, pupils, again } = await stage.lesson();
  pupils[0]!.socket.disconnect();
  await host.next('member.changed');
  stage.clock.advance(seatGrace);
  expect(await host.next('member.left')).toEqual({ id: pupils[0]!.id, reason: 'lost' });
  await again(pupils[0]!);
  expect(await host.next('lobby.knocked')).toMatchObject({ id: pupils[0]!.id });
});

test('who left and knocks again is let in by a host only, however often they try', async () => {
  const { host, pupils, again } = await stage.lesson();
  await pupils[0]!.ask('leave', {}).catch(() => {});
  expect(await host.next('member.left')).toEqual({ id: pupils[0]!.id, reason: 'left' });
  const second = await again(pupils[0]!);
  await host.next('lobby.knocked');
  await host.ask('lobby.refuse', { id: second.id });
  stage.clock.advance(60_000);
  const third = await again(pupils[0]!);
  expect(await host.next('lobby.knocked')).toMatchObject({ id: third.id });
  third.socket.disconnect();
  await host.next('lobby.left');
  await again(pupils[0]!);
  expect(await host.next('lobby.knocked')).toMatchObject({ id: third.id });
});

test('a second tab takes the seat over, and the first is told', async () => {
  const { host, pupils, again } = await stage.lesson();
  const second = await again(pupils[0]!);
  expect(await pupils[0]!.next('gone')).toEqual({ reason: 'replaced' });
  expect(await pupils[0]!.ended).toBe('io server disconnect');
  await host.ask('chat.all', { box: 'AAAA' });
  expect(await second.next('chat')).toMatchObject({ from: host.id });
  stage.clock.advance(seatGrace);
  await host.settle();
  expect(host.unread('member.left')).toEqual([]);
  expect(host.unread('member.changed')).toEqual([{ id: second.id, away: false, sending: [] }]);
});

test('a second tab in the lobby takes the place over', async () => {
  const { host, knock, again, group } = await stage.lesson({ pupils: 0 });
  const first = await knock();
  const second = await again(first);
  expect(await first.next('gone')).toEqual({ reason: 'replaced' });
  await group.admit(host, [second]);
  expect(await second.next('admitted')).toMatchObject({ snapshot: { forgotten: false } });
});

test('a removed person does not come back with the seat, and the others are told why they left', async () => {
  const { made, host, pupils, group } = await stage.lesson();
  await group.remove(host, pupils[0]!);
  expect(await pupils[0]!.next('gone')).toEqual({ reason: 'removed' });
  expect(await pupils[1]!.next('member.left')).toEqual({ id: pupils[0]!.id, reason: 'removed' });
  const back = await join(stage.server, made.id, { seat: pupils[0]!.latestSeat });
  expect(await back.enter()).toEqual({ ok: false, code: 'removed' });
});

test('who was removed while away does not come back either', async () => {
  const { made, host, pupils, group } = await stage.lesson();
  pupils[0]!.socket.disconnect();
  await host.next('member.changed');
  await group.remove(host, pupils[0]!);
  const back = await join(stage.server, made.id, { seat: pupils[0]!.latestSeat });
  expect(await back.enter()).toEqual({ ok: false, code: 'removed' });
});

test('a removal takes nobody else’s seat away, not even of those who are away', async () => {
  const { host, pupils, again, group } = await stage.lesson();
  pupils[1]!.socket.disconnect();
  await host.next('member.changed');
  await group.remove(host, pupils[0]!);
  const back = await again(pupils[1]!);
  expect(await back.ask('hand.raise', {})).toMatchObject({ ok: true });
});

test('a seat of one class is no seat of another', async () => {
  const here = await stage.lesson();
  const there = await stage.lesson();
  const stranger = await join(stage.server, there.made.id, { seat: here.pupils[0]!.latestSeat });
  expect(stranger.id).not.toBe(here.pupils[0]!.id);
  expect(await stranger.enter()).toMatchObject({ value: { phase: 'waiting' } });
  const host = await join(stage.server, there.made.id, { seat: here.host.latestSeat });
  expect(await host.enter()).toMatchObject({ value: { phase: 'waiting' } });
});

test('an altered seat is none', async () => {
  const { made, pupils } = await stage.lesson();
  const [text = '', signature] = pupils[0]!.latestSeat.split('.');
  const said = JSON.parse(Buffer.from(text, 'base64url').toString()) as object;
  const raised = Buffer.from(JSON.stringify({ ...said, r: 'host' })).toString('base64url');
  for (const seat of [`${raised}.${signature}`, `${raised}.`, `${text}.${signature}x`, text, '', '.', 'a.b.c']) {
    const stranger = await join(stage.server, made.id, { seat });
    expect(await stranger.enter()).toMatchObject({ value: { phase: 'waiting' } });
  }
});

test('a pupil who then opens the host’s link is the host', async () => {
  const { made, host, pupils, knock } = await stage.lesson();
  for (const client of [pupils[0]!, await knock()]) {
    const turned = await join(stage.server, made.id, { hostProof: made.hostProof, seat: client.latestSeat });
    expect(turned.id).toBe(client.id);
    expect(await turned.enter()).toMatchObject({ ok: true, value: { phase: 'present' } });
    expect(await turned.ask('hands.lowerAll', {})).toMatchObject({ ok: true });
  }
  expect(await host.next('member.changed')).toMatchObject({ id: pupils[0]!.id, role: 'host' });
  expect(await host.next('member.joined')).toMatchObject({ member: { role: 'host' } });
});
