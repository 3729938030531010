import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchChromium, visit } from '../../kit/browser.ts';
import { button } from '../../kit/lesson.ts';
import { startServer, type TestServer } from '../../kit/server.ts';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

const opened = async (link: string): Promise<Page> => {
  const { page, context } = await visit(browser);
  onTestFinished(() => context.close());
  await page.goto(link);
  await button(page, 'Ouvrir la session').click();
  await devices(page).getByText('Ce navigateur', { exact: true }).waitFor();
  return page;
};
const devices = (page: Page) => page.getByRole('region', { name: 'Mes appareils' });
const ownLink = async (page: Page): Promise<string> => {
  await button(page, 'Créer un lien pour mon autre appareil').click();
  return page.getByLabel('Lien à usage unique').inputValue();
};

test('a teacher ends the session of a lost device from another one, and takes back a link that was not used', async () => {
  const desk = await opened(`${server.origin}/#${server.app.firstHostFragment}`);
  const lost = await opened(await ownLink(desk));
  await devices(lost).getByLabel('Quel est cet appareil ?').selectOption('Téléphone');
  await devices(lost).getByRole('heading', { name: 'Téléphone' }).waitFor();
  const stolen = await ownLink(lost);
  await desk.reload();
  await devices(desk).getByRole('button', { name: 'Fermer la session : Téléphone' }).click();
  await desk.getByRole('alertdialog').getByText('ne peuvent pas être effacées d’ici').waitFor();
  await desk.getByRole('alertdialog').getByRole('button', { name: 'Fermer la session' }).click();
  await devices(desk).getByRole('heading', { name: 'Téléphone' }).waitFor({ state: 'detached' });
  await button(desk, /^Retirer : Pour mon autre appareil/).click();
  await button(desk, /^Retirer/).waitFor({ state: 'detached' });

  await button(lost, /^Retirer/).click();
  await lost.getByRole('heading', { name: 'Une classe en ligne qui reste entre vous' }).waitFor();
  await lost.goto('about:blank');
  await lost.goto(stolen);
  await lost.getByText('Ce lien d’enseignant a déjà servi ou a expiré.').waitFor();
  expect(await lost.getByRole('heading', { name: 'Nouvelle classe' }).count()).toBe(0);
});
