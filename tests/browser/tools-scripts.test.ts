import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codes } from '../../client/text/fr/codes.ts';
import { clientTools } from '../../client/tools/registry.ts';
import { stepMs, visit } from '../kit/browser.ts';
import { admitAll, button, controls, enterAs, inRoom, type Lesson, openLesson } from '../kit/lesson.ts';

let lesson: Lesson;
beforeAll(async () => {
  lesson = await openLesson({ students: [] });
});
afterAll(() => lesson[Symbol.asyncDispose]());

/** A pupil comes in, with a page that was prepared. */
const comeIn = async (name: string, prepare: (page: Page) => Promise<unknown>) => {
  const visitor = await visit(lesson.browser);
  await prepare(visitor.page);
  await visitor.page.goto(lesson.link);
  await enterAs(visitor, name);
  await admitAll(lesson.teacher, 1);
  await inRoom(visitor);
  return visitor;
};
const tools = /\/assets\/tool-[\w-]+\.js$/;

test('nobody fetches a tool’s script before they are in the class, and then each of them once', async () => {
  const fetched: string[] = [];
  const visitor = await visit(lesson.browser);
  const { page, context } = visitor;
  page.on('request', (request) => tools.test(request.url()) && fetched.push(request.url()));
  await page.goto(lesson.link);
  await page.waitForLoadState('networkidle');
  await enterAs(visitor, 'Inès');
  await page.getByText('Salle d’attente').first().waitFor();
  expect(fetched).toEqual([]);
  await admitAll(lesson.teacher, 1);
  await button(page, 'Chat').waitFor();
  await expect.poll(() => fetched.length, { timeout: stepMs }).toBeGreaterThanOrEqual(Object.keys(clientTools).length);
  await page.waitForLoadState('networkidle');
  expect(fetched.length).toBe(Object.keys(clientTools).length);
  expect(new Set(fetched).size).toBe(fetched.length);
  await context.close();
});

test('altered scripts of tools never run: the class goes on without them, and says so', async () => {
  const visitor = await comeIn('Tom', (page) =>
    page.route(tools, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: `${await answer.text()};document.body.dataset.altered = 'yes'` });
    }),
  );
  await visitor.page.getByText(codes.notices.incomplete()).first().waitFor();
  await controls(visitor).getByRole('button', { name: 'Allumer le micro' }).waitFor();
  expect(await button(visitor.page, 'Chat').count()).toBe(0);
  expect(await visitor.page.evaluate(() => document.body.dataset['altered'])).toBeUndefined();
  await visitor.context.close();
});

test('a tool whose script comes late is there late, with what was told of it meanwhile', async () => {
  let failures = 0;
  const visitor = await comeIn('Zoé', (page) =>
    page.route(tools, (route) => {
      failures += 1;
      return failures <= 4 ? route.abort() : route.continue();
    }),
  );
  await button(lesson.teacher.page, 'Lever la main').first().click();
  await visitor.page.locator('.tile-hand').first().waitFor();
  await visitor.context.close();
});
