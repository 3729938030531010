import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchChromium, visit, type Visitor } from '../../kit/browser.ts';
import { button, enterAs, inRoom, makeClass } from '../../kit/lesson.ts';
import { startServer, type TestServer } from '../../kit/server.ts';

let server: TestServer;
let browser: Browser;
let teacher: Visitor;
/** The students' link of the class until it is renewed. */
let link: string;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchChromium()]);
  teacher = await visit(browser);
  link = await makeClass(teacher, { server });
  await teacher.page.goto(server.origin);
});
afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

const opening = async (address: string): Promise<Page> => {
  const { page, context } = await visit(browser);
  onTestFinished(() => context.close());
  await page.goto(address);
  return page;
};
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

/** Renews on the home page, and gives the links that it shows. */
const renew = async (choice: RegExp): Promise<{ students: string; host: string }> => {
  const { page } = teacher;
  await button(page, 'Renouveler les liens').click();
  await page.getByRole('radio', { name: choice }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Renouveler' }).click();
  const done = page.getByRole('dialog', { name: 'Les liens sont renouvelés' });
  await done.getByText('Les anciens liens n’ouvrent plus rien.').waitFor();
  await done.getByRole('button', { name: 'Fermer' }).last().click();
  const shown = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).click();
    return page.getByRole('textbox', { name }).inputValue();
  };
  return { students: await shown('Lien des élèves'), host: await shown('Lien d’enseignant') };
};

test('after a renewal of everything the old links open nothing, the new ones do, and the title and the rules stay', async () => {
  await button(teacher.page, 'Lien d’enseignant').click();
  const oldHost = await teacher.page.getByRole('textbox', { name: 'Lien d’enseignant' }).inputValue();
  const { students, host } = await renew(/^Tout/);
  expect([students === link, host === oldHost]).toEqual([false, false]);
  await title(await opening(link), 'Le lien ne correspond pas à cette classe');
  await title(await opening(oldHost), 'Ce lien d’enseignant n’ouvre pas la classe');
  await title(await opening(students), 'Entrer dans « Physique, 2de B »');
  const other = await visit(browser);
  onTestFinished(() => other.context.close());
  await other.page.goto(host);
  await enterAs(other, 'Mme Martin');
  await inRoom(other);
  await other.page.close();
});

test('a renewed students’ link alone leaves the teacher’s link as it is', async () => {
  const { page } = teacher;
  await page.reload();
  await button(page, 'Lien des élèves').click();
  const before = await page.getByRole('textbox', { name: 'Lien des élèves' }).inputValue();
  await button(page, 'Lien d’enseignant').click();
  const host = await page.getByRole('textbox', { name: 'Lien d’enseignant' }).inputValue();
  await server.app.directory.end(/\/c\/([\w-]+)/.exec(before)?.[1] ?? '', 'ended');
  await page.reload();
  const renewed = await renew(/^Le lien des élèves/);
  expect([renewed.students === before, renewed.host]).toEqual([false, host]);
  await title(await opening(before), 'Le lien ne correspond pas à cette classe');
  await title(await opening(renewed.students), 'Entrer dans « Physique, 2de B »');
  await title(await opening(host), 'Entrer dans « Physique, 2de B »');
});

test.each([
  ['took the new keys', true],
  ['never got them', false],
])(
  'after a renewal whose answer was lost, when the server %s, the links that are shown are those in force',
  async (_, reaches) => {
    const { page } = teacher;
    await page.reload();
    await page.route('**/keys', async (route) => {
      if (route.request().method() !== 'PUT') return route.fallback();
      if (reaches) await route.fetch();
      await route.abort();
    });
    await button(page, 'Renouveler les liens').click();
    await page.getByRole('radio', { name: /^Tout/ }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Renouveler' }).click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await page.unroute('**/keys');
    await page.reload();
    for (const name of ['Lien des élèves', 'Lien d’enseignant']) {
      await page.getByRole('button', { name, exact: true }).click();
      await title(await opening(await page.getByRole('textbox', { name }).inputValue()), 'Entrer dans « Physique, 2de B »');
    }
  },
);
