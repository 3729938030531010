import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '../../kit/browser.ts';
import { admitAll, announcing, button, controls, inRoom, type Lesson, openLesson } from '../../kit/lesson.ts';

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

const sheet = (page: Page) => page.getByRole('textbox', { name: 'Texte des notes' });
const tool = ({ page }: Visitor, name: string) =>
  page.getByRole('toolbar', { name: 'Mise en forme' }).getByRole('button', { name, exact: true });
/** The text as it is made of elements, without what is drawn over it. */
const textOf = ({ page }: Visitor): Promise<string> =>
  sheet(page).evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement;
    for (const drawn of copy.querySelectorAll('.notes-cursor, .notes-author, .ProseMirror-trailingBreak, img')) drawn.remove();
    for (const run of copy.querySelectorAll('span')) run.replaceWith(...run.childNodes);
    copy.normalize();
    return copy.innerHTML.replaceAll(/ (target|rel)="[^"]*"/g, '');
  });
const all = () => [teacher, ines, tom];
const everybodyHas = async (text: string): Promise<void> => {
  for (const one of all()) await expect.poll(() => textOf(one), { timeout: 60_000 }).toBe(text);
};
/** Presses as often as it takes: what one types without a pause is one step, and a slow machine pauses. */
const pressUntilOneHas = async (one: Visitor, name: string, text: string): Promise<void> => {
  const step = tool(one, name);
  while ((await textOf(one)) !== text && (await step.getAttribute('aria-disabled')) !== 'true') await step.click();
};
const type = async ({ page }: Visitor, words: string): Promise<void> => page.keyboard.type(words);

test('the teacher opens the notes and writes with headings, lists, bold, code, a quote and a link; everybody reads it', async () => {
  await announcing([ines, tom], 'Les notes sont ouvertes à la classe', () =>
    controls(teacher).getByRole('button', { name: 'Ouvrir les notes communes' }).click(),
  );
  await sheet(teacher.page).click();
  await type(teacher, '# Thalès\nUn ');
  await tool(teacher, 'Gras').click();
  await type(teacher, 'théorème');
  await tool(teacher, 'Gras').click();
  await type(teacher, ' et ');
  await tool(teacher, 'Italique').click();
  await type(teacher, 'son');
  await tool(teacher, 'Italique').click();
  await type(teacher, ' ');
  await tool(teacher, 'Code').click();
  await type(teacher, 'AB/AC');
  await tool(teacher, 'Code').click();
  await type(teacher, '\n- un\ndeux\n\n');
  await tool(teacher, 'Citation').click();
  await type(teacher, 'cité');
  const text =
    '<h3>Thalès</h3><p>Un <strong>théorème</strong> et <em>son</em> <code>AB/AC</code></p>' +
    '<ul><li><p>un</p></li><li><p>deux</p></li></ul><blockquote><p>cité</p></blockquote>';
  await everybodyHas(text);
  await tool(teacher, 'Lien').click();
  await teacher.page.getByLabel('Adresse du lien').fill('javascript:alert(1)');
  await button(teacher.page, 'Mettre le lien').click();
  await teacher.page.getByText('Ce n’est pas une adresse que l’on peut ouvrir').waitFor();
  await teacher.page.getByLabel('Adresse du lien').fill('https://exemple.fr/');
  await button(teacher.page, 'Mettre le lien').click();
  await everybodyHas(text.replace('cité', 'cité<a href="https://exemple.fr/">https://exemple.fr/</a>'));
});

test('a pupil writes once the teacher lets them, at the same time as the others, and undoes only what is theirs', async () => {
  await ines.page.getByText('Vous lisez : l’enseignant écrit.').waitFor();
  await announcing([ines, tom], 'Vous pouvez écrire dans les notes', () =>
    teacher.page.getByLabel('Qui peut écrire').selectOption({ label: 'Toute la classe' }),
  );
  await sheet(teacher.page).click();
  await teacher.page.keyboard.press('Control+a');
  await teacher.page.keyboard.press('Delete');
  await everybodyHas('<p></p>');
  await type(teacher, 'A\nB\nC');
  await everybodyHas('<p>A</p><p>B</p><p>C</p>');
  for (const [one, letter] of [
    [ines, 'A'],
    [tom, 'B'],
  ] as const) {
    await sheet(one.page).getByText(letter, { exact: true }).click();
    await one.page.keyboard.press('End');
  }
  await Promise.all([type(ines, ' de Inès'), type(tom, ' de Tom'), type(teacher, ' de la prof')]);
  await everybodyHas('<p>A de Inès</p><p>B de Tom</p><p>C de la prof</p>');
  await pressUntilOneHas(ines, 'Annuler ce que j’ai écrit', '<p>A</p><p>B de Tom</p><p>C de la prof</p>');
  await everybodyHas('<p>A</p><p>B de Tom</p><p>C de la prof</p>');
  await pressUntilOneHas(ines, 'Rétablir', '<p>A de Inès</p><p>B de Tom</p><p>C de la prof</p>');
  await everybodyHas('<p>A de Inès</p><p>B de Tom</p><p>C de la prof</p>');
});

test('where somebody writes is seen while they do, under their name', async () => {
  await sheet(ines.page).click();
  await tom.page.locator('.notes-cursor', { hasText: 'Inès' }).waitFor({ state: 'attached' });
  await ines.page.keyboard.press('Escape');
  await tom.page.locator('.notes-cursor', { hasText: 'Inès' }).waitFor({ state: 'detached' });
});

test('Escape leaves the text, and goes on among the buttons', async () => {
  await sheet(ines.page).focus();
  await ines.page.keyboard.press('Escape');
  await expect.poll(() => ines.page.evaluate(() => document.activeElement?.textContent)).toBe('Qui a écrit quoi');
});

test('who wrote what is said in the text and summed up, to whom asks for it', async () => {
  await button(ines.page, 'Qui a écrit quoi').click();
  await ines.page.locator('.notes-author', { hasText: 'Tom' }).waitFor();
  await expect
    .poll(() => ines.page.getByRole('list', { name: 'Qui a écrit quoi' }).getByRole('listitem').allInnerTexts())
    .toEqual(['Mme Martin : 14 caractères', 'Inès : 8 caractères', 'Tom : 7 caractères']);
  await button(ines.page, 'Qui a écrit quoi').click();
  await ines.page.locator('.notes-author').first().waitFor({ state: 'detached' });
});

test('who comes late has all of it, and so has who reloads, who writes on', async () => {
  const text = '<p>A de Inès</p><p>B de Tom</p><p>C de la prof</p>';
  const late = await lesson.arrive('Zoé');
  await admitAll(teacher, 1);
  await inRoom(late);
  await expect.poll(() => textOf(late), { timeout: 60_000 }).toBe(text);
  for (const one of [tom, teacher]) {
    await one.page.reload();
    await inRoom(one);
    await expect.poll(() => textOf(one), { timeout: 60_000 }).toBe(text);
  }
  await sheet(tom.page).getByText('B de Tom').click();
  await tom.page.keyboard.press('End');
  await type(tom, ', encore');
  await everybodyHas(text.replace('de Tom', 'de Tom, encore'));
});

test('locked notes are read by the class, and written in by nobody but the teacher', async () => {
  await announcing([ines, tom], 'Vous n’écrivez plus dans les notes', () => button(teacher.page, 'Verrouiller').click());
  await expect.poll(() => sheet(ines.page).getAttribute('contenteditable')).toBe('false');
  await announcing([ines, tom], 'Vous pouvez écrire dans les notes', () => button(teacher.page, 'Déverrouiller').click());
  await expect.poll(() => sheet(ines.page).getAttribute('contenteditable')).toBe('true');
});

test('no page of the class has had a fault, nor anything that its policy refuses', () => {
  expect(lesson.everyone.flatMap(({ faults }) => faults)).toEqual([]);
});
