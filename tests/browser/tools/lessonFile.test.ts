import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '../../kit/browser.ts';
import { announcing, button, controls, type Lesson, openLesson, openPanel } from '../../kit/lesson.ts';

let lesson: Lesson;
let teacher: Visitor;
let ines: Visitor;
let folder: string;
let path: string;
const password = 'cheval correct pile agrafe';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ardoise-lesson-'));
  path = join(folder, 'lecon.ardoise');
  lesson = await openLesson();
  teacher = lesson.teacher;
  ines = lesson.students[0] as Visitor;
});
afterAll(async () => {
  await lesson[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const itemWords = async ({ page }: Visitor): Promise<string[]> => {
  await page.locator('.sheet-items').evaluate((details: HTMLDetailsElement) => (details.open = true));
  return page.locator('.sheet-items li').allInnerTexts();
};
const write = async ({ page }: Visitor, words: string): Promise<void> => {
  await page.getByRole('toolbar').getByRole('button', { name: 'Texte', exact: true }).click();
  const box = (await page.getByRole('application', { name: 'Page du tableau' }).boundingBox())!;
  await page.mouse.click(box.x + 0.5 * box.width, box.y + 0.4 * box.height);
  await page.getByLabel('Texte à poser sur la page').fill(words);
  await button(page, 'Poser').click();
};
const dialog = () => teacher.page.getByRole('dialog');
/** Opens the dialog that brings a lesson back, with this file. */
const bring = async (file: string): Promise<void> => {
  await button(teacher.page, 'Reprendre une leçon…').click();
  await dialog().getByLabel('Fichier de la leçon (.ardoise)').setInputFiles(file);
};
const shut = async (): Promise<void> => {
  await teacher.page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
};

test('before anything is written the teacher is told that there is nothing to take along', async () => {
  await openPanel(teacher, 'Classe');
  await button(teacher.page, 'Emporter la leçon…').click();
  await dialog().getByText('Rien n’a encore été écrit').waitFor();
  await shut();
});

test('the teacher takes the lesson along, warned and with a date; nothing of it can be read in the file', async () => {
  await announcing([ines], 'Le tableau est montré à la classe', () =>
    controls(teacher).getByRole('button', { name: 'Montrer le tableau à la classe' }).click(),
  );
  await write(teacher, 'Pythagore');
  await expect.poll(() => itemWords(ines)).toEqual(['texte de Mme Martin : Pythagore']);
  await button(teacher.page, 'Emporter la leçon…').click();
  await dialog().getByText('c’est vous qui en répondez').waitFor();
  await dialog().getByText('Le fichier contient : Tableau.').waitFor();
  const field = dialog().getByLabel('Mot de passe du fichier');
  expect(await field.inputValue()).toMatch(/^(\w{5}-){3}\w{5}$/);
  await field.fill('court');
  await button(teacher.page, 'Enregistrer le fichier').click();
  await dialog().getByText('Il en faut au moins 12 caractères.').waitFor();
  await field.fill(password);
  const coming = teacher.page.waitForEvent('download');
  await announcing([teacher], /^La leçon est dans vos téléchargements\. À détruire au plus tard le/, () =>
    button(teacher.page, 'Enregistrer le fichier').click(),
  );
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^lecon-\d{4}-\d\d-\d\d-a-detruire-le-\d{4}-07-31\.ardoise$/);
  await download.saveAs(path);
  expect(await readFile(path, 'utf8')).not.toMatch(/Pythagore|Martin/);
});

test('what is no lesson, a wrong password and a changed date are each said, and change nothing', async () => {
  const other = join(folder, 'autre.ardoise');
  await writeFile(other, 'pas une leçon');
  await bring(other);
  await dialog().getByText('Ce n’est pas un fichier de leçon d’Ardoise').waitFor();
  await dialog().getByLabel('Fichier de la leçon (.ardoise)').setInputFiles(path);
  await dialog()
    .getByText(/^Leçon du .*, à détruire au plus tard le/)
    .waitFor();
  await dialog().getByLabel('Mot de passe du fichier').fill('un tout autre');
  await button(teacher.page, 'Reprendre la leçon').click();
  await dialog().getByText('Le mot de passe n’est pas le bon, ou le fichier a été modifié.').waitFor();
  const past = join(folder, 'passee.ardoise');
  await writeFile(past, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), made: '2020-01-01', until: '2020-07-31' }));
  await dialog().getByLabel('Fichier de la leçon (.ardoise)').setInputFiles(past);
  await dialog().getByText('La date à laquelle ce fichier devait être détruit est passée.').waitFor();
  const go = button(teacher.page, 'Reprendre la leçon');
  expect(await go.getAttribute('aria-disabled')).toBe('true');
  await dialog().getByLabel('Je le reprends quand même').check();
  expect(await go.getAttribute('aria-disabled')).toBe('false');
  await shut();
  expect(await itemWords(ines)).toHaveLength(1);
});

test('the teacher brings the lesson back, and everybody sees it behind what is there', async () => {
  await bring(path);
  await dialog().getByLabel('Mot de passe du fichier').fill(password);
  await announcing([teacher], 'La leçon est reprise : Tableau.', () => button(teacher.page, 'Reprendre la leçon').click());
  await expect.poll(() => ines.page.getByText('Page 2 sur 2').or(ines.page.getByText('2 / 2')).count()).toBeGreaterThan(0);
  await expect.poll(() => itemWords(ines)).toEqual(['texte de Mme Martin : Pythagore']);
});

test('no page of the class has had a fault, nor anything that its policy refuses', () => {
  expect(lesson.everyone.flatMap(({ faults }) => faults)).toEqual([]);
});
