import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stepMs, type Visitor } from '../../kit/browser.ts';
import { admitAll, announcing, button, controls, inRoom, type Lesson, openLesson } from '../../kit/lesson.ts';
import { pdfFile, pdfOf } from '../../kit/tools/pdf.ts';

let lesson: Lesson;
let teacher: Visitor;
let ines: Visitor;
let tom: Visitor;
beforeAll(async () => {
  lesson = await openLesson();
  teacher = lesson.teacher;
  [ines, tom] = lesson.students as [Visitor, Visitor];
});
afterAll(() => lesson[Symbol.asyncDispose]());

const slides = (page: Page) => page.getByRole('region', { name: 'Diapositives' });
const tool = ({ page }: Visitor, name: string) => slides(page).getByRole('button', { name, exact: true });
const choose = ({ page }: Visitor, ...files: ReturnType<typeof pdfFile>[]) => page.locator('.slides-input').setInputFiles(files);

/** Resolves once this page of the file is on the screen of all these people: drawn, and read out. */
const sees = async (people: readonly Visitor[], title: string): Promise<void> => {
  await Promise.all(
    people.map(async ({ page }) => {
      await page.locator('.slides[data-drawn]').waitFor({ timeout: stepMs });
      await slides(page).getByRole('heading', { name: title, exact: true }).waitFor({ state: 'attached', timeout: stepMs });
    }),
  );
};
/** How many pixels of the page are dark. */
const ink = ({ page }: Visitor) =>
  page
    .locator('.slides .sheet-frame canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let at = 0; at < data.length; at += 4) if (data[at]! < 90 && data[at + 3]! > 200) count++;
      return count;
    });

test('the teacher chooses a PDF, and everybody sees its first page', async () => {
  await announcing([ines, tom], 'Des diapositives sont montrées à la classe', () =>
    controls(teacher).getByRole('button', { name: 'Montrer des diapositives (PDF)' }).click(),
  );
  await ines.page.getByText('L’enseignant choisit un fichier.').waitFor();
  await choose(teacher, pdfFile('Thalès.pdf', await pdfOf(['Une', 'Deux', 'Trois', 'Quatre'])));
  await sees([teacher, ines, tom], 'Une');
  for (const one of [teacher, ines, tom]) await expect.poll(() => ink(one)).toBeGreaterThan(100);
});

test('pages turn for all in step, by a button and by the keys of a remote', async () => {
  await button(teacher.page, 'Diapositive suivante').click();
  await sees([ines, tom], 'Deux');
  await teacher.page.keyboard.press('PageDown');
  await sees([ines, tom], 'Trois');
  await teacher.page.keyboard.press('PageUp');
  await sees([ines, tom], 'Deux');
});

test('a pupil leafs alone, and comes back to the page of the class', async () => {
  await button(ines.page, 'Diapositive suivante').click();
  await sees([ines], 'Trois');
  await sees([teacher, tom], 'Deux');
  await button(teacher.page, 'Diapositive précédente').click();
  await sees([tom], 'Une');
  await sees([ines], 'Trois');
  await button(ines.page, 'Rejoindre la classe (diapositive 1)').click();
  await sees([ines], 'Une');
});

test('the teacher brings everybody back to one page', async () => {
  await button(ines.page, 'Diapositive suivante').click();
  await sees([ines], 'Deux');
  await announcing([ines], 'L’enseignant vous ramène à sa page', () => button(teacher.page, 'Amener tout le monde ici').click());
  await sees([ines], 'Une');
});

test('any page is reached by its small picture', async () => {
  await button(teacher.page, 'Toutes les diapositives').click();
  await teacher.page
    .getByRole('list', { name: 'Toutes les diapositives' })
    .getByRole('button', { name: 'Diapositive 4 sur 4' })
    .click();
  await sees([ines, tom], 'Quatre');
  await button(teacher.page, 'Toutes les diapositives').click();
});

test('what the teacher looks at from near is seen by all, and each looks their own way', async () => {
  const before = await ink(ines);
  await tool(teacher, 'Agrandir').click();
  await tool(teacher, 'Agrandir').click();
  await tool(teacher, 'Agrandir').click();
  await expect.poll(() => ink(tom)).not.toBe(before);
  await expect.poll(() => ink(ines)).not.toBe(before);
  const near = await ink(tom);
  await tool(ines, 'Voir toute la page').click();
  await expect.poll(() => ink(ines)).toBe(before);
  expect(await ink(tom)).toBe(near);
  await button(ines.page, 'Voir comme l’enseignant').click();
  await expect.poll(() => ink(ines)).toBe(near);
  await tool(teacher, 'Voir toute la page').click();
  await expect.poll(() => ink(ines)).toBe(before);
});

test('a blank page stands between, and a second file beside the first', async () => {
  await button(teacher.page, 'Diapositive précédente').click();
  await sees([ines], 'Trois');
  await button(teacher.page, 'Ajouter une page blanche après celle-ci').click();
  await slides(ines.page).getByText('Page blanche.').waitFor({ state: 'attached' });
  await ines.page.getByText('Diapositive 4 sur 5').waitFor();
  await button(teacher.page, 'Retirer cette page blanche').click();
  await sees([ines], 'Trois');
  await announcing([tom], 'Nouveau fichier : Exercices', async () =>
    choose(teacher, pdfFile('Exercices.pdf', await pdfOf(['Énoncé', 'Corrigé'], [400, 560]))),
  );
  await sees([teacher, ines, tom], 'Énoncé');
  await teacher.page.getByRole('combobox', { name: 'Fichier' }).selectOption({ label: 'Thalès' });
  await sees([ines, tom], 'Une');
});

test('a file that cannot be shown is not given, and it is said why', async () => {
  await choose(teacher, pdfFile('abîmé.pdf', Buffer.from('%PDF-1.7 rien de plus')));
  await teacher.page.getByRole('alert').getByText('Ce fichier n’est pas un PDF lisible').waitFor();
  await slides(teacher.page).getByRole('button', { name: 'Fermer' }).click();
  const locked = await PDFDocument.create();
  locked.addPage();
  locked.encrypt({ userPassword: 'secret', ownerPassword: 'secret' });
  await choose(teacher, pdfFile('secret.pdf', Buffer.from(await locked.save())));
  await teacher.page.getByRole('alert').getByText('Ce PDF est protégé par un mot de passe').waitFor();
  await slides(teacher.page).getByRole('button', { name: 'Fermer' }).click();
  await sees([teacher, ines], 'Une');
});

test('who comes late sees the page, and so does who reloads', async () => {
  const late = await lesson.arrive('Zoé');
  await admitAll(teacher, 1);
  await inRoom(late);
  await sees([late], 'Une');
  for (const one of [tom, teacher]) {
    await one.page.reload();
    await inRoom(one);
    await sees([one], 'Une');
  }
});

test('a page is drawn on, by the teacher and by whom they let', async () => {
  await button(teacher.page, 'Annoter').click();
  const sheet = teacher.page.getByRole('application', { name: 'Diapositive 1 sur 4' });
  const before = await ink(ines);
  const box = (await sheet.boundingBox())!;
  await teacher.page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.8);
  await teacher.page.mouse.down();
  await teacher.page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.8, { steps: 8 });
  await teacher.page.mouse.up();
  await expect.poll(() => ink(ines)).toBeGreaterThan(before);
  await button(teacher.page, 'Diapositive suivante').click();
  await sees([ines], 'Deux');
  await expect.poll(() => ink(ines)).toBeLessThan(before * 1.05);
  await teacher.page.getByLabel('Qui peut annoter').selectOption({ label: 'Toute la classe annote' });
  await button(ines.page, 'Annoter').waitFor();
});

test.each(['teacher', 'pupil'] as const)(
  'the slides have no accessibility violation that axe finds, for a %s, wide and 320 pixels wide',
  async (who) => {
    const { page } = who === 'teacher' ? teacher : ines;
    const before = page.viewportSize()!;
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    for (const size of [
      { width: 1280, height: 800 },
      { width: 320, height: 640 },
    ]) {
      await page.setViewportSize(size);
      const found = await page.evaluate(async () => {
        const { violations } = await window.axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
      });
      expect(found).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize(before);
  },
);

test('no page of the class has had a fault, nor anything that its policy refuses', () => {
  expect(lesson.everyone.flatMap(({ faults }) => faults)).toEqual([]);
});
