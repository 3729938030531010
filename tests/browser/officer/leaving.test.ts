import { expect, test } from 'vitest';
import { visit } from '../../kit/browser.ts';
import { askHttp } from '../../kit/client.ts';
import { classIdOf } from '../../kit/hostile.ts';
import { button, openLesson } from '../../kit/lesson.ts';

const statusOf = async (lesson: Parameters<typeof classIdOf>[0] & { readonly server: { readonly origin: string } }) =>
  (await askHttp(lesson.server, 'GET', `/api/classes/${classIdOf(lesson)}`)).status;

test('signing out says what becomes of the classes; kept ones are erased by whoever has the host link (A1.3)', async () => {
  await using lesson = await openLesson({ students: [] });
  const { page } = lesson.teacher;
  await page.goto(`${lesson.server.origin}/`);
  await button(page, 'Me déconnecter').click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByText('il est effacé, et votre classe avec lui').waitFor();
  await dialog.getByRole('switch', { name: /Garder mes classes/ }).click();
  await dialog.getByText('Votre classe reste').waitFor();
  await dialog.getByRole('button', { name: 'Me déconnecter en gardant mes classes' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => statusOf(lesson)).toBe(200);

  const holder = await visit(lesson.browser, { width: 320, height: 640 });
  await holder.page.goto(lesson.hostLink);
  await button(holder.page, 'Effacer cette classe').click();
  await holder.page.locator('dialog[open]').getByRole('button', { name: 'Effacer cette classe' }).click();
  await holder.page.getByText('La classe est effacée.').waitFor();
  expect(await statusOf(lesson)).toBe(404);
});

test('signing out of the only device erases the classes when nothing else was chosen, and the button says so (A1.3)', async () => {
  await using lesson = await openLesson({ students: [] });
  const { page } = lesson.teacher;
  await page.goto(`${lesson.server.origin}/`);
  await button(page, 'Me déconnecter').click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Me déconnecter et effacer mes classes' }).click();
  await expect.poll(() => statusOf(lesson)).toBe(404);
});

test('where the server does not allow it, nobody is offered a class without encryption (A1.4)', async () => {
  const prepare = async (page: Parameters<typeof button>[0]) => {
    await page.getByText('Réglages').click();
    await page.getByRole('switch', { name: /Salle d’attente/ }).waitFor();
    expect(await page.getByRole('switch', { name: /bout en bout/ }).count()).toBe(0);
  };
  await using lesson = await openLesson({ students: [], settings: { profile: 'onprem' }, prepare });
  expect(await statusOf(lesson)).toBe(200);
});
