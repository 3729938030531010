import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '../kit/browser.ts';
import { stepMs } from '../kit/browser.ts';
import { inbound } from '../kit/inbound.ts';
import { announcing, button, controls, growing, type Lesson, openLesson, openPanel, teacherName, turnOn } from '../kit/lesson.ts';

let lesson: Lesson;
let teacher: Visitor;
let ines: Visitor;
let tom: Visitor;
beforeAll(async () => {
  lesson = await openLesson();
  teacher = lesson.teacher;
  [ines, tom] = lesson.students as [Visitor, Visitor];
  for (const person of lesson.everyone) await turnOn(person, 'caméra');
  await growing(teacher, { audio: false });
});
afterAll(() => lesson[Symbol.asyncDispose]());

/** The picture of somebody on a person's stage. */
const pictureOf = ({ page }: Visitor, name: string) => page.locator(`.tile[aria-label="${name}"] video`);
const stage = ({ page }: Visitor, shape: string) => page.locator(`.stage[data-shape="${shape}"]`);

const write = async ({ page }: Visitor, text: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Votre message' }).fill(text);
  await page.keyboard.press('Enter');
};

const choose = async (who: Visitor, menu: RegExp, choice: string): Promise<void> => {
  const opener = controls(who).getByRole('button', { name: menu });
  if ((await opener.getAttribute('aria-expanded')) !== 'true') await opener.click();
  await button(who.page, choice).first().click();
  await who.page.keyboard.press('Escape');
};

const personMenu = async (name: string, act: string): Promise<void> => {
  await openPanel(teacher, 'Personnes');
  const menu = button(teacher.page, `Agir sur ${name}`);
  if ((await menu.getAttribute('aria-expanded')) !== 'true') await menu.click();
  await button(teacher.page, act).first().click();
};

test('a reaction is seen by the others, with its sender’s name', async () => {
  await announcing([teacher, tom], 'Inès : Compris', () => choose(ines, /^Réagir/, 'Compris'));
});

test('the stage changes: mosaic, one picture, side by side, full screen', async () => {
  await choose(tom, /^Vue/, 'Mosaïque');
  await stage(tom, 'grid').waitFor();
  await choose(tom, /^Vue/, 'Une seule image');
  await stage(tom, 'alone').waitFor();
  await button(teacher.page, 'Partager mon écran').first().click();
  await choose(tom, /^Vue/, 'Enseignant et écran');
  await tom.page.getByText(`Écran de ${teacherName}`).first().waitFor();
  await stage(tom, 'right').waitFor();
  await button(teacher.page, 'Arrêter de partager mon écran').first().click();
  await choose(tom, /^Vue/, 'Automatique');
  await controls(tom).getByRole('button', { name: /^Vue/ }).click();
  await button(tom.page, 'Plein écran').first().click();
  await tom.page.waitForFunction(() => document.fullscreenElement !== null);
  await tom.page.evaluate(() => document.exitFullscreen());
});

test('whom the teacher puts forward is large for everybody', async () => {
  await personMenu('Inès', 'Mettre en avant pour tous');
  for (const who of [teacher, tom, ines]) {
    await stage(who, 'right').waitFor();
    await who.page.locator(`.stage-focus [aria-label="${who === ines ? 'Inès (vous)' : 'Inès'}"]`).waitFor();
  }
  await personMenu('Inès', 'Ne plus mettre en avant');
  await stage(tom, 'grid').waitFor();
});

test('a small tile is received small, a large one large', async () => {
  // One's own picture comes from the camera, whatever its size: what is received is that of others.
  const width = (name: string) => pictureOf(tom, name).evaluate((video: HTMLVideoElement) => video.videoWidth);
  await personMenu('Inès', 'Mettre en avant pour tous');
  await expect.poll(() => width('Inès'), { timeout: stepMs }).toBeGreaterThanOrEqual(640);
  await expect.poll(() => width(teacherName), { timeout: stepMs }).toBeLessThanOrEqual(320);
  await personMenu('Inès', 'Ne plus mettre en avant');
});

/** How many streams bring pictures to this person, while one of them brings twenty. */
const streamsSeen = async (person: Visitor): Promise<number> => {
  const before = new Map((await inbound(person.page)).map(({ ssrc, pictures }) => [ssrc, pictures]));
  await growing(person, { frames: 20, audio: false });
  return (await inbound(person.page)).filter(({ ssrc, pictures }) => pictures > (before.get(ssrc) ?? 0)).length;
};

test('only the pictures on screen are received', async () => {
  await choose(tom, /^Vue/, 'Mosaïque');
  await expect.poll(() => streamsSeen(tom), { timeout: stepMs }).toBe(2);
  await choose(tom, /^Vue/, 'Une seule image');
  await stage(tom, 'alone').waitFor();
  await expect.poll(() => streamsSeen(tom), { timeout: stepMs }).toBe(1);
  await choose(tom, /^Vue/, 'Automatique');
  await growing(tom, { audio: false, people: 2 });
});

test('pupils write to each other alone only where the class allows it', async () => {
  await openPanel(ines, 'Chat');
  const recipients = ines.page.getByLabel('Destinataire').locator('option');
  expect(await recipients.allInnerTexts()).toEqual(['Toute la classe', 'L’enseignant seul']);
  await openPanel(teacher, 'Classe');
  await teacher.page.getByLabel('S’écrire entre élèves').click();
  await recipients.nth(2).waitFor({ state: 'attached' });
  await ines.page.getByLabel('Destinataire').selectOption({ label: 'Tom' });
  await write(ines, 'à toi seul');
  await openPanel(tom, 'Chat');
  await tom.page.getByText('à toi seul').waitFor();
  // What comes after it comes by the same way: whoever has that would have the other.
  await ines.page.getByLabel('Destinataire').selectOption({ index: 0 });
  await write(ines, 'à toute la classe');
  await openPanel(teacher, 'Chat');
  await teacher.page.getByText('à toute la classe').waitFor();
  expect(await teacher.page.getByText('à toi seul').count()).toBe(0);
});

test('an outgoing link opens through a warning', async () => {
  await openPanel(tom, 'Chat');
  await ines.page.getByLabel('Destinataire').selectOption({ index: 0 });
  await write(ines, 'voir https://exemple.invalid/page');
  await tom.page.getByText('https://exemple.invalid/page').click();
  await tom.page.locator('dialog[open]').getByText('Ouvrir un lien vers un autre site ?').waitFor();
  await tom.page.keyboard.press('Escape');
  expect(tom.context.pages()).toHaveLength(1);
});

test('a co-host admits in the teacher’s place, and the class goes on while the teacher is away', async () => {
  await personMenu('Inès', 'Nommer assistant');
  await controls(ines)
    .getByRole('button', { name: /^Classe/ })
    .waitFor();
  const zoe = await lesson.arrive('Zoé');
  await openPanel(ines, 'Classe');
  await button(ines.page, 'Admettre Zoé').click();
  await controls(zoe).waitFor();
  await teacher.page.close();
  await tom.page.getByText('connexion coupée').first().waitFor({ state: 'attached' });
  await growing(zoe, { audio: false });
  expect(await zoe.page.getByText('L’enseignant est absent').count()).toBe(0);
});

test('nothing went wrong in any page', () => {
  const faults = lesson.everyone.flatMap((person) => person.faults);
  expect(faults).toEqual([]);
});
