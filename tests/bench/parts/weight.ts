import type { Page } from 'playwright-core';
import { visit } from '../../kit/browser.ts';
import { openLesson } from '../../kit/lesson.ts';
import { type Weight, weigh } from '../../kit/weighing.ts';
import type { Part } from '../bench.ts';
import { buildPages } from '../pages.ts';
import { openFloor } from '../people/floor.ts';
import { compared } from '../report.ts';

const part = 'weight';

const weightOf = async (page: Page, url: string): Promise<Weight> => {
  const weight = await weigh(page);
  await page.goto(url);
  await page.waitForLoadState('networkidle');
  return weight();
};

/** What a student's browser fetches before entering, beside a page with nothing but the libraries. */
export const measureWeight: Part = async ({ stack, say }) => {
  say('a class in Chromium, and the bare page');
  const floor = stack.use(await openFloor(await buildPages(stack)));
  const lesson = stack.use(await openLesson({ students: [] }));
  const { page } = await visit(lesson.browser);
  const ours = await weightOf(page, lesson.link);
  const { page: barePage } = await visit(lesson.browser);
  const bare = await weightOf(barePage, `${floor.origin}/bare.html?room=weight`);
  const foreign = ours.origins.filter((host) => host !== new URL(lesson.link).host).length;
  return [
    compared({
      part,
      what: 'first load of a student before entering, compressed',
      unit: 'kB',
      ours: [ours.bytes / 1_000],
      floor: [bare.bytes / 1_000],
      oursMost: 150,
      note: 'with the scripts of the class itself, fetched while one reads the page before it; the floor is a page with the two libraries',
    }),
    compared({
      part,
      what: 'requests before entering',
      unit: 'requests',
      ours: [ours.requests],
      floor: [bare.requests],
      oursMost: 12,
    }),
    compared({ part, what: 'requests to third parties', unit: 'origins', ours: [foreign], floor: [0], oursMost: 0 }),
  ];
};
