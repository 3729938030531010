import { expect, test } from 'vitest';
import { chatOf, hostileLesson, type Known, leave, reads, remove, write } from '../kit/hostile.ts';
import type { Telling, TellingOf } from '../kit/hostileServer.ts';
import { admitAll, inRoom } from '../kit/lesson.ts';
import { isTrusting, isWarned } from '../kit/shield.ts';

const { stage, guest, knocker } = hostileLesson();

test('a key box that was for somebody else, from somebody else, or from before, is refused', async () => {
  const { hostile, lesson, teacher } = stage;
  const [ada, bea, cleo] = [await guest('Ada'), await guest('Béa'), await guest('Cléo')];
  const forBea = await keyBox(ada, bea);
  hostile.tell(cleo.id, 'keys', { from: ada.id, box: forBea });
  await isWarned(cleo, 'key');
  hostile.tell(bea.id, 'keys', { from: teacher.id, box: forBea });
  await isWarned(bea, 'key');
  const dora = await guest('Dora');
  const first = await keyBox(ada, dora);
  const rotated = hostile.next(isKey({ from: ada, to: dora }));
  await leave(lesson, cleo);
  await rotated;
  hostile.tell(dora.id, 'keys', { from: ada.id, box: first });
  await isWarned(dora, 'key');
  await write(ada, 'Avec la bonne clé');
  for (const person of [bea, dora]) await reads(person, 'Avec la bonne clé');
});

/** The last box in which one gave their sender key to the other. */
const keyBox = async (from: Known, to: Known): Promise<string> => {
  const { hostile } = stage;
  const is = isKey({ from, to });
  await hostile.until(is);
  const telling = hostile.due.findLast(is) as TellingOf<'keys'>;
  return telling.news.box;
};

test('a key that the server exchanges for another leaves nothing to read', async () => {
  const { hostile, teacher } = stage;
  const ada = await guest('Ada');
  const bea = await knocker('Béa');
  using _ = hostile.lieTo(bea, 'keys', ({ to, name, news }) => [
    { to, name, news: { ...news, from: news.from === ada.id ? teacher.id : ada.id } },
  ]);
  await admitAll(teacher, 1);
  await inRoom(bea);
  await write(ada, 'Personne ne doit lire ceci de travers');
  await reads(teacher, 'Personne ne doit lire ceci de travers');
  await isWarned(bea, 'key');
  expect(await chatOf(bea)).toEqual([]);
});

const isKey =
  ({ from, to }: Record<'from' | 'to', Known>) =>
  (telling: Telling) =>
    telling.name === 'keys' && telling.to === to.id && telling.news.from === from.id;

test('a message is shown once, in order, and only from who wrote it', async () => {
  const { hostile } = stage;
  const [ada, bea, cleo] = [await guest('Ada'), await guest('Béa'), await guest('Cléo')];
  await write(ada, 'Un');
  for (const person of [bea, cleo]) await reads(person, 'Un');
  hostile.tell(bea.id, 'chat', hostile.last('chat', bea.id));
  await isWarned(bea, 'chat');
  expect(await chatOf(bea)).toEqual(['Un']);
  using _ = hostile.lieTo(cleo, 'chat', ({ to, name, news }) => [{ to, name, news: { ...news, from: bea.id } }]);
  await write(ada, 'Deux');
  await reads(bea, 'Deux');
  await isWarned(cleo, 'chat');
  expect(await chatOf(cleo)).toEqual(['Un']);
  await isTrusting(ada);
});

test('messages told in another order are not shown in it', async () => {
  const { hostile, teacher } = stage;
  const [ada, bea] = [await guest('Ada'), await guest('Béa')];
  const held: Telling[] = [];
  const holding = hostile.lieTo(bea, 'chat', (telling) => {
    held.push(telling);
    return [];
  });
  await write(ada, 'Premier');
  await write(ada, 'Second');
  await reads(teacher, 'Second');
  holding[Symbol.dispose]();
  for (const { news } of held.toReversed()) hostile.tell(bea.id, 'chat', news as TellingOf<'chat'>['news']);
  await reads(bea, 'Second');
  await isWarned(bea, 'chat');
  expect(await chatOf(bea)).toEqual(['Second']);
});

test('who is removed reads nothing more, although the server goes on telling them everything', async () => {
  const { hostile, teacher } = stage;
  const [ada, bea] = [await guest('Ada'), await guest('Béa')];
  await write(ada, 'Avant');
  await reads(bea, 'Avant');
  hostile.keeps.add(bea.id);
  using _ = hostile.lie((telling) => (telling.to === ada.id ? [telling, { ...telling, to: bea.id }] : [telling]));
  const rotated = hostile.next(isKey({ from: teacher, to: ada }));
  await remove(teacher, 'Béa');
  await rotated;
  await write(teacher, 'Après');
  await reads(ada, 'Après');
  await isWarned(bea, 'key');
  expect(await chatOf(bea)).toEqual(['Avant']);
  await isTrusting(ada);
});

test('a pupil from whom the server hides a removal is warned that the teacher is not heard any more', async () => {
  const { hostile, teacher } = stage;
  const [ada, bea] = [await guest('Ada'), await guest('Béa')];
  using _left = hostile.lieTo(ada, 'member.left', () => []);
  using _roster = hostile.lieTo(ada, 'roster', () => []);
  await ada.page.clock.install();
  await remove(teacher, 'Béa');
  await bea.page.getByText('Vous avez été exclu de la classe').first().waitFor();
  await ada.page.clock.fastForward(61_000);
  await isWarned(ada, 'silent');
});
