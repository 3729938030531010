import { afterEach, expect, test } from 'vitest';
import { fr as home } from '../../../client/pages/home/text.fr.ts';
import { codes } from '../../../client/text/fr/codes.ts';
import { panels } from '../../../client/text/fr/panels.ts';
import { visit } from '../../kit/browser.ts';
import { classroomOf } from '../../kit/hostile.ts';
import { announcing, button, enterAs, inRoom, type Lesson, openLesson, openPanel } from '../../kit/lesson.ts';

let lesson: Lesson | null = null;
afterEach(async () => {
  await lesson?.[Symbol.asyncDispose]();
  lesson = null;
});

test.each([
  ['encrypted', true],
  ['not end-to-end encrypted', false],
] as const)(
  'who was excluded from a class that was open, %s, comes back to the lobby, and the host is told (A1.7)',
  async (_, encrypted) => {
    lesson = await openLesson({
      students: [],
      prepare: async (page) => {
        await page.getByText(home.form.more, { exact: true }).click();
        await page.getByRole('switch', { name: home.form.lobby }).click();
        if (encrypted) return;
        await page.getByRole('switch', { name: home.form.encrypted }).click();
        await button(page, home.form.plainConfirm).click();
      },
    });
    const { teacher } = lesson;
    const tom = await lesson.arrive('Tom');
    await inRoom(tom);
    await openPanel(teacher, 'Personnes');
    await button(teacher.page, panels.people.menu('Tom')).click();
    await button(teacher.page, panels.people.remove).click();
    const dialog = teacher.page.locator('dialog[open]');
    await dialog.getByText(panels.people.removeDetail).waitFor();
    await announcing([teacher], codes.notices.lobbyOn(), () =>
      dialog.getByRole('button', { name: panels.people.removeConfirm }).click(),
    );
    await tom.page.getByText(codes.leave.removed.detail).first().waitFor();

    const again = await visit(lesson.browser);
    await again.page.goto(lesson.link);
    await announcing([teacher], 'Tim attend d’entrer', () => enterAs(again, 'Tim'));
    const classroom = await classroomOf(lesson);
    expect(Array.from(classroom.people.values(), ({ role, standing }) => `${role} ${standing.at}`).toSorted()).toEqual([
      'host present',
      'student waiting',
    ]);
  },
);
