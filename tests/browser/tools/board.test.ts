import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '../../kit/browser.ts';
import { admitAll, announcing, button, controls, inRoom, type Lesson, openLesson, openPanel } from '../../kit/lesson.ts';

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

const sheet = (page: Page) => page.getByRole('application', { name: 'Page du tableau' });
const items = (page: Page) => page.locator('.sheet-items li');
const itemWords = async ({ page }: Visitor): Promise<string[]> => {
  await page.locator('.sheet-items').evaluate((details: HTMLDetailsElement) => (details.open = true));
  return items(page).allInnerTexts();
};
const tool = ({ page }: Visitor, name: string) => page.getByRole('toolbar').getByRole('button', { name, exact: true });

/** Draws with the mouse, from one place of the sheet to another (parts of its width and height). */
const draw = async ({ page }: Visitor, from: readonly [number, number], to: readonly [number, number]): Promise<void> => {
  const box = (await sheet(page).boundingBox())!;
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 8 });
  await page.mouse.up();
};

test('the teacher shows the board, draws, and everybody sees it and whose it is', async () => {
  await announcing([ines, tom], 'Le tableau est montré à la classe', () =>
    controls(teacher).getByRole('button', { name: 'Montrer le tableau à la classe' }).click(),
  );
  await sheet(ines.page).waitFor();
  await draw(teacher, [0.2, 0.2], [0.6, 0.5]);
  await tool(teacher, 'Rectangle').click();
  await draw(teacher, [0.1, 0.6], [0.4, 0.9]);
  const by = (whose: string) => [`trait à main levée, noir, de ${whose}`, `rectangle, noir, de ${whose}`];
  await expect.poll(() => itemWords(ines)).toEqual(by('Mme Martin'));
  await expect.poll(() => itemWords(teacher)).toEqual(by('vous'));
});

test('a pupil draws once the teacher lets them, and undoes only what is theirs', async () => {
  await ines.page.getByText('Vous regardez : l’enseignant dessine.').waitFor();
  await announcing([ines, tom], 'Vous pouvez dessiner au tableau', () =>
    teacher.page.getByLabel('Qui peut dessiner').selectOption({ label: 'Toute la classe' }),
  );
  await tool(ines, 'Texte').click();
  const box = (await sheet(ines.page).boundingBox())!;
  await ines.page.mouse.click(box.x + 0.7 * box.width, box.y + 0.2 * box.height);
  await ines.page.getByLabel('Texte à poser sur la page').fill('Thalès');
  await button(ines.page, 'Poser').click();
  await expect.poll(() => itemWords(tom)).toHaveLength(3);
  expect((await itemWords(tom)).at(-1)).toBe('texte de Inès : Thalès');
  await button(ines.page, 'Annuler').click();
  await expect.poll(() => itemWords(tom)).toHaveLength(2);
  await ines.page.getByRole('toolbar').getByRole('button', { name: 'Rétablir' }).click();
  await expect.poll(() => itemWords(tom)).toHaveLength(3);
});

test('who comes late sees all of it, and so does who reloads', async () => {
  const late = await lesson.arrive('Zoé');
  await admitAll(teacher, 1);
  await inRoom(late);
  await expect.poll(() => itemWords(late), { timeout: 60_000 }).toHaveLength(3);
  await tom.page.reload();
  await inRoom(tom);
  await expect.poll(() => itemWords(tom), { timeout: 60_000 }).toHaveLength(3);
  await teacher.page.reload();
  await inRoom(teacher);
  await expect.poll(() => itemWords(teacher), { timeout: 60_000 }).toHaveLength(3);
});

test('with keys alone a pupil draws a line and erases it', async () => {
  await tool(ines, 'Trait droit').focus();
  await ines.page.keyboard.press('Enter');
  await sheet(ines.page).focus();
  await ines.page.keyboard.press('Enter');
  for (let press = 0; press < 5; press++) await ines.page.keyboard.press('Shift+ArrowRight');
  await ines.page.keyboard.press('Enter');
  await expect.poll(async () => (await itemWords(tom)).at(-1)).toBe('trait droit, noir, de Inès');
  await ines.page.keyboard.press('Control+z');
  await expect.poll(() => itemWords(tom)).toHaveLength(3);
});

test('the teacher clears the page, and brings it back', async () => {
  await button(teacher.page, 'Effacer toute la page').first().click();
  await teacher.page.getByRole('alertdialog').getByRole('button', { name: 'Effacer toute la page' }).click();
  await expect.poll(() => itemWords(tom)).toHaveLength(0);
  await teacher.page.getByRole('toolbar').getByRole('button', { name: 'Annuler' }).click();
  await expect.poll(() => itemWords(tom)).toHaveLength(3);
});

test('what is being drawn is seen while it is, and where somebody points', async () => {
  /** How many pixels of the sheet that is above are not empty. */
  const marks = ({ page }: Visitor) =>
    sheet(page).evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let at = 3; at < data.length; at += 4) if (data[at]! > 0) count++;
      return count;
    });
  await expect.poll(() => marks(tom)).toBe(0);
  await tool(teacher, 'Pointeur').click();
  const box = (await sheet(teacher.page).boundingBox())!;
  await teacher.page.mouse.move(box.x + 50, box.y + 50);
  await teacher.page.mouse.down();
  let seen = false;
  void expect
    .poll(() => marks(tom), { timeout: 60_000 })
    .toBeGreaterThan(20)
    .then(() => (seen = true));
  for (let at = 50; !seen; at = at > 200 ? 50 : at + 3) await teacher.page.mouse.move(box.x + at, box.y + at);
  await teacher.page.mouse.up();
  await expect.poll(() => marks(tom), { timeout: 60_000 }).toBe(0);
});

test('no page of the class has had a fault, nor anything that its policy refuses', async () => {
  await openPanel(teacher, 'Personnes');
  expect(lesson.everyone.flatMap(({ faults }) => faults)).toEqual([]);
});
