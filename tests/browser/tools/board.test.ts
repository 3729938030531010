import { readFile } from 'node:fs/promises';
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

/** A picture of one colour, as a file. */
const pngOf = async ({ page }: Visitor, colour: string): Promise<Buffer> =>
  Buffer.from(
    await page.evaluate(async (fill) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 2_400, height: 1_200 });
      const context = canvas.getContext('2d')!;
      context.fillStyle = fill;
      context.fillRect(0, 0, canvas.width, canvas.height);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
      return Array.from(new Uint8Array(await blob!.arrayBuffer()));
    }, colour),
  );
/** What is in the middle of the sheet: red, green and blue. */
const middle = ({ page }: Visitor) =>
  page
    .locator('.sheet-frame canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) =>
      Array.from(
        canvas
          .getContext('2d')!
          .getImageData(canvas.width / 2, canvas.height / 2, 1, 1)
          .data.subarray(0, 3),
        (part) => Math.round(part / 64),
      ),
    );

test('a picture is put with words for who does not see it, and everybody has both', async () => {
  const buffer = await pngOf(teacher, '#c00000');
  const field = teacher.page.locator('.sheet-bar input[type=file]');
  await field.setInputFiles({ name: 'triangle.png', mimeType: 'image/png', buffer });
  await teacher.page.getByLabel('Que voit-on sur l’image ?').fill('Un triangle rouge');
  await teacher.page.getByRole('dialog').getByRole('button', { name: 'Poser' }).click();
  await expect.poll(async () => (await itemWords(tom)).at(-1)).toBe('image de Mme Martin : Un triangle rouge');
  for (const visitor of [teacher, tom]) await expect.poll(() => middle(visitor), { timeout: 60_000 }).toEqual([3, 0, 0]);
  await teacher.page.reload();
  await inRoom(teacher);
  await expect.poll(() => middle(teacher), { timeout: 60_000 }).toEqual([3, 0, 0]);
});

test('a file that is no picture is said to be none', async () => {
  const field = teacher.page.locator('.sheet-bar input[type=file]');
  await field.setInputFiles({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('Bonjour') });
  await teacher.page.getByRole('alert').getByText('Ce fichier n’est pas une image').waitFor();
  await teacher.page.keyboard.press('Escape');
});

test('a pupil pastes a picture, and a pupil’s own things are chosen by keys, coloured, moved and erased', async () => {
  const bytes = Array.from(await pngOf(ines, '#0000c0'));
  await ines.page.evaluate((png) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([Uint8Array.from(png)], 'a.png', { type: 'image/png' }));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, bytes);
  await ines.page.getByRole('dialog').getByRole('button', { name: 'Poser' }).click();
  await expect.poll(async () => (await itemWords(tom)).at(-1)).toBe('image de Inès : sans description');
  await expect.poll(() => middle(tom), { timeout: 60_000 }).toEqual([0, 0, 3]);
  // Her text of before, and the picture: nothing of the teacher's.
  await sheet(ines.page).focus();
  await ines.page.keyboard.press('Control+a');
  await ines.page.getByText('2 choisis').waitFor();
  await ines.page.getByLabel('Couleur').selectOption({ label: 'rouge' });
  await sheet(ines.page).focus();
  for (let press = 0; press < 12; press++) await ines.page.keyboard.press('Shift+ArrowDown');
  await expect.poll(() => middle(tom), { timeout: 60_000 }).toEqual([3, 0, 0]);
  await ines.page.keyboard.press('Delete');
  await expect.poll(async () => (await itemWords(tom)).filter((one) => one.includes('Inès'))).toEqual([]);
});

test('several things are chosen by a frame, and moved together', async () => {
  await tool(teacher, 'Choisir et déplacer').click();
  await draw(teacher, [0.01, 0.01], [0.99, 0.99]);
  await teacher.page.getByText('3 choisis').waitFor();
  await draw(teacher, [0.5, 0.5], [0.5, 0.95]);
  await expect.poll(() => middle(tom), { timeout: 60_000 }).not.toEqual([3, 0, 0]);
  await teacher.page.keyboard.press('Control+z');
  await expect.poll(() => middle(tom), { timeout: 60_000 }).toEqual([3, 0, 0]);
});

test('a pen draws, and from then on one finger moves the page and draws nothing', async () => {
  await tool(teacher, 'Stylo').click();
  const before = (await itemWords(tom)).length;
  const box = (await sheet(teacher.page).boundingBox())!;
  const at = (x: number, y: number) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
  const devtools = await teacher.page.context().newCDPSession(teacher.page);
  const pen = { pointerType: 'pen', button: 'left', buttons: 1 } as const;
  await devtools.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...at(0.3, 0.3), ...pen, force: 0.2, clickCount: 1 });
  for (const step of [0.4, 0.5, 0.6])
    await devtools.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...at(step, 0.4), ...pen, force: step });
  await devtools.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at(0.6, 0.4), ...pen, force: 0, clickCount: 1 });
  await expect.poll(() => itemWords(tom)).toHaveLength(before + 1);
  const picture = () => middle(teacher);
  expect(await picture()).toEqual([3, 0, 0]);
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at(0.5, 0.5)] });
  for (const step of [0.7, 0.9, 1.2])
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at(step, 0.5)] });
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect.poll(picture).not.toEqual([3, 0, 0]);
  expect(await itemWords(tom)).toHaveLength(before + 1);
  await button(teacher.page, 'Voir toute la page').click();
  await expect.poll(picture).toEqual([3, 0, 0]);
});

/** The board's own pages: the people beside it have pages too. */
const pageOf = ({ page }: Visitor, words: string) =>
  page.getByRole('group', { name: 'Pages', exact: true }).getByText(words).waitFor();

test('who leafs alone is brought to the page that the teacher looks at, and as near', async () => {
  await button(teacher.page, 'Ajouter une page').click();
  await pageOf(tom, 'Page 2 sur 2');
  await tom.page.getByLabel('Aller à la page').selectOption({ label: '1' });
  await pageOf(tom, 'Page 1 sur 2');
  await tool(teacher, 'Ovale').click();
  await draw(teacher, [0.4, 0.4], [0.6, 0.6]);
  await button(teacher.page, 'Amener tout le monde ici').click();
  await pageOf(tom, 'Page 2 sur 2');
  await teacher.page.getByLabel('Aller à la page').selectOption({ label: '1' });
  for (let press = 0; press < 6; press++) await teacher.page.getByRole('button', { name: 'Agrandir', exact: true }).click();
  await expect.poll(() => middle(teacher)).toEqual([3, 0, 0]);
  /** A corner is white on the whole page, and within the picture as near as that. */
  const corner = ({ page }: Visitor) =>
    page
      .locator('.sheet-frame canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => canvas.getContext('2d')!.getImageData(4, canvas.height / 2, 1, 1).data[1]!);
  await tom.page.getByLabel('Aller à la page').selectOption({ label: '1' });
  await expect.poll(() => corner(tom)).toBeGreaterThan(200);
  await button(teacher.page, 'Amener tout le monde ici').click();
  await expect.poll(() => corner(tom)).toBeLessThan(50);
  await button(tom.page, 'Voir toute la page').click();
  await expect.poll(() => corner(tom)).toBeGreaterThan(200);
});

test('all pages are taken home as one PDF', async () => {
  const coming = tom.page.waitForEvent('download');
  await button(tom.page, 'Enregistrer toutes les pages (PDF)').click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe('tableau.pdf');
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const read = await PDFDocument.load(await readFile(await file.path()));
  expect(read.getPageCount()).toBe(2);
  await tom.page.getByText('Le fichier est sur cet appareil seulement').waitFor();
});

test('no page of the class has had a fault, nor anything that its policy refuses', async () => {
  await openPanel(teacher, 'Personnes');
  expect(lesson.everyone.flatMap(({ faults }) => faults)).toEqual([]);
});
