import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchProfile } from '../../kit/browser.ts';
import { button, enterAs, type Lesson, openLesson } from '../../kit/lesson.ts';

let lesson: Lesson;
let folder: string;
beforeAll(async () => {
  lesson = await openLesson({ students: [] });
  folder = await mkdtemp(join(tmpdir(), 'ardoise-profile-'));
});
afterAll(async () => {
  await lesson[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

type Row = { readonly url: string; readonly title: string; readonly hidden: number };

/** What Chromium wrote into its history of this site. `hidden`: it neither shows the address nor proposes it to who types. */
const historyOf = async (profile: string): Promise<Row[]> => {
  // A copy: the file may not have been put in order when the browser was closed.
  const copy = join(folder, 'History');
  await cp(join(profile, 'Default', 'History'), copy);
  const file = new DatabaseSync(copy);
  try {
    const rows = file.prepare('SELECT url, title, hidden FROM urls').all();
    return rows
      .map(({ url, title, hidden }) => ({ url: String(url), title: String(title), hidden: Number(hidden) }))
      .filter(({ url }) => url.startsWith(lesson.origin));
  } finally {
    file.close();
  }
};

test('the history that the next person can open shows neither the link nor the class nor its title', async () => {
  const profile = join(folder, 'pupil');
  const context = await launchProfile(profile);
  const [page = await context.newPage()] = context.pages();
  await page.goto(lesson.link);
  await enterAs({ page, context, faults: [] }, 'Inès');
  await page.getByText('Salle d’attente').first().waitFor();
  await button(page, 'Quitter la salle d’attente').click();
  await page.getByText('Vous avez quitté la classe').first().waitFor();
  await context.close();
  const rows = await historyOf(profile);
  const shown = rows.filter(({ hidden }) => hidden === 0);
  expect(new Set(shown.map(({ url }) => url))).toEqual(new Set([`${lesson.origin}/c`]));
  for (const { title } of rows) expect(title).not.toContain('Physique');
});

test('a browser that is started again after the grace restores its tabs, and they ask for the link', async () => {
  const profile = join(folder, 'restart');
  const before = await launchProfile(profile);
  // The class was left alone 91 seconds ago, as this browser sees it.
  await before.clock.setSystemTime(Date.now() - 91_000);
  const [page = await before.newPage()] = before.pages();
  await page.goto(lesson.link);
  await enterAs({ page, context: before, faults: [] }, 'Zoé');
  await page.getByText('Salle d’attente').first().waitFor();
  await before.close();
  const after = await launchProfile(profile, ['--restore-last-session']);
  const isRestored = (tab: Page) => tab.url() === `${lesson.origin}/c`;
  const restored = after.pages().find(isRestored) ?? (await after.waitForEvent('page', isRestored));
  await restored.getByRole('heading', { name: 'Ouvrez le lien de la classe' }).waitFor();
  await after.close();
});
