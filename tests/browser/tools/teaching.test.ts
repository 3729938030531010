import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { stepMs, type Visitor } from '../../kit/browser.ts';
import { announcing, button, controls, type Lesson, openLesson, openPanel, turnOn } from '../../kit/lesson.ts';

let lesson: Lesson;
let teacher: Visitor;
let ines: Visitor;
beforeAll(async () => {
  lesson = await openLesson();
  teacher = lesson.teacher;
  [ines] = lesson.students as [Visitor];
  await controls(teacher)
    .getByRole('button', { name: /^Classe/ })
    .click();
  await turnOn(ines, 'caméra');
});
afterAll(() => lesson[Symbol.asyncDispose]());

const beside = ({ page }: Visitor) => page.getByRole('region', { name: 'À garder sous les yeux' });
const toggleBoard = (name: string) => button(teacher.page, name).first().click();
/** How much of the stage the pictures of people take. */
const peopleShare = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const area = (one: Element) => {
      const { width, height } = one.getBoundingClientRect();
      return width * height;
    };
    const stage = document.querySelector('.stage-tiles');
    const faces = Array.from(document.querySelectorAll('.tile[data-source=camera]'));
    return stage ? faces.reduce((sum, face) => sum + area(face), 0) / area(stage) : 0;
  });

test('sharing the screen, the teacher has the people large, a small picture of it, hands and messages beside', async () => {
  const { page } = teacher;
  await button(page, 'Partager mon écran').first().click();
  const small = page.getByRole('region', { name: 'Vous partagez votre écran' });
  await small.locator('video').waitFor();
  await beside(teacher).getByRole('textbox', { name: 'Votre message' }).waitFor();
  await expect.poll(() => peopleShare(page), { timeout: stepMs }).toBeGreaterThan(0.5);
  await button(ines.page, 'Lever la main').first().click();
  await beside(teacher).locator('.hands').getByText('Inès').waitFor();
  await openPanel(ines, 'Chat');
  await ines.page.getByRole('textbox', { name: 'Votre message' }).fill('Je ne vois pas bien');
  await ines.page.keyboard.press('Enter');
  await beside(teacher).getByText('Je ne vois pas bien').waitFor();
  // It is seen: nothing else says that it came.
  expect(await page.getByText('Nouveau message de Inès').count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.closest('.beside'))).toBeNull();
  await beside(teacher).getByRole('button', { name: 'Baisser la main de Inès' }).focus();
  await page.keyboard.press('Enter');
  await button(ines.page, 'Lever la main').first().waitFor();
});

test('an open panel takes the place of what is beside, and gives it back', async () => {
  await openPanel(teacher, 'Personnes');
  await teacher.page.getByRole('complementary', { name: 'Personnes' }).waitFor();
  await beside(teacher).waitFor({ state: 'detached' });
  await teacher.page.getByRole('region', { name: 'Vous partagez votre écran' }).waitFor();
  await teacher.page.keyboard.press('Escape');
  await beside(teacher).waitFor();
  await button(teacher.page, 'Arrêter le partage').click();
  await beside(teacher).waitFor({ state: 'detached' });
});

test('with the board open the teacher draws, or looks at the people with the board as a small picture', async () => {
  const { page } = teacher;
  await toggleBoard('Montrer le tableau à la classe');
  await page.locator('.sheet-live').waitFor();
  await button(page, 'Voir les élèves en grand').focus();
  await page.keyboard.press('Enter');
  const small = page.getByRole('region', { name: 'Tableau : vu par la classe' });
  await small.locator('canvas').first().waitFor();
  await expect.poll(() => peopleShare(page), { timeout: stepMs }).toBeGreaterThan(0.5);
  await beside(teacher).waitFor();
  expect(await page.locator('.sheet-live').count()).toBe(0);
  // The class goes on seeing it large, and is offered nothing of this.
  await ines.page.locator('.sheet-live').waitFor();
  expect(await button(ines.page, 'Voir les élèves en grand').count()).toBe(0);
  // What is drawn shows on the small picture too: on paper, in ink.
  await expect
    .poll(
      () =>
        small
          .locator('canvas')
          .first()
          .evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.width : 0)),
      { timeout: stepMs },
    )
    .toBeGreaterThan(100);
  await small.getByRole('button', { name: 'Agrandir' }).click();
  await page.locator('.sheet-live').waitFor();
  await toggleBoard('Ranger le tableau');
});

test('on a phone the shared screen stands in a line below the people, and its end is one press away', async () => {
  const { page } = teacher;
  await page.setViewportSize({ width: 320, height: 640 });
  await controls(teacher).getByRole('button', { name: /^Plus/ }).click();
  await button(page, 'Partager mon écran').first().click();
  await page.keyboard.press('Escape');
  const small = page.locator('.stage > .shown-small');
  await small.waitFor();
  const [stage, line] = await Promise.all([page.locator('.stage').boundingBox(), small.boundingBox()]);
  expect(line?.height).toBeLessThan((stage?.height ?? 0) / 4);
  await expect.poll(() => peopleShare(page), { timeout: stepMs }).toBeGreaterThan(0.4);
  expect(await beside(teacher).count()).toBe(0);
  await button(page, 'Arrêter le partage').click();
  await small.waitFor({ state: 'detached' });
  await page.setViewportSize({ width: 1100, height: 720 });
});

test('in the little window one admits, sees hands, reads and writes; its styles are there; it goes with the class', async () => {
  const { page, context } = teacher;
  await lesson.arrive('Kenza');
  await controls(teacher).getByRole('button', { name: /^Plus/ }).click();
  const opened = context.waitForEvent('page');
  await button(page, 'Petite fenêtre (entrées, mains, chat)').click();
  const little = await opened;
  await button(little, 'Admettre Kenza').focus();
  await little.keyboard.press('Enter');
  await button(little, 'Admettre Kenza').waitFor({ state: 'detached' });
  await expect.poll(() => page.locator('.tile[aria-label="Kenza"]').count(), { timeout: stepMs }).toBe(1);
  await button(ines.page, 'Lever la main').first().click();
  await button(little, 'Baisser la main de Inès').click();
  await little.getByRole('textbox', { name: 'Votre message' }).fill('Je regarde vos mains');
  await announcing([lesson.students[1] as Visitor], 'Nouveau message de Mme Martin', () => little.keyboard.press('Enter'));
  const look = await little.evaluate(() => ({
    inline: document.querySelectorAll('style, [style]').length,
    display: getComputedStyle(document.querySelector('.little-window') ?? document.body).display,
    lang: document.documentElement.lang,
  }));
  expect(look).toEqual({ inline: 0, display: 'flex', lang: 'fr' });
  const closed = little.waitForEvent('close');
  await controls(teacher).getByRole('button', { name: 'Quitter' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Quitter', exact: true }).click();
  await closed;
});

test('a browser without little windows says so, and where there are some', async () => {
  const { page } = ines;
  await page.evaluate(() => Reflect.deleteProperty(window, 'documentPictureInPicture'));
  await controls(ines).getByRole('button', { name: /^Plus/ }).click();
  const choice = button(page, 'Petite fenêtre (entrées, mains, chat)');
  expect(await choice.getAttribute('aria-disabled')).toBe('true');
  await announcing([ines], /^Ce navigateur n’a pas de petite fenêtre/, () => choice.press('Enter'));
});

test('nothing went wrong in any page', () => {
  expect(lesson.everyone.flatMap(({ faults }) => faults)).toEqual([]);
});
