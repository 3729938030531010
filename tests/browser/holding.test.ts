import { afterAll, beforeAll, expect, test } from 'vitest';
import { devicesOn, received, stepMs, type Visitor } from '../kit/browser.ts';
import { actOn } from '../kit/hostile.ts';
import {
  admitAll,
  announcing,
  button,
  controls,
  growing,
  inRoom,
  type Lesson,
  openLesson,
  openPanel,
  turnOn,
} from '../kit/lesson.ts';

let lesson: Lesson;
let teacher: Visitor;
let ines: Visitor;
let tom: Visitor;
beforeAll(async () => {
  lesson = await openLesson();
  teacher = lesson.teacher;
  [ines, tom] = lesson.students as [Visitor, Visitor];
  for (const person of lesson.everyone) await turnOn(person, 'micro', 'caméra');
  await growing(teacher);
});
afterAll(() => lesson[Symbol.asyncDispose]());

const toggle = async (label: string): Promise<void> => {
  await openPanel(teacher, 'Classe');
  await teacher.page.getByLabel(label, { exact: true }).first().click();
};

test('the teacher stops a pupil’s microphone; only the pupil turns it on again, when asked or not', async () => {
  await actOn(teacher, 'Inès', 'Couper le micro');
  await button(ines.page, 'Allumer le micro').first().waitFor();
  await expect.poll(() => devicesOn(ines.page), { timeout: stepMs }).toEqual(['video']);
  await actOn(teacher, 'Inès', 'Demander d’allumer le micro');
  await ines.page.locator('dialog[open]').getByRole('button', { name: 'Allumer le micro' }).click();
  await button(ines.page, 'Éteindre le micro').first().waitFor();
  await growing(tom, { people: 2 });
});

test('calming the class stops every pupil’s sending at once, and they send again when it is lifted', async () => {
  await openPanel(teacher, 'Classe');
  await button(teacher.page, 'Mettre la classe au calme').click();
  for (const { page } of [ines, tom]) {
    await button(page, 'Allumer la caméra').first().waitFor();
    await expect.poll(() => devicesOn(page), { timeout: stepMs }).toEqual([]);
    await button(page, 'Allumer le micro').first().waitFor();
    expect(await button(page, 'Allumer le micro').first().getAttribute('aria-disabled')).toBe('true');
  }
  await button(teacher.page, 'Lever le calme').click();
  for (const person of [ines, tom]) {
    await person.page.locator('button[aria-label="Allumer le micro"][aria-disabled="false"]').waitFor();
    await turnOn(person, 'micro', 'caméra');
  }
  await growing(teacher, { people: 2 });
});

test('a pupil shares the screen once the right is handed over, and everybody sees it', async () => {
  const share = button(ines.page, 'Partager mon écran').first();
  expect(await share.getAttribute('aria-disabled')).toBe('true');
  await actOn(teacher, 'Inès', 'Permettre de partager l’écran');
  await ines.page.locator('button[aria-label="Partager mon écran"][aria-disabled="false"]').click();
  for (const { page } of [teacher, tom]) await page.getByText('Écran de Inès').first().waitFor();
  for (const { page } of [teacher, tom]) await moves(page, 'Écran de Inès');
  await actOn(teacher, 'Inès', 'Arrêter le partage d’écran');
  await tom.page.getByText('Écran de Inès').first().waitFor({ state: 'detached' });
});

test('sound only: one action, and no picture is received until it is undone', async () => {
  await button(tom.page, /^Plus/).click();
  await tom.page.getByText('Son seul (ne plus recevoir les images)').click();
  await tom.page.keyboard.press('Escape');
  await tom.page.getByText('Les images ne sont pas reçues').first().waitFor();
  await tom.page.waitForFunction(() => document.querySelectorAll('video').length === 0);
  await pictureless(tom);
  await button(tom.page, 'Recevoir les images').first().click();
  await growing(tom);
});

/** Resolves once the picture of this name has shown ten others. */
const moves = async (page: Visitor['page'], name: string): Promise<void> => {
  const shown = () =>
    page
      .locator(`.tile[aria-label="${name}"] video`)
      .evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);
  const before = await shown();
  await expect.poll(shown, { timeout: stepMs }).toBeGreaterThanOrEqual(before + 10);
};

/** Resolves once sound has come twenty times in a row without a picture: those that were under way come first. */
const pictureless = async (person: Visitor): Promise<void> => {
  for (let times = 0; times < 20;) {
    const { framesDecoded } = await received(person.page);
    await growing(person, { frames: 0 });
    times = (await received(person.page)).framesDecoded === framesDecoded ? times + 1 : 0;
  }
};

test('a locked class lets nobody knock', async () => {
  await announcing([teacher], 'La classe est verrouillée', () => toggle('Classe verrouillée'));
  const late = await lesson.arrive('Retard');
  await late.page
    .getByText(/verrouillée/)
    .first()
    .waitFor();
  expect(await controls(late).count()).toBe(0);
  expect(lesson.server.app.directory.figures().people).toBe(3);
  await toggle('Classe verrouillée');
});

test('who is refused at the door is told so, who is removed does not come back', async () => {
  const zoe = await lesson.arrive('Zoé');
  await openPanel(teacher, 'Classe');
  await button(teacher.page, 'Refuser Zoé').click();
  await zoe.page.getByText('Vous n’avez pas été admis').first().waitFor();
  await actOn(teacher, 'Tom', 'Exclure de la classe');
  await teacher.page.locator('dialog[open]').getByRole('button', { name: 'Exclure' }).click();
  await tom.page.getByText(/exclu/).first().waitFor();
  for (const { page } of [tom, zoe]) {
    await page.reload();
    await page.getByRole('heading', { name: 'Ouvrez le lien de la classe' }).waitFor();
  }
  await growing(ines);
  expect(lesson.server.app.directory.figures().people).toBe(2);
});

test('with the lobby off, who has the link walks in; ending the class ends it for all', async () => {
  await toggle('Salle d’attente');
  const ali = await lesson.arrive('Ali');
  await inRoom(ali);
  await growing(ali, { frames: 5 });
  await toggle('Salle d’attente');
  const eva = await lesson.arrive('Eva');
  await admitAll(teacher, 1);
  await inRoom(eva);
  await openPanel(teacher, 'Classe');
  await button(teacher.page, 'Terminer la classe pour tous').click();
  await teacher.page.locator('dialog[open]').getByRole('button', { name: 'Terminer pour tous' }).click();
  for (const { page } of [ali, eva, ines, teacher]) await page.getByText('La classe est terminée').first().waitFor();
  expect(lesson.server.app.directory.figures()).toEqual({ classes: 0, people: 0 });
});

test('nothing went wrong in any page', () => {
  expect(lesson.everyone.flatMap(({ faults }) => faults)).toEqual([]);
});
