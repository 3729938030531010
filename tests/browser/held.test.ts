import { afterAll, beforeAll, expect, test } from 'vitest';
import { button, controls, type Lesson, openLesson, openPanel } from '../kit/lesson.ts';

let lesson: Lesson;
beforeAll(async () => {
  lesson = await openLesson({ students: ['Inès'] });
});
afterAll(() => lesson[Symbol.asyncDispose]());

test('anybody in the class sees what the server holds of them now, and a host of the class as well', async () => {
  for (const person of lesson.everyone) {
    await controls(person).getByRole('button', { name: /^Plus/ }).click();
    await button(person.page, 'Ce que le serveur tient de vous').click();
    await person.page
      .getByRole('row', { name: /identifiant aléatoire d’une visite/ })
      .first()
      .waitFor();
    const tables = await person.page.locator('table.held').count();
    expect(tables).toBe(person === lesson.teacher ? 2 : 1);
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
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const receipt: unknown = JSON.parse(Buffer.concat(chunks).toString());
  expect(receipt).toMatchObject({ statement: { format: 1, reason: 'ended' } });
  expect(JSON.stringify(receipt)).not.toContain('Inès');
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
  await button(page, 'Tout effacer').click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Tout effacer' }).click();
  await button(page, 'Créer la classe').waitFor({ state: 'detached' });
  expect((await fetch(`${lesson.server.origin}/api/classes/${lesson.link.split('/c/')[1]?.slice(0, 22)}`)).status).toBe(404);
});
