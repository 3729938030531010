import { expect, test } from 'vitest';
import { visit } from '../kit/browser.ts';
import { button, openLesson } from '../kit/lesson.ts';
import { weigh } from '../kit/weighing.ts';

const kilobyte = 1_000;

test('a student fetches at most 150 kB in 12 requests before entering, all of it from this server', async () => {
  await using lesson = await openLesson({ students: [] });
  const { page, context } = await visit(lesson.browser);
  const weight = await weigh(page);
  await page.goto(lesson.link);
  // What the class needs is fetched while a person reads the page before it.
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Votre nom').fill('Inès');
  const before = weight();
  expect(before.requests, before.list.join('\n')).toBeLessThanOrEqual(12);
  expect(before.bytes, before.list.join('\n')).toBeLessThanOrEqual(150 * kilobyte);
  await button(page, 'Entrer dans la classe').click();
  await page.getByText('Salle d’attente').first().waitFor();
  expect(weight().bytes).toBeLessThanOrEqual(150 * kilobyte);
  expect(weight().origins).toEqual([new URL(lesson.link).host]);
  await context.close();
});
