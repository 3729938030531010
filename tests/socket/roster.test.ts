import { expect, test } from 'vitest';
import type { Roster } from '#protocol/people.ts';
import { type TestClient, randomBytes } from '../kit/client.ts';
import { useStage } from '../kit/scene.ts';

const stage = useStage();
const conflict = { ok: false, code: 'conflict' };

const rosterOf = (signer: TestClient, people: readonly TestClient[], change: Partial<Roster> = {}): Roster => ({
  session: randomBytes(16),
  version: 1,
  members: people.map(({ id }, slot) => ({ id, card: randomBytes(32), role: 'student', slot })),
  signer: signer.id,
  signature: randomBytes(64),
  ...change,
});

/** What the class holds now, as somebody who comes in reads it. */
const current = async (lesson: Awaited<ReturnType<typeof stage.lesson>>): Promise<Roster> => {
  const answer = await (await lesson.colleague()).ask('roster.publish', rosterOf(lesson.host, []));
  expect(answer).toEqual(conflict);
  await lesson.roster.publish(lesson.host, lesson.pupils);
  return lesson.pupils[0]!.next('roster');
};

test('of two rosters of the same version the first counts, and the second is a conflict', async () => {
  const lesson = await stage.lesson({ cohost: true });
  const { session, version } = await current(lesson);
  const [ours, theirs] = await Promise.all([
    lesson.host.ask('roster.publish', rosterOf(lesson.host, [], { session, version: version + 1 })),
    lesson.cohost.ask('roster.publish', rosterOf(lesson.cohost, [], { session, version: version + 1 })),
  ]);
  expect([ours, theirs].filter(({ ok }) => ok)).toHaveLength(1);
  expect([ours, theirs]).toContainEqual(conflict);
  const told = await lesson.pupils[0]!.next('roster');
  expect(told.signer).toBe(ours.ok ? lesson.host.id : lesson.cohost.id);
});

test('a roster of another lesson, of an old version, or that leaves one out is a conflict', async () => {
  const lesson = await stage.lesson();
  const { session, version } = await current(lesson);
  for (const change of [
    { version: version + 1 },
    { session, version },
    { session, version: version + 2 },
    { session, version: 1 },
  ]) {
    expect(await lesson.host.ask('roster.publish', rosterOf(lesson.host, [], change))).toEqual(conflict);
  }
});

test('nobody publishes a roster in another’s name', async () => {
  const lesson = await stage.lesson({ cohost: true });
  const { session, version } = await current(lesson);
  const forged = rosterOf(lesson.host, [], { session, version: version + 1 });
  expect(await lesson.cohost.ask('roster.publish', forged)).toEqual({ ok: false, code: 'invalid' });
});

test('a roster is relayed as it was signed, to the class and not to the lobby', async () => {
  const lesson = await stage.lesson();
  const { session, version } = await current(lesson);
  const waiting = await lesson.knock();
  const signed = rosterOf(lesson.host, lesson.pupils, { session, version: version + 1, delegation: randomBytes(64) });
  await lesson.host.ask('roster.publish', signed);
  expect(await lesson.pupils[0]!.next('roster')).toEqual(signed);
  await waiting.settle();
  expect(waiting.heard).toEqual([]);
});

test('whoever waits and is in the roster comes in, with the class as it is now', async () => {
  const { host, pupils, roster, knock } = await stage.lesson();
  const [first, second] = [await knock(), await knock()];
  await pupils[0]!.ask('hand.raise', {});
  await roster.publish(host, [...pupils, first]);
  const { snapshot } = await first.next('admitted');
  expect(snapshot).toMatchObject({ waiting: [], state: { hands: [pupils[0]!.id] }, roster: { version: 2 }, forgotten: false });
  expect(snapshot.members.map(({ id }) => id)).toEqual([host, ...pupils, first].map(({ id }) => id));
  const { joined } = await pupils[1]!.next('roster');
  expect(joined).toEqual([{ id: first.id, role: 'student', card: first.card, away: false, grants: {}, sending: [] }]);
  await second.settle();
  expect(second.heard).toEqual([]);
});

test('a roster gives nobody a role: only the host’s link and a promotion do', async () => {
  const lesson = await stage.lesson();
  const { session, version } = await current(lesson);
  const [ada] = lesson.pupils;
  const members = [{ id: ada!.id, card: randomBytes(32), role: 'host' as const, slot: 0 }];
  await lesson.host.ask('roster.publish', rosterOf(lesson.host, [], { session, version: version + 1, members }));
  expect(await ada!.ask('class.set', { locked: true })).toEqual({ ok: false, code: 'forbidden' });
});

test('a roster that names people who are not here admits nobody', async () => {
  const lesson = await stage.lesson();
  const { session, version } = await current(lesson);
  const members = [{ id: randomBytes(16), card: randomBytes(32), role: 'student' as const, slot: 0 }];
  await lesson.host.forget();
  await lesson.host.ask('roster.publish', rosterOf(lesson.host, [], { session, version: version + 1, members }));
  await lesson.host.settle();
  expect(lesson.host.unread('member.joined')).toEqual([]);
  expect(lesson.host.unread('roster').map(({ joined }) => joined)).toEqual([undefined]);
});

test('people who are let in together know each other, and the others are told once', async () => {
  const { host, pupils, roster, knock } = await stage.lesson();
  const newcomers = [await knock(), await knock()];
  await roster.publish(host, [...pupils, ...newcomers]);
  const everybody = [host, ...pupils, ...newcomers].map(({ id }) => id);
  for (const newcomer of newcomers) {
    const { snapshot } = await newcomer.next('admitted');
    expect(snapshot.members.map(({ id }) => id)).toEqual(everybody);
    await newcomer.settle();
    expect(newcomer.heard).toEqual([]);
  }
  const { joined } = await pupils[0]!.next('roster');
  expect(joined?.map(({ id }) => id)).toEqual(newcomers.map(({ id }) => id));
});
