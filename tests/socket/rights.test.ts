import { describe, expect, test } from 'vitest';
import type { Answer } from '#protocol/messages.ts';
import { requests } from '#protocol/requests.ts';
import type { TestClient } from '../kit/client.ts';
import { type Lesson, openMedia, turnOn, useStage } from '../kit/scene.ts';

const stage = useStage();

/** `ghost`: shown in the class and not in its group. */
type Busy = Lesson & { readonly target: TestClient; readonly ghost: TestClient; readonly waiting: TestClient };

/** A class in which a pupil speaks, is seen and raises a hand, and somebody waits in the lobby. */
const busyLesson = async (cohost = false): Promise<Busy> => {
  const lesson = await stage.lesson({ pupils: 3, cohost });
  const [, target, ghost] = lesson.pupils;
  await lesson.group.commit(lesson.host, { remove: [ghost!] });
  await turnOn(stage.server, target!, 'mic', 'camera');
  await target!.ask('hand.raise', {});
  const waiting = await lesson.knock();
  stage.clock.advance(20);
  await Promise.all([lesson.host, lesson.cohost, ...lesson.pupils].map((client) => client.forget()));
  return { ...lesson, target: target!, ghost: ghost!, waiting };
};

const ok = { ok: true, value: {} };
const forbidden = { ok: false, code: 'forbidden' };

/** What it means to hold a class, act by act. */
const acts: readonly (readonly [act: string, ask: (actor: TestClient, busy: Busy) => Promise<Answer<unknown>>])[] = [
  ['mute another', (actor, { target }) => actor.ask('person.stop', { id: target.id, source: 'mic' })],
  ['stop another’s camera', (actor, { target }) => actor.ask('person.stop', { id: target.id, source: 'camera' })],
  ['ask another to speak', (actor, { target }) => actor.ask('person.ask', { id: target.id, source: 'mic' })],
  ['grant a right', (actor, { target }) => actor.ask('person.grant', { id: target.id, grants: { screen: true } })],
  ['remove another', (actor, { target, group }) => group.remove(actor, target)],
  ['take out who is shown without being in the group', (actor, { ghost }) => actor.ask('person.remove', { id: ghost.id })],
  ['lower another’s hand', (actor, { target }) => actor.ask('hand.lower', { id: target.id })],
  ['lower all hands', (actor) => actor.ask('hands.lowerAll', {})],
  ['lock the class', (actor) => actor.ask('class.set', { locked: true })],
  ['calm the class', (actor) => actor.ask('class.set', { calm: true })],
  ['change what the class may', (actor) => actor.ask('class.set', { rights: { screen: true } })],
  ['turn the lobby off', (actor) => actor.ask('class.set', { lobby: false })],
  ['put somebody in the spotlight', (actor, { target }) => actor.ask('class.set', { spotlight: target.id })],
  ['send somebody in the lobby away', (actor, { waiting }) => actor.ask('lobby.refuse', { id: waiting.id })],
  ['admit from the lobby', (actor, { group, waiting }) => group.admit(actor, [waiting])],
  ['give the group fresh keys', (actor, { group }) => group.commit(actor, {})],
];
const hostActs: typeof acts = [
  [
    'make a co-host, even with a list that a host has signed',
    (actor, { target, group }) => group.setRole(actor, target, 'cohost'),
  ],
  ['end the class', (actor) => actor.ask('class.end', {})],
];

describe('a pupil cannot', () => {
  test.each([...acts, ...hostActs])('%s', async (_, ask) => {
    const busy = await busyLesson();
    expect(await ask(busy.pupils[0]!, busy)).toEqual(forbidden);
    stage.clock.advance(20);
    await busy.host.settle();
    await busy.target.settle();
    expect([...busy.host.heard, ...busy.target.heard]).toEqual([]);
  });
});

describe('a host can', () => {
  test.each([...acts, ...hostActs])('%s', async (_, ask) => {
    const busy = await busyLesson();
    // Ending the class also ends the connection that would carry the answer.
    const answered = ask(busy.host, busy).catch(() => ok);
    expect(await answered).toEqual(ok);
    stage.clock.advance(20);
    const heard = await Promise.race([busy.target.settle(), busy.target.ended]).then(() => busy.target.heard);
    const waited = await Promise.race([busy.waiting.settle(), busy.waiting.ended]).then(() => busy.waiting.heard);
    expect([...heard, ...waited.filter((name) => name !== 'host.here')]).not.toEqual([]);
  });
});

describe('a co-host can', () => {
  test.each(acts)('%s', async (_, ask) => {
    const busy = await busyLesson(true);
    expect(await ask(busy.cohost, busy)).toEqual(ok);
  });
});

describe('a co-host cannot', () => {
  test.each(hostActs)('%s', async (_, ask) => {
    const busy = await busyLesson(true);
    expect(await ask(busy.cohost, busy)).toEqual(forbidden);
  });
});

test('nobody acts on a host, not even another host', async () => {
  const { host, cohost, group, colleague } = await stage.lesson({ cohost: true });
  await turnOn(stage.server, host, 'mic');
  const other = await colleague();
  await group.setRole(host, other, 'host');
  await group.admit(host, [other]);
  await cohost.settle();
  for (const actor of [cohost, other]) {
    expect(await actor.ask('person.stop', { id: host.id, source: 'mic' })).toEqual(forbidden);
    expect(await actor.ask('person.ask', { id: host.id, source: 'camera' })).toEqual(forbidden);
    expect(await actor.ask('person.grant', { id: host.id, grants: { speak: false } })).toEqual(forbidden);
    expect(await actor.ask('person.remove', { id: host.id })).toEqual(forbidden);
    expect(await group.remove(actor, host)).toEqual(forbidden);
  }
  expect(await group.setRole(cohost, host, 'student')).toEqual(forbidden);
  // A host is one by the link, whatever another one’s list says.
  await group.setRole(other, host, 'student');
  expect(await host.ask('hands.lowerAll', {})).toEqual(ok);
});

test('a co-host does not act on another co-host', async () => {
  const { host, cohost, pupils, group } = await stage.lesson({ cohost: true });
  const other = pupils[0]!;
  await group.setRole(host, other, 'cohost');
  await cohost.settle();
  expect(await cohost.ask('person.remove', { id: other.id })).toEqual(forbidden);
  expect(await group.remove(cohost, other)).toEqual(forbidden);
  expect(await group.setRole(cohost, other, 'student')).toEqual(forbidden);
  expect(await cohost.ask('person.grant', { id: other.id, grants: { speak: false } })).toEqual(forbidden);
});

test('a co-host who is a student again holds the class no more', async () => {
  const { host, cohost, group, knock } = await stage.lesson({ cohost: true });
  await group.setRole(host, cohost, 'student');
  expect(await cohost.ask('class.set', { locked: true })).toEqual(forbidden);
  expect(await group.admit(cohost, [await knock()])).toEqual(forbidden);
});

test('nobody can turn on another’s microphone, camera or screen: no message says so', async () => {
  const { host, target } = await busyLesson();
  await openMedia(stage.server, host);
  for (const name of ['media.produce', 'media.pause', 'media.open', 'media.connect'] as const) {
    expect(Object.keys(requests[name].input.shape)).not.toContain('id');
    const answer = await host.askRaw(name, { id: target.id, source: 'screen', paused: false });
    expect(answer).toEqual({ ok: false, code: 'invalid' });
  }
  expect(await host.ask('person.ask', { id: target.id, source: 'screen' })).toEqual(ok);
  expect(await target.next('asked')).toEqual({ source: 'screen', by: host.id });
  await target.settle();
  expect(target.heard).toEqual([]);
});

test('what does not exist cannot be acted on', async () => {
  const { host, pupils, waiting } = await busyLesson();
  const id = 'A'.repeat(22);
  const notFound = { ok: false, code: 'not-found' };
  expect(await host.ask('person.stop', { id: pupils[0]!.id, source: 'mic' })).toEqual(notFound);
  expect(await host.ask('person.remove', { id })).toEqual(notFound);
  expect(await host.ask('person.remove', { id: waiting.id })).toEqual(notFound);
  expect(await host.ask('lobby.refuse', { id: pupils[0]!.id })).toEqual(notFound);
  expect(await host.ask('class.set', { spotlight: waiting.id })).toEqual(notFound);
});
