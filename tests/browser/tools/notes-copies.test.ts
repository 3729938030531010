import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '../../kit/browser.ts';
import { announcing, button, controls, inRoom, type Lesson, openLesson } from '../../kit/lesson.ts';
import { type TestServer, startServer } from '../../kit/server.ts';

let lesson: Lesson;
let teacher: Visitor;
let ines: Visitor;
let again: TestServer | null = null;
beforeAll(async () => {
  lesson = await openLesson({ students: ['Inès'] });
  teacher = lesson.teacher;
  [ines] = lesson.students as [Visitor];
  await controls(teacher).getByRole('button', { name: 'Ouvrir les notes communes' }).click();
  await teacher.page.getByLabel('Qui peut écrire').selectOption({ label: 'Toute la classe' });
});
afterAll(async () => {
  await lesson?.[Symbol.asyncDispose]();
  await again?.[Symbol.asyncDispose]();
});

const sheet = ({ page }: Visitor) => page.getByRole('textbox', { name: 'Texte des notes' });
/** The words of each paragraph, without the names at the cursors. */
const said = (visitor: Visitor): Promise<string> =>
  sheet(visitor).evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement;
    for (const cursor of copy.querySelectorAll('.notes-cursor')) cursor.remove();
    return Array.from(copy.querySelectorAll('p, h3, h4, h5, pre'), ({ textContent }) => textContent).join(' ');
  });
const has = (visitor: Visitor, words: string) =>
  expect.poll(async () => (await said(visitor)).replaceAll(/\s+/g, ' ').trim(), { timeout: 60_000 }).toBe(words);

/** What the page takes for the time of day is so much later. */
const later = ({ page }: Visitor, minutes: number): Promise<void> =>
  page.evaluate((ms) => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + ms;
  }, minutes * 60_000);

const paste = (visitor: Visitor, type: string, content: string): Promise<void> =>
  sheet(visitor).evaluate(
    (element, [kind, words]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData(kind!, words!);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    [type, content],
  );

test('the text can be looked at as it was, by everybody, and the teacher puts it back', async () => {
  await sheet(teacher).click();
  await teacher.page.keyboard.type('Une première version');
  await has(ines, 'Une première version');
  await later(teacher, 2);
  await teacher.page.keyboard.press('Control+a');
  await teacher.page.keyboard.type('Tout autre chose');
  await has(ines, 'Tout autre chose');
  await button(ines.page, 'Versions').click();
  const past = ines.page.getByRole('region', { name: 'Le texte, tel qu’il était' });
  await past.getByText('Une première version').waitFor();
  expect(await button(ines.page, 'Remettre cette version').count()).toBe(0);
  await button(ines.page, 'Texte actuel').click();
  await has(ines, 'Tout autre chose');
  await button(teacher.page, 'Versions').click();
  await button(teacher.page, 'Remettre cette version').click();
  await teacher.page.getByRole('alertdialog').getByRole('button', { name: 'Remettre cette version' }).click();
  await has(teacher, 'Une première version');
  await has(ines, 'Une première version');
});

test('what is pasted has its meaning and no looks, and a hundred thousand letters reach everybody', async () => {
  await sheet(ines).click();
  await ines.page.keyboard.press('Control+a');
  await ines.page.keyboard.press('Delete');
  const html =
    '<style>p { color: red }</style><h1 style="color: red">Titre</h1><p style="font-size: 90px">Du <b style="color: red">gras</b>' +
    '<img src="https://exemple.fr/espion.png"><a href="javascript:alert(1)">ici</a><script>document.title = "pris"</script></p>';
  await paste(ines, 'text/html', html);
  await has(teacher, 'Titre Du grasici');
  expect(await sheet(teacher).locator('img[src*="espion"], a, [style*="color"], script, style').count()).toBe(0);
  await ines.page.keyboard.press('Control+a');
  const long = 'abcdefghi '.repeat(10_000).trim();
  await paste(ines, 'text/plain', long);
  await has(teacher, long);
  await ines.page.keyboard.press('Control+a');
  await ines.page.keyboard.type('Après');
  await has(teacher, 'Après');
});

test('what is too large to be taken is said, and the text goes on as all have it', async () => {
  await announcing([ines], /trop (grand|long|lourd)|too large/i, () => paste(ines, 'text/plain', 'abcdefghi '.repeat(60_000)));
  await has(ines, 'Après');
  await sheet(ines).click();
  await ines.page.keyboard.press('Control+End');
  await ines.page.keyboard.type(' coup');
  await has(teacher, 'Après coup');
});

test('a copy as Markdown, as a page or on paper is made on one’s own device', async () => {
  await sheet(teacher).click();
  await teacher.page.keyboard.press('Control+a');
  await teacher.page.keyboard.press('Delete');
  await teacher.page.keyboard.type('# Thalès\nAM *et* AN\n- un\ndeux\n\n> cité');
  await has(ines, 'Thalès AM *et* AN un deux cité');
  const saved = async (what: string): Promise<string> => {
    const [download] = await Promise.all([
      ines.page.waitForEvent('download'),
      ines.page.getByLabel('Garder une copie').selectOption({ label: what }),
    ]);
    return readFile((await download.path())!, 'utf8');
  };
  expect(await saved('Markdown (.md)')).toBe('# Thalès\n\nAM \\*et\\* AN\n\n- un\n- deux\n\n> cité\n');
  const page = await saved('Page web (.html)');
  expect(page).toContain('<h2>Thalès</h2><p>AM *et* AN</p><ul><li><p>un</p></li><li><p>deux</p></li></ul>');
  expect(page).toMatch(/^<!doctype html>\n<html lang="fr"><head><meta charset="utf-8"><title>Notes/);
  await ines.page.evaluate(() => void (window.print = () => {}));
  await ines.page.getByLabel('Garder une copie').selectOption({ label: 'Imprimer' });
  await ines.page.emulateMedia({ media: 'print' });
  await ines.page.locator('.notes-print').getByText('AM *et* AN').waitFor();
  await controls(ines).waitFor({ state: 'hidden' });
  await ines.page.emulateMedia({ media: 'screen' });
  await ines.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await controls(ines).waitFor();
});

test('after a restart of the server all of it is there, and both write on', async () => {
  const { folder, port } = lesson.server;
  await announcing([teacher, ines], /Le serveur a redémarré/, async () => {
    await lesson.server.app.close();
    again = await startServer({ folder, port });
  });
  await has(teacher, 'Thalès AM *et* AN un deux cité');
  await sheet(ines).getByText('cité').click();
  await ines.page.keyboard.press('End');
  await ines.page.keyboard.type(' après');
  await has(teacher, 'Thalès AM *et* AN un deux cité après');
  await sheet(teacher).getByText('cité après').click();
  await teacher.page.keyboard.press('End');
  await teacher.page.keyboard.type(' coup');
  await has(ines, 'Thalès AM *et* AN un deux cité après coup');
  await ines.page.reload();
  await inRoom(ines);
  await has(ines, 'Thalès AM *et* AN un deux cité après coup');
});

test('no page of the class has had a fault, nor anything that its policy refuses', () => {
  const ofTheRestart = /ERR_CONNECTION_REFUSED|WebSocket|net::ERR/;
  expect(lesson.everyone.flatMap(({ faults }) => faults).filter((fault) => !ofTheRestart.test(fault))).toEqual([]);
});
