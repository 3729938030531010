import { expect, test } from 'vitest';
import { chatKind } from '../../../client/tools/chat/kinds.ts';
import type { HostWord } from '#protocol/group.ts';
import { readKeyPackage } from '../../../client/crypto/mls/leaf.ts';
import { groupIn } from './accomplice.ts';
import { kinds, newLesson } from './lesson.ts';

test('an old word that the server tells as a founding says nothing of now', async () => {
  const { relay, ada } = await newLesson();
  await relay.pass(20_000);
  const old = relay.last('group.word', ada).word;
  relay.lie = (telling) => (telling.to === ada.id ? [] : [telling]);
  for (let second = 0; second < 80; second += 5) {
    relay.tell(ada, 'group.founded', { word: old });
    await relay.pass(5_000);
  }
  expect(kinds(ada)).toEqual(['silent']);
});

test('words that the server tells slower than the teacher speaks are missed: nobody is kept in the past', async () => {
  const { relay, ada } = await newLesson();
  const held: HostWord[] = [];
  relay.lie = (telling) => {
    if (telling.to !== ada.id || !telling.name.startsWith('group.')) return [telling];
    if (telling.name === 'group.word') held.push(telling.news.word);
    return [];
  };
  for (let spoken = 0; spoken < 4; spoken++) {
    await relay.pass(50_000);
    relay.tell(ada, 'group.word', { word: held.shift()! });
    await relay.pass(500);
  }
  expect(kinds(ada)).toEqual(['silent']);
});

test('a teacher’s clock that is set back is no silence', async () => {
  const { relay, ada } = await newLesson();
  await relay.pass(20_000);
  relay.time.setBack(3_600_000);
  await relay.pass(600_000);
  expect(kinds(ada)).toEqual([]);
});

test('a co-host who was removed takes nobody back to before, with a word of before', async () => {
  const { relay, host, ada, bea } = await newLesson();
  void host.group.setRole(ada.id, 'cohost');
  await relay.pass(20_000);
  const before = await groupIn(relay, ada);
  const { word } = relay.room.group ?? {};
  void host.group.exclude(ada.id);
  await relay.pass(20_000);
  const removed = (await before.commit({ remove: [before.memberOf(bea.id)!.leaf] })).next;
  const keyPackage = readKeyPackage(relay.room.people.get(bea.id)?.keyPackage ?? '')!;
  const { welcome } = await removed.commit({ add: [keyPackage] });
  relay.lie = (telling) => (telling.to === bea.id ? [] : [telling]);
  relay.tell(bea, 'group.welcome', { welcome: welcome ?? '', word: word ?? null });
  await relay.pass(5_000);
  expect(bea.group.personOf(bea.id)?.admitted).toBe(false);
  await expect(bea.group.sealAll({ text: 'bonjour' }, chatKind)).rejects.toThrow();
});

test('a word that is withheld is missed although the server says now and then that the teacher is away', async () => {
  const { relay, host, ada } = await newLesson();
  relay.lie = (telling) => (telling.to === ada.id ? [] : [telling]);
  for (let spell = 0; spell < 4; spell++) {
    await relay.pass(45_000);
    relay.tell(ada, 'member.changed', { id: host.id, away: true });
    await relay.pass(500);
    relay.tell(ada, 'member.changed', { id: host.id, away: false });
  }
  expect(kinds(ada)).toEqual(['silent']);
});
