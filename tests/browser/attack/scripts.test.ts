import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchChromium, visit } from '../../kit/browser.ts';
import { makeClass } from '../../kit/lesson.ts';
import { startServer } from '../../kit/server.ts';

const built = fileURLToPath(new URL('../../../build/client', import.meta.url));
const stack = new AsyncDisposableStack();
const pages = mkdtempSync(join(tmpdir(), 'ardoise-altered-'));
let browser: Browser;
let link = '';

beforeAll(async () => {
  stack.defer(() => rmSync(pages, { recursive: true }));
  cpSync(built, pages, { recursive: true });
  const server = stack.use(await startServer({ clientFolder: pages }));
  browser = await launchChromium();
  stack.defer(() => browser.close());
  link = await makeClass(await visit(browser), { server });
});
beforeEach(() => cpSync(built, pages, { recursive: true }));
afterAll(() => stack.disposeAsync());

/** From now on the server gives another content for the one file of this name, under the address that the page asks for. */
const alter = (name: RegExp, change: (text: string) => string): void => {
  const assets = join(pages, 'assets');
  const file = readdirSync(assets).find((one) => name.test(one)) ?? '';
  for (const copy of ['.br', '.gz']) rmSync(join(assets, `${file}${copy}`));
  const before = readFileSync(join(assets, file), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(assets, file), after);
};
const classScript = /^entrance.*\.js$/;
const marked = (text: string): string => `globalThis.ranAltered = true;${text}`;

/** Opens the link, with the first request for the class's script answered by an error when asked for. */
const open = async ({ failing = false } = {}) => {
  const { page, context } = await visit(browser);
  let asked = 0;
  await context.route(/\/entrance.*\.js$/, (route) =>
    failing && asked++ === 0 ? route.fulfill({ status: 503 }) : route.continue(),
  );
  await page.goto(link);
  return page;
};
const saysAltered = 'La page reçue n’est pas la bonne';

test('one changed byte of the frame worker’s script is said, and nothing of the script runs', async () => {
  // The worker's script stands in the class's: the name of the handler that it sets.
  alter(classScript, (text) => text.replace('onrtctransform', 'onrtctransforn'));
  const page = await open();
  await page.getByText(saysAltered).waitFor();
  expect(await page.getByLabel('Votre nom').count()).toBe(0);
});

test.each([false, true])('an altered class script is said, and never runs (after a failed first answer: %s)', async (failing) => {
  alter(classScript, marked);
  const page = await open({ failing });
  await page.getByText(saysAltered).waitFor();
  expect(await page.evaluate(() => 'ranAltered' in globalThis)).toBe(false);
});

test('a class script that cannot be had is not called altered', async () => {
  const { page, context } = await visit(browser);
  await context.route(/\/entrance.*\.js$/, (route) => route.abort());
  await page.goto(link);
  await page.getByText('Le serveur ne répond pas').waitFor();
});

test('altered styles, the class’s own included, are not applied', async () => {
  const honest = await open();
  await honest.getByLabel('Votre nom').waitFor();
  const sheets = () => Array.from(document.styleSheets, (sheet) => sheet.cssRules.length > 0);
  expect(await honest.evaluate(sheets)).toEqual([true]);
  alter(/\.css$/, (text) => `${text} body { background: red }`);
  const page = await open();
  await page.getByLabel('Votre nom').waitFor();
  expect(await page.evaluate(sheets)).toEqual([]);
});

test('no file of the server can be started as a worker, which nothing would pin', async () => {
  const page = await open();
  await page.getByLabel('Votre nom').waitFor();
  const outcome = await page.evaluate(async () => {
    const src = document.querySelector<HTMLScriptElement>('script[src]')?.src ?? '';
    try {
      const worker = new Worker(src, { type: 'module' });
      return await new Promise((resolve) => (worker.onerror = () => resolve('refused')));
    } catch {
      return 'refused';
    }
  });
  expect(outcome).toBe('refused');
});
