import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchChromium, visit } from '../../kit/browser.ts';
import { askHttp, signInFirstHost } from '../../kit/client.ts';
import { button } from '../../kit/lesson.ts';
import { startServer, type TestServer } from '../../kit/server.ts';

let server: TestServer;
let browser: Browser;
/** The session of a colleague, who makes links. */
let colleague: string;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchChromium()]);
  colleague = await signInFirstHost(server);
});
afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

const link = async (ownDevice = false): Promise<string> => {
  const { body } = await askHttp<{ token: string }>(server, 'POST', '/api/invitations', {
    body: { ownDevice },
    cookie: colleague,
  });
  return `${server.origin}/#invite.${body.token}`;
};
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const alreadyOpen = 'Une session d’enseignant est déjà ouverte dans ce navigateur';
const newcomer = async (): Promise<Page> => {
  const { page, context } = await visit(browser);
  onTestFinished(() => context.close());
  return page;
};

/** A teacher who is signed in and has a class whose keys are in the browser. */
const teacher = async (): Promise<Page> => {
  const page = await newcomer();
  await page.goto(await link());
  await button(page, 'Ouvrir la session').click();
  await page.getByLabel('Titre de la classe').fill('Physique, 2de B');
  await button(page, 'Créer la classe').click();
  await page.getByRole('link', { name: 'Commencer la classe' }).waitFor();
  return page;
};
const ownClass = (page: Page) => page.getByRole('heading', { level: 3, name: 'Physique, 2de B' });

test('a one-time link asks before it does anything, and leaves the address and the history at once', async () => {
  const page = await newcomer();
  const address = await link();
  await page.goto(address);
  await title(page, 'Ouvrir une session d’enseignant dans ce navigateur ?');
  expect([page.url(), await page.evaluate(() => [history.length, history.state])]).toEqual([`${server.origin}/`, [2, null]]);
  expect(await page.context().cookies()).toEqual([]);
  await button(page, 'Ne rien faire').click();
  await title(page, 'Une classe en ligne qui reste entre vous');
  await page.goto(address);
  await button(page, 'Ouvrir la session').click();
  await title(page, 'Nouvelle classe');
});

test('M4: a click on a colleague’s link changes nothing by itself: the teacher stays who they are, with their classes', async () => {
  const page = await teacher();
  const session = async () => (await page.context().cookies()).map(({ value }) => value);
  const before = await session();
  const bait = await link(true);
  await page.goto('about:blank');
  await page.goto(bait);
  await title(page, alreadyOpen);
  await page.getByText('Votre session n’a pas changé').waitFor();
  expect(page.url()).toBe(`${server.origin}/`);
  expect(await session()).toEqual(before);
  await button(page, 'Rester comme je suis').click();
  await ownClass(page).waitFor();
  expect(await session()).toEqual(before);
});

test('M4: the same in a home page that is open already, where only the fragment changes', async () => {
  const page = await teacher();
  const bait = await link(true);
  await page.evaluate((address) => location.assign(address), bait);
  await title(page, alreadyOpen);
  expect(page.url()).toBe(`${server.origin}/`);
  await page.reload();
  await ownClass(page).waitFor();
});

test('who wants the link in place of the session confirms it, and is told what becomes of the classes kept here', async () => {
  const page = await teacher();
  await page.goto('about:blank');
  await page.goto(await link());
  await button(page, 'Ouvrir ce lien à la place de ma session…').click();
  const asked = page.getByRole('alertdialog');
  await asked.getByText('les clés de vos classes en sont effacées').waitFor();
  await asked.getByRole('button', { name: 'Rester comme je suis' }).click();
  await title(page, alreadyOpen);
  await button(page, 'Ouvrir ce lien à la place de ma session…').click();
  await asked.getByRole('button', { name: 'Remplacer ma session' }).click();
  await page.getByText('Vous n’avez pas encore de classe.').waitFor();
});

test('a link that was used says so, to who is signed in too, and nothing else changes', async () => {
  const page = await teacher();
  const used = await link();
  const other = await newcomer();
  await other.goto(used);
  await button(other, 'Ouvrir la session').click();
  await title(other, 'Nouvelle classe');
  for (const address of [used, `${used}cut`]) {
    await page.goto('about:blank');
    await page.goto(address);
    await page.getByText('Ce lien d’enseignant a déjà servi ou a expiré.').waitFor();
    await ownClass(page).waitFor();
  }
});
