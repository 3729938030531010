import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '../../kit/browser.ts';
import { admitAll, announcing, button, controls, inRoom, type Lesson, openLesson } from '../../kit/lesson.ts';

const content = Buffer.from(Uint8Array.from({ length: 1_500_000 }, (_zero, at) => (at * 31 + (at >> 8)) % 256));
const name = 'Thalès, exercices.html';

/** What the pages' policy forbade and was tried all the same. */
const forbidden: string[] = [];
const settings = { class: { fileMegabytes: 2, filesMegabytes: 4 } };

let lesson: Lesson;
let teacher: Visitor;
let ines: Visitor;
let tom: Visitor;
beforeAll(async () => {
  lesson = await openLesson({
    settings,
    met: ({ page }) =>
      void page.on('console', (line) => line.text().includes('Content Security Policy') && forbidden.push(line.text())),
  });
  teacher = lesson.teacher;
  [ines, tom] = lesson.students as [Visitor, Visitor];
});
afterAll(() => lesson[Symbol.asyncDispose]());

const openFiles = async (visitor: Visitor): Promise<void> => {
  if (visitor.page.viewportSize()!.width < 400) {
    await controls(visitor).getByRole('button', { name: 'Plus' }).click();
    await button(visitor.page, /^Fichiers/).click();
    return;
  }
  const opener = controls(visitor).getByRole('button', { name: /^Fichiers/ });
  if ((await opener.getAttribute('aria-expanded')) !== 'true') await opener.click();
};
const lines = (page: Page): Locator => page.getByRole('region', { name: 'Fichiers distribués' }).getByRole('listitem');
const choose = ({ page }: Visitor, ...files: { name: string; buffer: Buffer }[]): Promise<void> =>
  page.locator('.files input[type=file]').setInputFiles(files.map((one) => ({ ...one, mimeType: 'text/html' })));
const saving = async ({ page }: Visitor, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
};

test('the teacher hands out a file, and a pupil on a bad line is told, goes on by itself, and has it as it was', async () => {
  await openFiles(teacher);
  await announcing([ines, tom], 'Mme Martin a distribué un fichier', () => choose(teacher, { name, buffer: content }));
  await teacher.page.getByText(`Distribué à la classe : ${name}`).first().waitFor();
  await openFiles(ines);
  let cut = true;
  await ines.page.route(/\/files\/[^/]+\/3$/, (route) => (cut ? route.abort() : route.continue()));
  const saved = await saving(ines, async () => {
    await button(ines.page, `Enregistrer ${name}`).click();
    await ines.page.getByText('La connexion est coupée : cela reprendra tout seul.').waitFor();
    expect(await ines.page.getByRole('progressbar').getAttribute('value')).toBe(String(3 * 262_144));
    cut = false;
  });
  expect(saved).toEqual({ name, bytes: content });
  await button(ines.page, `Enregistrer ${name}`).waitFor();
});

test('a pupil stops a download and goes on where it was, with the keys alone', async () => {
  await openFiles(tom);
  const asked: string[] = [];
  let hold = true;
  await tom.page.route(/\/files\//, (route) => {
    const part = new URL(route.request().url()).pathname.split('/').at(-1)!;
    asked.push(part);
    return hold && part === '2' ? route.abort() : route.continue();
  });
  await button(tom.page, `Enregistrer ${name}`).focus();
  await tom.page.keyboard.press('Enter');
  await tom.page.getByText('La connexion est coupée').waitFor();
  // The button is the same one: the focus has stayed.
  await tom.page.keyboard.press('Enter');
  await tom.page.getByText(/^Arrêté à 524,3 ko|^Arrêté à 525 ko/).waitFor();
  hold = false;
  asked.length = 0;
  const saved = await saving(tom, () => tom.page.keyboard.press('Enter'));
  expect(saved.bytes.equals(content)).toBe(true);
  expect(asked.toSorted()).toEqual(['2', '3', '4', '5']);
});

test('what is too large is said with how much fits, and nothing of it is sent', async () => {
  await choose(teacher, { name: 'film.mp4', buffer: Buffer.alloc(2_200_000) });
  await teacher.page.getByText('Trop volumineux : il reste de la place pour 2,1 Mo au plus.').waitFor();
  await button(teacher.page, 'Fermer le message sur film.mp4').click();
  expect(await lines(ines.page).count()).toBe(1);
});

test('a pupil hands out once the teacher lets them, under a name that is safe, and takes it back', async () => {
  expect(await tom.page.locator('.files input[type=file]').count()).toBe(0);
  await controls(teacher)
    .getByRole('button', { name: /^Classe/ })
    .click();
  await teacher.page.getByRole('switch', { name: 'Les élèves peuvent distribuer des fichiers' }).click();
  await button(tom.page, 'Distribuer des fichiers…').waitFor();
  await choose(tom, { name: 'mon\u202Efdp.exe', buffer: Buffer.from('bonjour') });
  await button(ines.page, 'Enregistrer monfdp.exe').waitFor();
  await expect.poll(() => lines(ines.page).first().innerText()).toContain('de Tom');
  // Not another's.
  expect(await ines.page.getByRole('button', { name: /^Retirer/ }).count()).toBe(0);
  await button(tom.page, 'Retirer monfdp.exe').click();
  await expect.poll(() => lines(ines.page).count()).toBe(1);
});

test('who comes late finds what was handed out; when it is taken back, it is gone for everybody', async () => {
  const late = await lesson.arrive('Zoé', { width: 320, height: 640 });
  await admitAll(teacher, 1);
  await inRoom(late);
  await openFiles(late);
  const saved = await saving(late, () => button(late.page, `Enregistrer ${name}`).click());
  expect(saved.bytes.equals(content)).toBe(true);
  await openFiles(teacher);
  await button(teacher.page, `Retirer ${name}`).click();
  await Promise.all([ines, tom, late].map(({ page }) => page.getByText('Aucun fichier n’a été distribué.').waitFor()));
  expect(lesson.server.app.census.count().sharedFile).toBeUndefined();
});

test('nothing that the pages’ policy forbids was tried', () => {
  expect(forbidden).toEqual([]);
});
