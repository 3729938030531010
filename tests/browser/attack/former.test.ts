import { expect, test } from 'vitest';
import { Capture } from '../../kit/capture.ts';
import { chatOf, classroomOf, join, type Known, reads, teacherOf, write } from '../../kit/hostile.ts';
import { HostileServer, type Telling } from '../../kit/hostileServer.ts';
import { keepKeys, opens } from '../../kit/keptKeys.ts';
import { button, enterAs, growing, inRoom, openLesson, openPanel, turnOn } from '../../kit/lesson.ts';
import { isTrusting, isWarned } from '../../kit/shield.ts';

/** All of the group that this person was told. */
const toldOfGroup = ({ due }: HostileServer, { id }: Known): Telling[] =>
  due.filter(({ to, name }) => to === id && (name.startsWith('group.') || name === 'admitted'));

test('a former pupil is not in a later lesson without the lobby, whatever the server shows the teacher of the former one', async () => {
  using capture = new Capture();
  using hostile = new HostileServer();
  await using lesson = await openLesson({ students: [] });
  const bea = await join(lesson, hostile, 'Béa', keepKeys);
  await write(bea, 'Mon dernier mot');
  await reads(lesson.teacher, 'Mon dernier mot');
  const { id: formerTeacher } = await teacherOf(lesson);
  const box = hostile.last('chat', formerTeacher);
  const room = await classroomOf(lesson);
  const former = room.people.get(bea.id);
  const view = room.group;
  if (!former || !view) throw new Error('a lesson');
  hostile.keeps.add(bea.id);
  await openPanel(lesson.teacher, 'Classe');
  await button(lesson.teacher.page, 'Terminer la classe pour tous').click();
  await lesson.teacher.page.locator('dialog[open]').getByRole('button', { name: 'Terminer pour tous' }).click();
  await lesson.teacher.page.getByText('La classe est terminée').first().waitFor();

  // The next lesson: to the server it is the former one that goes on.
  await lesson.teacher.page.goto(lesson.hostLink);
  const again = await classroomOf(lesson);
  expect(again).not.toBe(room);
  again.group = view;
  await enterAs(lesson.teacher, 'Mme Martin');
  await inRoom(lesson.teacher);
  const teacher = await teacherOf(lesson);
  const ada = await join(lesson, hostile, 'Ada');
  await turnOn(ada, 'micro');
  await growing(teacher, { frames: 0 });
  const { card } = former;
  for (const person of [teacher, ada]) {
    hostile.tell(person.id, 'member.joined', {
      member: { id: bea.id, role: 'student', card, away: false, grants: {}, sending: [] },
    });
    for (const { name, news } of toldOfGroup(hostile, bea)) if (name !== 'admitted') hostile.tell(person.id, name, news as never);
    hostile.tell(person.id, 'chat', box);
  }
  using _ = hostile.lie((telling) => (telling.to === ada.id ? [telling, { ...telling, to: bea.id }] : [telling]));
  await write(teacher, 'Aujourd’hui nous parlons des ondes');
  await reads(ada, 'Aujourd’hui nous parlons des ondes');
  for (const person of [teacher, ada]) {
    await isWarned(person, 'ghost');
    expect(await chatOf(person)).toEqual(['Aujourd’hui nous parlons des ondes']);
    await openPanel(person, 'Personnes');
    await person.page.getByRole('listitem').filter({ hasText: 'Non admis par l’enseignant' }).first().waitFor();
  }
  expect(await chatOf(bea)).toEqual(['Mon dernier mot']);
  const frames = capture.frames.filter(({ owner }) => owner === ada.id);
  expect(frames.length).toBeGreaterThan(20);
  expect(await opens(bea, frames)).toBe(0);
  for (const person of [teacher, ada]) hostile.tell(person.id, 'member.left', { id: bea.id, reason: 'left' });
  for (const person of [teacher, ada]) await isTrusting(person);
});
