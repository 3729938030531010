import { expect, test } from 'vitest';
import { protocolVersion } from '#protocol/codes.ts';
import { askHttp, join, randomBytes } from '../kit/client.ts';
import { useStage } from '../kit/scene.ts';

const stage = useStage();

test('a locked class takes nobody new, but those who belong to it', async () => {
  const { made, host, pupils, knock, again } = await stage.lesson();
  const early = await knock();
  await host.ask('class.set', { locked: true });
  const newcomer = await join(stage.server, made.id);
  expect(await newcomer.enter()).toEqual({ ok: false, code: 'locked' });
  pupils[0]!.socket.disconnect();
  expect((await again(pupils[0]!)).id).toBe(pupils[0]!.id);
  await early.settle();
  await host.ask('class.set', { locked: false });
  expect(await newcomer.enter()).toMatchObject({ ok: true, value: { phase: 'waiting' } });
});

test('a further host comes into a locked and full class', async () => {
  const { host, colleague } = await stage.lesson({ pupils: 1, settings: { capacity: 2 } });
  await host.ask('class.set', { locked: true });
  const second = await colleague();
  expect(await host.next('member.joined')).toMatchObject({ member: { id: second.id, role: 'host' } });
});

test('a full class takes nobody else', async () => {
  const { made, host, pupils, group } = await stage.lesson({ pupils: 2, settings: { capacity: 3 } });
  const late = await join(stage.server, made.id);
  expect(await late.enter()).toEqual({ ok: false, code: 'full' });
  await group.remove(host, pupils[0]!);
  expect(await late.enter()).toMatchObject({ ok: true, value: { phase: 'waiting' } });
});

test('a host cannot admit more people than the class holds', async () => {
  const { host, group, knock } = await stage.lesson({ pupils: 1, settings: { capacity: 3 } });
  const [first, second] = [await knock(), await knock()];
  expect(await group.admit(host, [first, second])).toEqual({ ok: false, code: 'full' });
  expect(await group.admit(host, [first])).toEqual({ ok: true, value: {} });
  expect(await first.next('admitted')).toMatchObject({ snapshot: { forgotten: false } });
  await second.settle();
  expect(second.heard).toEqual([]);
});

test('a class with more hosts than places still changes its group', async () => {
  const { host, pupils, group, colleague } = await stage.lesson({ pupils: 1, settings: { capacity: 2 } });
  const second = await colleague();
  expect(await group.setRole(host, second, 'host')).toEqual({ ok: true, value: {} });
  expect(await group.admit(host, [second])).toEqual({ ok: true, value: {} });
  await pupils[0]!.settle();
  const { members } = await group.of(pupils[0]!);
  expect(members.map(({ id }) => id)).toEqual([host.id, pupils[0]!.id, second.id]);
});

test('a place in the class is free again when somebody leaves', async () => {
  const { made, pupils } = await stage.lesson({ pupils: 1, settings: { capacity: 2 } });
  await pupils[0]!.ask('leave', {}).catch(() => {});
  const late = await join(stage.server, made.id);
  expect(await late.enter()).toMatchObject({ ok: true });
});

test('a browser with another version of the protocol is told so, and may try again', async () => {
  const made = await stage.emptyClass();
  const host = await join(stage.server, made.id, { hostProof: made.hostProof });
  const { card, id, member } = host;
  const keyPackage = await member.offer(id);
  const answer = await host.ask('enter', { version: protocolVersion + 1, card, keyPackage });
  expect(answer).toEqual({ ok: false, code: 'version' });
  expect(stage.server.app.directory.isOpen(made.id)).toBe(false);
  expect(await host.enter()).toMatchObject({ ok: true });
  expect(await host.enter()).toEqual({ ok: false, code: 'already-entered' });
});

test('whoever has not entered can ask for nothing', async () => {
  const { made, host } = await stage.lesson();
  const outside = await join(stage.server, made.id, { hostProof: made.hostProof });
  const notEntered = { ok: false, code: 'not-entered' };
  expect(await outside.ask('class.end', {})).toEqual(notEntered);
  expect(await outside.ask('leave', {})).toEqual(notEntered);
  expect(await outside.ask('chat.all', { box: 'AAAA' })).toEqual(notEntered);
  await host.ask('chat.all', { box: 'AAAA' });
  expect(await outside.ask('group.packages', {})).toEqual(notEntered);
  expect(outside.heard).toEqual([]);
});

test('two people who open a class at the same time are in the same class', async () => {
  const made = await stage.emptyClass();
  const [first, second] = await Promise.all([1, 2].map(() => join(stage.server, made.id, { hostProof: made.hostProof })));
  await Promise.all([first!.enter(), second!.enter()]);
  await second!.ask('chat.all', { box: 'AAAA' });
  expect(await first!.next('chat')).toMatchObject({ from: second!.id });
});

test('a class that does not exist has no ticket, and one that was erased does not open', async () => {
  await expect(join(stage.server, randomBytes(16))).rejects.toThrow('404');
  await expect(join(stage.server, 'no-identifier')).rejects.toThrow('404');
  const made = await stage.emptyClass();
  const late = await join(stage.server, made.id);
  await askHttp(stage.server, 'DELETE', `/api/classes/${made.id}`, { cookie: made.cookie });
  expect(await late.enter()).toEqual({ ok: false, code: 'not-found' });
});
