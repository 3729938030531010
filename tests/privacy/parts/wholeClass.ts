import { readFile } from 'node:fs/promises';
import { button, controls, type Gathering, growing, openPanel, turnOn } from '../../kit/lesson.ts';
import type { Visitor } from '../../kit/browser.ts';

const write = async ({ page }: Visitor, text: string): Promise<void> => {
  await page.getByRole('textbox').last().fill(text);
  await page.keyboard.press('Enter');
};

/** A page of text, which is handed out and saved. */
const handOut = async (
  teacher: Visitor,
  student: Visitor,
  { name, content }: { name: string; content: string },
): Promise<void> => {
  for (const person of [teacher, student]) await openPanel(person, 'Fichiers');
  const buffer = Buffer.from(`${content}\n`.repeat(200));
  const chosen = { name: `${name}.txt`, mimeType: 'text/plain', buffer };
  await teacher.page.locator('.files input[type=file]').setInputFiles(chosen);
  const save = button(student.page, `Enregistrer ${name}.txt`);
  const [saved] = await Promise.all([student.page.waitForEvent('download'), save.click()]);
  if (!(await readFile(await saved.path())).equals(buffer)) throw new Error('another file came');
};

const writeOnBoard = async (teacher: Visitor, { page: seeing }: Visitor, text: string): Promise<void> => {
  const { page } = teacher;
  await controls(teacher).getByRole('button', { name: 'Montrer le tableau à la classe' }).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Texte', exact: true }).click();
  const box = await page.getByRole('application', { name: 'Page du tableau' }).boundingBox();
  if (!box) throw new Error('no board');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.getByLabel('Texte à poser sur la page').fill(text);
  await button(page, 'Poser').click();
  await seeing.locator('.sheet-items li').getByText(text).waitFor({ state: 'attached' });
};

/** Everything one does in a class: voice, image, screen, words to all and to the teacher, notes, a file, a hand, a reaction, reading the notice. */
export const holdClass = async (
  { teacher, students, everyone, origin }: Gathering,
  words: { all: string; host: string; board?: string; file: { name: string; content: string } },
): Promise<void> => {
  const [first, second] = students;
  if (!first || !second) throw new Error('two students');
  for (const person of everyone) await turnOn(person, 'micro', 'caméra');
  await Promise.all(everyone.map((person) => growing(person)));
  await button(teacher.page, 'Partager mon écran').first().click();
  await second.page
    .getByText(/^Écran de /)
    .first()
    .waitFor();
  await growing(second);
  for (const person of everyone) await openPanel(person, 'Chat');
  await write(first, words.all);
  await second.page.getByText(words.all).waitFor();
  await first.page.getByLabel('Destinataire').selectOption({ index: 1 });
  await write(first, words.host);
  await teacher.page.getByText(words.host).waitFor();
  await button(second.page, 'Lever la main').first().click();
  await controls(second).getByRole('button', { name: 'Réagir' }).click();
  await button(second.page, 'Bravo').click();
  await first.page
    .getByText(/: Bravo$/)
    .first()
    .waitFor();
  await handOut(teacher, first, words.file);
  if (words.board !== undefined) await writeOnBoard(teacher, first, words.board);
  const notice = await second.context.newPage();
  for (const path of ['/notice', '/notice/enfants', '/accessibilite']) await notice.goto(origin + path);
  await notice.close();
};

/** The teacher ends the class for all; resolves once every browser was told to keep nothing, and has shown so. */
export const endClass = async ({ teacher, students, everyone }: Gathering): Promise<void> => {
  const told = students.map(({ page }) => page.waitForResponse((answer) => answer.url().endsWith('/api/leave')));
  await controls(teacher).getByRole('button', { name: 'Quitter' }).click();
  await button(teacher.page, 'Terminer pour tous').click();
  await Promise.all(told);
  // A host's browser keeps their keys, and says so.
  const erased = /^Rien de cette classe n’est conservé|^Ce que cette classe a laissé dans l’onglet est effacé/;
  for (const { page } of everyone) await page.getByText(erased).waitFor();
};
