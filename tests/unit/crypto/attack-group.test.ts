import { expect, test } from 'vitest';
import { readKeyPackage } from '../../../client/crypto/mls/leaf.ts';
import { newSigningKeys } from '../../../client/crypto/base/primitives.ts';
import { fromBase64url, toBase64url } from '../../../client/crypto/base/bytes.ts';
import { adding, ghostOf, groupIn, ownStaff, serverTakes, showTo, stateIn } from './accomplice.ts';
import { brokenForOthers } from './brokenCommit.ts';
import { kinds, newLesson, reload, warnings } from './lesson.ts';
import type { Browser, Relay, Telling } from './relay.ts';

/** A lesson in which Ada is co-host. */
const withCohost = async () => {
  const lesson = await newLesson();
  void lesson.host.group.setRole(lesson.ada.id, 'cohost');
  await lesson.relay.pass(1_000);
  return lesson;
};

/** What the ghost hears of everybody, and everybody of the ghost. */
const betweenGhost = async (relay: Relay, ghost: Browser): Promise<Set<string>> => {
  const heard = new Set<string>();
  for (const other of relay.present.filter(({ id }) => id !== ghost.id)) {
    heard.add(await ghost.frames.hear(other.id, await other.frames.send()));
    heard.add(await other.frames.hear(ghost.id, await ghost.frames.send()));
  }
  return heard;
};

test('H1: a co-host who was removed adds nobody, with all the keys they had and the server’s help', async () => {
  const { relay, host, ada, bea } = await withCohost();
  const before = await groupIn(relay, ada);
  void host.group.exclude(ada.id);
  await relay.pass(1_000);
  const ghost = await ghostOf(relay, 'Eve');
  const { commit, welcome } = await adding(before, ghost);
  for (const person of [host, bea]) {
    await showTo(relay, person, ghost, 'host');
    relay.tell(person, 'group.commit', { commit });
  }
  relay.tell(ghost.browser, 'group.welcome', { welcome: welcome ?? '', word: relay.last('group.commit').word ?? null });
  await relay.pass(5_000);
  for (const { group } of [host, bea]) {
    expect(group.state?.members).toEqual([host.id, bea.id]);
    expect(group.personOf(ghost.browser.id)).toMatchObject({ admitted: false, role: 'student' });
  }
  expect(await betweenGhost(relay, ghost.browser)).not.toContain('bonjour');
  // Everybody sees it.
  expect([host, bea].map(kinds)).toEqual([['ghost'], ['ghost']]);
});

test('H1: a co-host who was made a student again commits nothing, before the others and before the server', async () => {
  const { relay, host, ada, bea } = await withCohost();
  void host.group.setRole(ada.id, 'student');
  await relay.pass(1_000);
  const ghost = await ghostOf(relay, 'Eve');
  const prepared = await adding(await groupIn(relay, ada), ghost);
  expect(() => serverTakes(relay, ada, prepared)).toThrow('forbidden');
  await showTo(relay, bea, ghost);
  relay.tell(bea, 'group.commit', { commit: prepared.commit });
  await relay.pass(500);
  expect(bea.group.personOf(ghost.browser.id)?.admitted).toBe(false);
  expect(kinds(bea)).toContain('group');
  expect(bea.group.shield().warnings.find(({ kind }) => kind === 'group')?.who).toBe(ada.id);
  await relay.pass(3_000);
  expect(host.group.state).toEqual(bea.group.state);
});

test('a pupil commits nothing, and signs no staff list', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const ghost = await ghostOf(relay, 'Eve');
  const group = await groupIn(relay, ada);
  const keys = await newSigningKeys(false);
  const own = await ownStaff(relay, group, keys.privateKey, [{ id: ada.id, key: group.own?.key ?? '', role: 'host' }]);
  for (const prepared of [await adding(group, ghost), await group.commit({ remove: [2] }), own]) {
    expect(() => serverTakes(relay, ada, prepared)).toThrow('forbidden');
    relay.tell(bea, 'group.commit', { commit: prepared.commit });
    await relay.pass(3_000);
    expect(bea.group.state?.members.toSorted()).toEqual([host.id, ada.id, bea.id].toSorted());
    expect(bea.group.personOf(ada.id)?.role).toBe('student');
  }
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('H2: what was signed in a former lesson brings nobody into a later one', async () => {
  const { relay, host, ada } = await newLesson();
  const former = relay.told.filter(({ name, to }) => name.startsWith('group.') && to === ada.id);
  const view = relay.room.group;
  if (!view?.word) throw new Error('no group');
  await relay.room.close('ended');
  relay.restart();
  // The teacher begins another lesson; the server says that the former one still goes on, with Ada in it.
  const teacher = await relay.browser('Prof', 'host');
  relay.room.group = view;
  await relay.enter(teacher);
  await relay.pass(5_000);
  expect(teacher.group.state?.group).not.toBe(view.id);
  for (const telling of former) relay.tell(teacher, telling.name, telling.news as never);
  const again = await relay.browser('Ada', 'student', ada);
  relay.browsers.set(again.id, again);
  relay.tell(teacher, 'member.joined', {
    member: { id: ada.id, role: 'student', card: (await again.group.introduction()).card, away: false, grants: {}, sending: [] },
  });
  await relay.pass(5_000);
  expect(teacher.group.state?.members).toEqual([teacher.id]);
  expect(teacher.group.personOf(ada.id)?.admitted).toBe(false);
  expect(await again.frames.hear(teacher.id, await teacher.frames.send())).not.toBe('bonjour');
  expect(kinds(teacher)).toContain('ghost');
  expect(kinds(host)).toEqual([]);
});

test('H3: a co-host of a former lesson cannot draw the teacher into it', async () => {
  const { relay, ada } = await withCohost();
  const former = await groupIn(relay, ada);
  const view = relay.room.group;
  await relay.room.close('ended');
  await relay.time.advance(24 * 3_600_000, () => relay.settle());
  relay.restart();
  const teacher = await relay.browser('Prof', 'host');
  relay.room.group = view;
  await relay.enter(teacher);
  await relay.settle();
  // The server hands the teacher's key package to the accomplice, who adds it to the former group.
  const offered = relay.room.people.get(teacher.id)?.keyPackage ?? '';
  const keyPackage = readKeyPackage(offered);
  if (!keyPackage) throw new Error('no key package');
  const { welcome } = await former.commit({ add: [keyPackage] });
  relay.tell(teacher, 'group.welcome', { welcome: welcome ?? '', word: view?.word ?? null });
  await relay.pass(5_000);
  expect(teacher.group.state?.group).not.toBe(former.id);
  expect(teacher.group.state?.members).toEqual([teacher.id]);
});

test('H4: a removal that is kept from half the class is noticed within 75 seconds, by that half and by the teacher', async () => {
  const { relay, host, ada, bea } = await withCohost();
  const tom = await relay.admitted('Tom', host);
  const kept = new Set([ada.id, bea.id]);
  relay.lie = (telling: Telling) => (kept.has(telling.to) && telling.name !== 'state' ? [] : [telling]);
  void host.group.exclude(tom.id);
  await relay.pass(2_000);
  expect(await tom.frames.hear(host.id, await host.frames.send())).toBe('unknown');
  await relay.pass(75_000);
  for (const person of [ada, bea]) {
    expect(kinds(person)).toEqual(['silent']);
    // What they send does not open at the teacher's, who is told.
    expect(await host.frames.hear(person.id, await person.frames.send())).not.toBe('bonjour');
  }
});

test('H4: who was told another commit than the teacher made is told so', async () => {
  const { relay, host, ada, bea } = await withCohost();
  // The co-host commits for the same epoch as the teacher, and the server tells it to Bea alone.
  const other = await (await groupIn(relay, ada)).commit({});
  relay.lie = (telling) => (telling.to === bea.id && telling.name === 'group.commit' ? [] : [telling]);
  void host.group.refresh();
  await relay.pass(500);
  relay.lie = (telling) => [telling];
  relay.tell(bea, 'group.commit', { commit: other.commit });
  await relay.pass(20_000);
  expect(kinds(bea)).toContain('fork');
  // And is brought back to where the teacher is.
  expect(bea.group.state).toEqual(host.group.state);
  expect(await bea.frames.hear(host.id, await host.frames.send())).toBe('bonjour');
});

test('who missed a commit on the way is added anew, without anybody’s doing', async () => {
  const { relay, host, bea } = await newLesson();
  relay.lie = (telling) => (telling.to === bea.id && telling.name === 'group.commit' ? [] : [telling]);
  await relay.admitted('Tom', host);
  relay.lie = (telling) => [telling];
  await relay.pass(25_000);
  expect(bea.group.state).toEqual(host.group.state);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('H5: a co-host who breaks the group for the others loses it: the teacher’s browser founds it anew, without them, at once', async () => {
  const { relay, host, ada, bea } = await withCohost();
  const people = await Promise.all(['Cyd', 'Dan', 'Eli'].map((name) => relay.admitted(name, host)));
  const { group } = host.group.state ?? {};
  const broken = await brokenForOthers(await groupIn(relay, ada), stateIn(ada));
  serverTakes(relay, ada, broken);
  await relay.pass(1_000);
  expect(host.group.state?.group).not.toBe(group);
  const others = [host, bea, ...people];
  expect(host.group.state?.members.toSorted()).toEqual(others.map(({ id }) => id).toSorted());
  for (const person of others) expect(person.group.state).toEqual(host.group.state);
  const heard = new Set<string>();
  for (const one of others)
    for (const other of others) if (one !== other) heard.add(await other.frames.hear(one.id, await one.frames.send()));
  expect(heard).toEqual(new Set(['bonjour']));
  expect(host.group.shield().warnings).toMatchObject([{ kind: 'group', who: ada.id }]);
  expect(host.group.asking().map(({ name }) => name)).toEqual(['Ada']);
});

test('a change that the server makes up in a co-host’s name is not said of the co-host, who loses nothing by it', async () => {
  const { relay, host, ada, bea } = await withCohost();
  const { commit } = await (await groupIn(relay, ada)).commit({});
  const bytes = fromBase64url(commit);
  // Within the fresh keys, which the signature covers.
  bytes[bytes.length - 300]! ^= 1;
  for (const person of [host, bea]) relay.tell(person, 'group.commit', { commit: toBase64url(bytes) });
  await relay.pass(3_000);
  for (const person of [host, bea]) {
    expect(person.group.shield().warnings).toMatchObject([{ kind: 'group', who: null }]);
    expect(person.group.state?.members.toSorted()).toEqual([host, ada, bea].map(({ id }) => id).toSorted());
  }
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('M1: a reload forgets no demotion', async () => {
  const { relay, host, ada, bea } = await withCohost();
  const before = await groupIn(relay, ada);
  const ghost = await ghostOf(relay, 'Eve');
  const old = await adding(before, ghost);
  void host.group.setRole(ada.id, 'student');
  await relay.pass(1_000);
  const again = await reload(relay, bea);
  await showTo(relay, again, ghost);
  relay.tell(again, 'group.commit', { commit: old.commit });
  relay.tell(again, 'group.commit', { commit: (await adding(await groupIn(relay, ada), ghost)).commit });
  await relay.pass(4_000);
  expect(again.group.personOf(ghost.browser.id)?.admitted).toBe(false);
  expect(again.group.personOf(ada.id)?.role).toBe('student');
  expect(again.group.state).toEqual(host.group.state);
});

test('M8: what a pupil’s browser sends that is unreadable is said of it, with how often, and is over after a minute', async () => {
  const { relay, ada, bea } = await newLesson();
  for (let count = 0; count < 3; count++) await relay.chat(bea, ada.id, 'AAAA');
  expect(bea.group.shield().warnings).toEqual([{ kind: 'message', who: ada.id, source: null, count: 3 }]);
  await relay.pass(61_000);
  expect(warnings(relay)).toEqual([]);
});

test('M9: a stream that does not open at the teacher’s is said to the teacher after ten seconds, with whose it is', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const faults = { unknown: 0, old: 0, replayed: 0, foreign: 0, forged: 40 };
  for (let second = 0; second < 12; second++) {
    for (const { frames } of [host, bea]) frames.report([{ id: ada.id, source: 'mic', faults }]);
    await relay.pass(1_000);
  }
  expect(host.group.shield().warnings).toContainEqual({ kind: 'unopened', who: ada.id, source: 'mic', count: 1 });
  expect(kinds(bea)).not.toContain('unopened');
  await relay.pass(10_000);
  expect(kinds(host)).not.toContain('unopened');
});

test('M10: two groups with the same people have other words', async () => {
  const { relay, host, ada } = await newLesson();
  const one = await host.group.code();
  void host.group.refresh();
  await relay.pass(1_000);
  const other = await ada.group.code();
  expect(other?.people).toBe(one?.people);
  expect(other?.indexes).not.toEqual(one?.indexes);
});
