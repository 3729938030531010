import { expect, onTestFinished, test } from 'vitest';
import { Accomplice } from '../../kit/accomplice.ts';
import { chatOf, hostileLesson, reads, remove, write } from '../../kit/hostile.ts';
import type { Telling, TellingOf } from '../../kit/hostileServer.ts';
import { admitAll } from '../../kit/lesson.ts';
import { isNoting, isTrusting } from '../../kit/shield.ts';

const { stage, guest, told } = hostileLesson();

test('a message is shown once, and only from who wrote it', async () => {
  const { hostile } = stage;
  const [ada, bea, cleo] = [await guest('Ada'), await guest('Béa'), await guest('Cléo')];
  await write(ada, 'Un');
  for (const person of [bea, cleo]) await reads(person, 'Un');
  hostile.tell(bea.id, 'chat', hostile.last('chat', bea.id));
  await isNoting(bea, ['message', 'Ada']);
  expect(await chatOf(bea)).toEqual(['Un']);
  using _ = hostile.lieTo(cleo, 'chat', ({ to, name, news }) => [{ to, name, news: { ...news, from: bea.id } }]);
  await write(ada, 'Deux');
  await reads(bea, 'Deux');
  await isNoting(cleo, ['message', 'Béa']);
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
  await isNoting(bea, ['message', 'Ada']);
  expect(await chatOf(bea)).toEqual(['Second']);
});

test('who comes later reads nothing of before, although the server tells it to them', async () => {
  const { hostile } = stage;
  const ada = await guest('Ada');
  const bea = await guest('Béa');
  await write(ada, 'Entre nous deux');
  await reads(bea, 'Entre nous deux');
  const before = hostile.last('chat', bea.id);
  const cleo = await guest('Cléo');
  hostile.tell(cleo.id, 'chat', before);
  await write(ada, 'Bonjour Cléo');
  await reads(cleo, 'Bonjour Cléo');
  expect(await chatOf(cleo)).toEqual(['Bonjour Cléo']);
  await isTrusting(cleo);
});

test('who is removed reads nothing more, although the server goes on telling them everything', async () => {
  const { hostile, teacher } = stage;
  const [ada, bea] = [await guest('Ada'), await guest('Béa')];
  await write(ada, 'Avant');
  await reads(bea, 'Avant');
  hostile.keeps.add(bea.id);
  using _ = hostile.lie((telling) => (telling.to === ada.id ? [telling, { ...telling, to: bea.id }] : [telling]));
  const removed = told(ada, 'group.commit');
  await remove(teacher, 'Béa');
  await removed;
  await write(teacher, 'Après');
  await reads(ada, 'Après');
  // She is told of one more, so that what came before is dealt with.
  const next = told(ada, 'chat');
  await write(teacher, 'Encore après');
  await next;
  await reads(ada, 'Encore après');
  expect(await chatOf(bea)).toEqual(['Avant']);
  await isTrusting(ada);
});

test('what a pupil’s browser sends that is unreadable is said of it, calmly and with how often, and is over after a minute', async () => {
  const { lesson, teacher, hostile } = stage;
  const ada = await guest('Ada');
  const knocked = hostile.next(({ name }) => name === 'lobby.knocked');
  const tom = await Accomplice.knock(lesson, 'Tom');
  onTestFinished(() => tom[Symbol.asyncDispose]());
  await knocked;
  await admitAll(teacher, 1);
  await tom.client.next('admitted');
  await tom.group.idle();
  // Announcements pass: everybody looks out from before.
  const toasts = [ada, teacher].map(({ page }) =>
    page.locator('.toast', { hasText: 'Tom' }).filter({ hasText: 'illisible' }).first().waitFor({ state: 'attached' }),
  );
  for (const box of ['AAAA', 'BBBB', 'CCCC']) await tom.client.ask('chat.all', { box });
  await Promise.all(toasts);
  for (const person of [ada, teacher]) await isNoting(person, ['message', 'Tom']);
  await write(ada, 'Tout va bien');
  await reads(teacher, 'Tout va bien');
  // A minute of everybody's: of a page whose clock alone goes ahead, the teacher's words would come late.
  await isTrusting(ada);
});
