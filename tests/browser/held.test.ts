import type { Download } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receipt } from '#protocol/receipt.ts';
import { isAuthentic } from '../../server/disclosure/receipts.ts';
import { classIdOf } from '../kit/hostile.ts';
import { button, controls, type Lesson, openLesson, openPanel } from '../kit/lesson.ts';

let lesson: Lesson;
beforeAll(async () => {
  lesson = await openLesson({ students: ['Inès'] });
});
afterAll(() => lesson[Symbol.asyncDispose]());

/** What was downloaded, as JSON. */
const contentOf = async (download: Download): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
};

test('anybody in the class sees what the server holds of them now, and a host of the class as well', async () => {
  for (const person of lesson.everyone) {
    await controls(person).getByRole('button', { name: /^Plus/ }).click();
    await button(person.page, 'Ce que le serveur tient de vous').click();
    await person.page
      .getByRole('row', { name: /identifiant aléatoire d’une visite/ })
      .first()
      .waitFor();
    await expect.poll(() => person.page.locator('table.held').count()).toBe(person === lesson.teacher ? 2 : 1);
    await person.page.keyboard.press('Escape');
  }
});

test('the end of a class gives the teacher a signed receipt of what was erased', async () => {
  const { page } = lesson.teacher;
  await openPanel(lesson.teacher, 'Classe');
  await button(page, 'Terminer la classe pour tous').click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Terminer pour tous' }).click();
  await page.getByText('Reçu d’effacement').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Enregistrer le reçu signé').click()]);
  const given = receipt.parse(await contentOf(download));
  expect(given).toMatchObject({ statement: { format: 1, reason: 'ended' } });
  expect(isAuthentic(given)).toBe(true);
  expect(JSON.stringify(given)).not.toContain('Inès');
});

test('a host sees what the server holds of the account, takes it along, and erases it', async () => {
  const { page } = lesson.teacher;
  await page.goto(`${lesson.server.origin}/`);
  await button(page, 'Voir ce qu’il tient maintenant').click();
  await page.locator('dialog[open]').getByRole('row').nth(1).waitFor();
  await page.keyboard.press('Escape');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Exporter (JSON)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('ardoise-export.json');
  expect(await contentOf(download)).toMatchObject({ format: 1, classes: [{ id: classIdOf(lesson) }] });
  await button(page, 'Tout effacer').click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Tout effacer' }).click();
  await button(page, 'Créer la classe').waitFor({ state: 'detached' });
  expect((await fetch(`${lesson.server.origin}/api/classes/${lesson.link.split('/c/')[1]?.slice(0, 22)}`)).status).toBe(404);
});
