import { afterEach, expect, test } from 'vitest';
import { preflight } from '../../../client/text/fr/preflight.ts';
import { room } from '../../../client/text/fr/room.ts';
import { visit } from '../../kit/browser.ts';
import { button, controls, type Lesson, openLesson } from '../../kit/lesson.ts';

let lesson: Lesson | null = null;
afterEach(async () => {
  await lesson?.[Symbol.asyncDispose]();
  lesson = null;
});

const settings = {
  controller: { name: 'Collège Jean Exemple', address: 'Lille', contact: 'direction@college.example' },
  dpo: { contact: 'dpd@academie.example' },
};

test('before entering, why, on what basis and one’s rights are in view on a phone, and the button with them, in both languages (A2.12)', async () => {
  lesson = await openLesson({ students: [], settings });
  const { page } = await visit(lesson.browser, { width: 360, height: 740 });
  await page.goto(lesson.link);
  const inView = async (words: string | RegExp) => {
    const place = page.locator('.notice > p').getByText(words);
    await place.waitFor();
    await expect.poll(async () => ((await place.boundingBox())?.y ?? 1e9) < 740).toBe(true);
  };
  for (const words of ['tenir cette classe à distance', 'Base légale', 'Vos droits', settings.dpo.contact])
    await inView(new RegExp(words));
  const enter = page.getByRole('button', { name: preflight.enter });
  const box = await enter.boundingBox();
  expect((box?.y ?? 1e9) + (box?.height ?? 0)).toBeLessThan(740);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await button(page, 'English').click();
  await inView(/Your rights/);
});

test('on the smallest phone the notice does not push the button out of view (A2.12)', async () => {
  lesson = await openLesson({ students: [], settings });
  const { page } = await visit(lesson.browser, { width: 320, height: 568 });
  await page.goto(lesson.link);
  await page
    .locator('.notice')
    .getByText(/Vos droits/)
    .waitFor();
  const box = await page.getByRole('button', { name: preflight.enter }).boundingBox();
  expect((box?.y ?? 1e9) + (box?.height ?? 0)).toBeLessThan(568);
});

test('who waits in the lobby can ask what the server holds of them (A1.5)', async () => {
  lesson = await openLesson({ students: [] });
  const ines = await lesson.arrive('Inès');
  await button(ines.page, room.more.held).click();
  const dialog = ines.page.locator('dialog[open]');
  await dialog.getByText('127.0.0.1').waitFor();
  await dialog.getByRole('row').nth(1).waitFor();
});

test('who teaches is not told that nothing stays in a browser that keeps the keys of the class; who learns is (A2.19)', async () => {
  lesson = await openLesson({ students: ['Inès'] });
  const [ines] = lesson.students;
  const { page } = lesson.teacher;
  await controls(lesson.teacher).getByRole('button', { name: 'Quitter' }).click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Terminer pour tous' }).click();
  await page.getByText(room.end.keysStay).waitFor();
  expect(await page.getByText(room.end.wiped).count()).toBe(0);
  await ines!.page.getByText(room.end.wiped).waitFor();
});

test('what says that a trial stays in the browser says that the one of the network does not (A2.20)', async () => {
  lesson = await openLesson({ students: [] });
  const { page } = await visit(lesson.browser);
  await page.goto(lesson.link);
  const asked = page.waitForRequest((request) => request.url().endsWith('/reach'));
  await button(page, preflight.network.try).click();
  await asked;
  const said = await page.locator('.trials > .hint').first().textContent();
  expect(said).toContain('L’essai du réseau joint le serveur');
  expect(said).not.toMatch(/rien n’est envoyé/i);
});
