import { expect, test } from 'vitest';
import { type RequestName, requests } from '#protocol/requests.ts';
import { toolRequests } from '#tools/contracts.ts';
import { writeKeyPackage } from '../../client/crypto/mls/leaf.ts';
import { type TestClient, join } from '../kit/client.ts';
import { sampleOf } from '../kit/samples.ts';
import { turnOn, useStage } from '../kit/scene.ts';

const stage = useStage();
const minutes = 60_000;

/** What those who hold the class are told of who waits: the card, and what to add them to the group with. */
const knockOf = ({ id, card, member }: TestClient) => ({ id, card, keyPackage: writeKeyPackage(member.keyPackage) });

test('nobody enters before a host, and the lobby is told when one comes', async () => {
  const made = await stage.emptyClass();
  const early = await join(stage.server, made.id);
  expect(await early.enter()).toEqual({ ok: true, value: { phase: 'waiting', hostHere: false } });
  expect(await early.ask('chat.all', { box: 'AAAA' })).toEqual({ ok: false, code: 'waiting' });
  const host = await join(stage.server, made.id, { hostProof: made.hostProof });
  const answer = await host.enter();
  expect(answer).toMatchObject({
    ok: true,
    value: { phase: 'present', snapshot: { waiting: [{ id: early.id, card: early.card }] } },
  });
  expect(await early.next('host.here')).toEqual({ hostHere: true });
  await host.ask('leave', {}).catch(() => {});
  expect(await early.next('host.here')).toEqual({ hostHere: false });
  expect(early.heard).toEqual([]);
});

test('somebody in the lobby is told nothing of the class but whether a host is here', async () => {
  const { host, cohost, pupils, group, knock, welcome, stateFor } = await stage.lesson({ cohost: true });
  const waiting = await knock();
  await welcome();
  await turnOn(stage.server, pupils[0]!, 'mic', 'camera');
  await pupils[0]!.ask('chat.all', { box: 'AAAA' });
  await pupils[0]!.ask('react', { box: 'AAAA' });
  await pupils[0]!.ask('hand.raise', {});
  await pupils[0]!.ask('group.package', { keyPackage: await pupils[0]!.member.offer(pupils[0]!.id), wants: true });
  await host.ask('group.word', { word: await group.word(await group.of(host)) });
  await group.setRole(host, cohost, 'student');
  await group.commit(host, {});
  await host.ask('class.set', { calm: true, spotlight: pupils[0]!.id });
  await stateFor(pupils[0]!);
  await group.remove(host, pupils[1]!);
  await group.found(host, [pupils[0]!]);
  await knock();
  await waiting.settle();
  expect(waiting.heard).toEqual([]);
});

test('whatever somebody in the lobby asks, the answer is: wait', async () => {
  const { host, knock } = await stage.lesson();
  const waiting = await knock();
  await host.forget();
  const id = host.id;
  const source = 'mic';
  const slate = 'S'.repeat(22);
  const word = { group: 'AAAA', epoch: 1, transcript: 'AAAA', at: 1, signature: 'AAAA' };
  const rtp = { codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000 }] };
  // Besides entering, leaving and asking what is held: transports for later, which `early.test.ts` looks at.
  const granted = ['enter', 'leave', 'held', 'media.open', 'media.connect', 'media.restart'] as const;
  const inputs: Record<Exclude<RequestName, (typeof granted)[number] | keyof typeof toolRequests>, object> = {
    'group.commit': { commit: 'AAAA', info: 'AAAA' },
    'group.found': { info: 'AAAA', members: [waiting.id], word },
    'group.word': { word },
    'group.package': { keyPackage: 'AAAA', wants: true },
    'group.packages': {},
    'slate.open': { slate, tool: 'board', who: 'nobody', after: 0 },
    'slate.add': { slate, box: 'AAAA' },
    'slate.glimpse': { slate, box: 'AAAA' },
    'slate.allow': { slate, who: 'all', box: 'AAAA' },
    'slate.read': { slate, after: 0 },
    'slate.part': { slate, upTo: 1, part: 0 },
    'slate.keep': { slate, upTo: 1, part: 0, parts: 1, box: 'AAAA' },
    'slate.drop': { slate },
    'slate.askKeys': { attempt: 0 },
    'slate.giveKeys': { to: id, box: 'AAAA' },
    'slate.changeKey': { box: 'AAAA' },
    'file.room': {},
    'file.begin': { file: slate, slate, parts: 1, bytes: 1 },
    'file.drop': { file: slate },
    'file.want': { file: slate },
    'lobby.refuse': { id },
    'lobby.refuseAll': {},
    'class.set': { locked: true },
    'class.end': {},
    'person.grant': { id, grants: { speak: true } },
    'person.stop': { id, source },
    'person.ask': { id, source },
    'person.remove': { id },
    'media.produce': { source, rtp, paused: false },
    'media.pause': { source, paused: false },
    'media.close': { source },
    'media.watch': { tiles: [] },
    'media.ready': { consumers: ['a'] },
  };
  const ofTools = Object.entries(toolRequests).map(([name, { input }]) => [name, sampleOf(input)] as const);
  const asked = [...Object.entries(inputs), ...ofTools];
  expect(asked.length).toBe(Object.keys(requests).length - granted.length);
  for (const [name, input] of asked) {
    expect(await waiting.askRaw(name, input), name).toEqual({ ok: false, code: 'waiting' });
  }
  await host.settle();
  expect(host.heard).toEqual([]);
});

test('a host sends somebody away, who may knock again in a minute', async () => {
  const { made, host, knock, again } = await stage.lesson();
  const waiting = await knock();
  expect(await host.next('lobby.knocked')).toEqual(knockOf(waiting));
  await host.ask('lobby.refuse', { id: waiting.id });
  expect(await waiting.next('gone')).toEqual({ reason: 'refused' });
  expect(await host.next('lobby.left')).toEqual({ id: waiting.id });
  expect(await waiting.ended).toBe('io server disconnect');
  await using early = await join(stage.server, made.id, { seat: waiting.latestSeat });
  expect(await early.enter()).toEqual({ ok: false, code: 'refused' });
  stage.clock.advance(minutes);
  const second = await again(waiting);
  expect(await host.next('lobby.knocked')).toMatchObject({ id: second.id });
});

test('who waits too long is told, and the hosts are', async () => {
  const { host, knock, made } = await stage.lesson();
  const waiting = await knock();
  stage.clock.advance(15 * minutes - 1);
  await waiting.settle();
  expect(waiting.heard).toEqual([]);
  stage.clock.advance(1);
  expect(await waiting.next('gone')).toEqual({ reason: 'waited' });
  expect(await host.next('lobby.left')).toEqual({ id: waiting.id });
  expect(stage.server.app.directory.isOpen(made.id)).toBe(true);
});

test('who leaves the lobby is no longer waiting', async () => {
  const { host, knock } = await stage.lesson();
  const [stays, leaves, cut] = [await knock(), await knock(), await knock()];
  await leaves.ask('leave', {}).catch(() => {});
  expect(await leaves.next('gone')).toEqual({ reason: 'left' });
  cut.socket.disconnect();
  expect([await host.next('lobby.left'), await host.next('lobby.left')].map(({ id }) => id)).toEqual([leaves.id, cut.id]);
  await stays.settle();
});

test('only those who hold the class see who waits', async () => {
  const { made, host, cohost, pupils, knock } = await stage.lesson({ cohost: true });
  const waiting = await knock();
  expect([await host.next('lobby.knocked'), await cohost.next('lobby.knocked')].map(({ id }) => id)).toEqual([
    waiting.id,
    waiting.id,
  ]);
  await pupils[0]!.settle();
  expect(pupils[0]!.heard).toEqual([]);
  const back = await join(stage.server, made.id, { seat: pupils[0]!.latestSeat });
  expect(await back.enter()).toMatchObject({ ok: true, value: { phase: 'present', snapshot: { waiting: [] } } });
});

test('a new co-host is told who waits', async () => {
  const { host, pupils, group, knock } = await stage.lesson();
  const waiting = await knock();
  await group.setRole(host, pupils[0]!, 'cohost');
  expect(await pupils[0]!.next('lobby.knocked')).toEqual(knockOf(waiting));
});
