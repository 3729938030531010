import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visit, type Visitor } from '../../kit/browser.ts';
import { admitAll, button, enterAs, inRoom, type Lesson, openLesson, openPanel } from '../../kit/lesson.ts';
import { movableClock } from '../../privacy/prove/movableClock.ts';

const minute = 60_000;
const clock = movableClock();
let lesson: Lesson;
beforeAll(async () => {
  lesson = await openLesson({ students: [], clock });
});
afterAll(() => lesson[Symbol.asyncDispose]());

const inLobby = ({ page }: Pick<Visitor, 'page'>) => page.getByText('Salle d’attente').first().waitFor();
const nameIn = (page: Page) => page.getByLabel('Votre nom').inputValue();

/** Somebody who has been let in. */
const pupil = async (name: string): Promise<Visitor> => {
  const visitor = await lesson.arrive(name);
  await inLobby(visitor);
  await admitAll(lesson.teacher, 1);
  await inRoom(visitor);
  return visitor;
};

/** A second tab of this browser, as “duplicate tab” makes it: with what the first one's own storage has. */
const duplicate = async ({ page, context }: Visitor): Promise<Page> => {
  const opening = context.waitForEvent('page');
  await page.evaluate(() => void window.open('/c'));
  return opening;
};

const leave = async (page: Page): Promise<void> => {
  await button(page, /^Quitter/)
    .first()
    .click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Quitter' }).click();
  await page.getByText('Vous avez quitté la classe').first().waitFor();
};

test('whoever waited in vain is told so and nothing else, and finds their name again (F10)', async () => {
  const ines = await lesson.arrive('Inès B.');
  await inLobby(ines);
  clock.advance(15 * minute);
  await ines.page.getByRole('heading', { name: 'Personne n’a ouvert la porte' }).waitFor();
  await button(ines.page, 'Entrer à nouveau').click();
  await ines.page.getByLabel('Votre nom').waitFor();
  expect(await nameIn(ines.page)).toBe('Inès B.');
  await button(ines.page, 'Entrer dans la classe').click();
  await inLobby(ines);
  await ines.page.reload();
  await inLobby(ines);
  clock.advance(15 * minute);
  await button(ines.page, 'Entrer à nouveau').click();
  expect(await nameIn(ines.page)).toBe('Inès B.');
  await ines.context.close();
});

test('a class that is full says so, and keeps the name for the next try (F10)', async () => {
  const { page, context } = await visit(lesson.browser);
  await page.goto(lesson.link);
  await page.getByLabel('Votre nom').waitFor();
  await openPanel(lesson.teacher, 'Classe');
  const lock = lesson.teacher.page.getByRole('switch', { name: 'Classe verrouillée' });
  await lock.click();
  await expect.poll(() => lock.isChecked()).toBe(true);
  await enterAs({ page } as Visitor, 'Tom');
  await page.getByText('La classe est verrouillée').first().waitFor();
  await button(page, 'Entrer à nouveau').click();
  expect(await nameIn(page)).toBe('Tom');
  await lock.click();
  await expect.poll(() => lock.isChecked()).toBe(false);
  await context.close();
});

test('a first tab that is reloaded in the moment in which it was duplicated is back in the class (F15)', async () => {
  const noe = await pupil('Noé');
  const copy = await duplicate(noe);
  await noe.page.reload();
  await inRoom(noe);
  await copy.getByLabel('Votre nom').waitFor();
  await noe.context.close();
});

test('a duplicated tab that is in the class stays there when the first one leaves and it is reloaded at once (F15)', async () => {
  const lea = await pupil('Léa');
  const copy = await duplicate(lea);
  await enterAs({ page: copy } as Visitor, 'Léa bis');
  await inLobby({ page: copy });
  await admitAll(lesson.teacher, 1);
  await inRoom({ page: copy } as Visitor);
  await leave(lea.page);
  await copy.reload();
  await inRoom({ page: copy } as Visitor);
  const erased = copy.waitForResponse((answer) => answer.url().endsWith('/api/leave'));
  await leave(copy);
  expect((await erased).ok()).toBe(true);
  await lea.context.close();
});

test('the teacher’s tab asks before it is closed or reloaded in a running class, a pupil’s does not, and none after the end (issue 11.7)', async () => {
  const { teacher } = lesson;
  const zoe = await pupil('Zoé');
  const asked: string[] = [];
  for (const { page } of [teacher, zoe])
    page.on('dialog', (dialog) => {
      asked.push(`${page === teacher.page ? 'teacher' : 'pupil'} ${dialog.type()}`);
      void dialog.dismiss();
    });
  // Browsers ask only where somebody has done something.
  await teacher.page.getByRole('heading', { name: 'Physique, 2de B' }).click();
  await zoe.page.getByRole('heading', { name: 'Physique, 2de B' }).click();
  await teacher.page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(['teacher beforeunload']);
  await inRoom(teacher);
  const gone = zoe.page.waitForEvent('close');
  await zoe.page.close({ runBeforeUnload: true });
  await gone;
  expect(asked).toEqual(['teacher beforeunload']);
  await zoe.context.close();
  await button(teacher.page, /^Quitter/)
    .first()
    .click();
  const dialog = teacher.page.locator('dialog[open]');
  expect(await dialog.getByRole('button', { name: 'Rester' }).evaluate((own) => own === document.activeElement)).toBe(true);
  await dialog.getByRole('button', { name: 'Terminer pour tous' }).click();
  await teacher.page.getByText('La classe est terminée').first().waitFor();
  const closed = teacher.page.waitForEvent('close');
  await teacher.page.close({ runBeforeUnload: true });
  await closed;
  expect(asked).toEqual(['teacher beforeunload']);
});
