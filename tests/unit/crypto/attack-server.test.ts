import { expect, test } from 'vitest';
import { newSigningKeys } from '../../../client/crypto/base/primitives.ts';
import { signWord } from '../../../client/crypto/group/hostWord.ts';
import { ghostOf, groupIn, showTo } from './accomplice.ts';
import { kinds, newClass, newLesson } from './lesson.ts';
import { snapshotFor } from '../../../server/classroom/snapshot.ts';

test('a ghost, shown in the class by the server, gets no key, is not heard and is warned of', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const ghost = await ghostOf(relay, 'Personne');
  for (const person of [host, ada, bea]) await showTo(relay, person, ghost, 'host');
  await relay.pass(3_500);
  for (const person of [host, ada, bea]) {
    expect(person.group.personOf(ghost.browser.id)).toMatchObject({ admitted: false, role: 'student' });
    expect(kinds(person)).toEqual(['ghost']);
    expect(await ghost.browser.frames.hear(person.id, await person.frames.send())).not.toBe('bonjour');
    relay.tell(person, 'member.left', { id: ghost.browser.id, reason: 'left' });
  }
  await relay.pass(500);
  expect(kinds(ada)).toEqual([]);
});

test('who is let in by the server without a host believes nobody, and sends nothing', async () => {
  const { relay, host, ada } = await newLesson();
  const eve = await relay.join('Eve');
  const snapshot = snapshotFor(relay.room, relay.room.present(ada.id), false);
  const welcome = relay.told.flatMap(({ name, news }) => (name === 'admitted' ? [news.welcome] : [])).at(-1) ?? '';
  relay.tell(eve, 'admitted', { snapshot, seat: '', welcome });
  await relay.pass(5_000);
  expect(eve.group.state).toBeNull();
  expect(eve.group.personOf(host.id)?.admitted).toBe(false);
  expect(await eve.frames.send()).toBeNull();
  expect(await eve.frames.hear(ada.id, await ada.frames.send())).toBe('unknown');
  expect(kinds(eve).toSorted()).toEqual(['ghost', 'group']);
});

test('a name that the server invents shows as no name, and its owner is not admitted', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const knocker = await relay.browser('Eve', 'student');
  const { card } = await ada.group.introduction();
  const { keyPackage } = await knocker.group.introduction();
  relay.tell(host, 'lobby.knocked', { id: knocker.id, card, keyPackage });
  await relay.pass(500);
  expect(host.group.waitingName(knocker.id)).toBeNull();
  void host.group.admit([knocker.id]);
  await relay.pass(500);
  expect(host.group.state?.members).not.toContain(knocker.id);
  relay.tell(bea, 'member.changed', { id: ada.id, card: (await knocker.group.introduction()).card });
  await relay.pass(500);
  expect(bea.group.personOf(ada.id)).toEqual({ name: '', admitted: false, role: 'student' });
});

test('a key package that the server exchanges for one of its own is not added', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.browser('Ada', 'student');
  const eve = await relay.browser('Eve', 'student');
  const [{ card }, { keyPackage }] = [await ada.group.introduction(), await eve.group.introduction()];
  relay.tell(host, 'lobby.knocked', { id: ada.id, card, keyPackage });
  await relay.pass(300);
  void host.group.admit([ada.id]);
  await relay.pass(1_000);
  expect(host.group.state?.members).toEqual([host.id]);
});

test('a word of the teacher that the server made up is refused, and an old one says nothing of now', async () => {
  const { relay, host, ada } = await newLesson();
  const keys = await newSigningKeys(false);
  const forged = await signWord(keys.privateKey, relay.classId, await groupIn(relay, ada), relay.time.wall());
  relay.tell(ada, 'group.word', { word: forged });
  relay.tell(ada, 'group.founded', { word: forged });
  await relay.pass(500);
  expect(kinds(ada)).toEqual(['fork']);
  await relay.pass(65_000);
  expect(kinds(ada)).toEqual([]);
  const old = relay.last('group.word', ada).word;
  relay.lie = (telling) => (telling.name === 'group.word' ? [] : [telling]);
  for (let second = 0; second < 80; second += 5) {
    relay.tell(ada, 'group.word', { word: old });
    await relay.pass(5_000);
  }
  expect(kinds(ada)).toEqual(['silent']);
  expect(kinds(host)).toEqual([]);
});

test('the server alone cannot turn the lobby off', async () => {
  const { relay, host } = await newLesson();
  relay.tell(host, 'state', { ...relay.room.state, lobby: false });
  const eve = await relay.join('Eve');
  await relay.pass(30_000);
  expect(relay.present.map(({ id }) => id)).not.toContain(eve.id);
});

test('a word that is withheld is missed although the server calls every host a pupil, and later although it says that they are away', async () => {
  for (const [change, ms] of [
    [{ role: 'student' }, 75_000],
    [{ away: true }, 620_000],
  ] as const) {
    const { relay, host, ada } = await newLesson();
    relay.lie = (telling) => (telling.name === 'group.word' ? [] : [telling]);
    relay.tell(ada, 'member.changed', { id: host.id, ...change });
    await relay.pass(ms);
    expect(kinds(ada)).toEqual(['silent']);
  }
});

test('a commit of another group, or of before, changes nothing', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const old = relay.told.findLast(({ name, to }) => name === 'group.commit' && to === ada.id);
  await relay.admitted('Tom', host);
  const before = ada.group.state;
  if (old?.name === 'group.commit') relay.tell(ada, 'group.commit', old.news);
  const other = await newLesson();
  relay.tell(bea, 'group.commit', { commit: other.relay.last('group.commit').commit });
  await relay.pass(3_000);
  expect([ada, bea].map(({ group }) => group.state)).toEqual([before, before]);
  expect([ada, bea].flatMap(kinds)).toEqual([]);
});

test('frames that are replayed or are another person’s are said of whose stream it is', async () => {
  const { relay, ada, bea } = await newLesson();
  const none = { unknown: 0, old: 0, replayed: 0, foreign: 0, forged: 0 };
  ada.frames.report([{ id: bea.id, source: 'mic', faults: { ...none, replayed: 1, unknown: 60 } }]);
  await relay.settle();
  expect(kinds(ada)).toEqual([]);
  ada.frames.report([{ id: bea.id, source: 'mic', faults: { ...none, replayed: 3 } }]);
  await relay.settle();
  expect(ada.group.shield().warnings).toEqual([{ kind: 'frame', who: bea.id, source: 'mic', count: 1 }]);
});
