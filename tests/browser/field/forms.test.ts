import { type Browser, type Page, type Request } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchChromium, visit, type Visitor } from '../../kit/browser.ts';
import { button, enterAs } from '../../kit/lesson.ts';
import { startServer, type TestServer } from '../../kit/server.ts';

let server: TestServer;
let browser: Browser;
let host: Visitor;
beforeAll(async () => {
  server = await startServer();
  browser = await launchChromium();
  host = await visit(browser);
  await host.page.goto(`${server.origin}/#${server.app.firstHostFragment}`);
  await button(host.page, 'Ouvrir la session').click();
  await title(host.page).waitFor();
});
beforeEach(async () => {
  await host.page.unrouteAll({ behavior: 'ignoreErrors' });
  await host.page.goto(server.origin);
  await title(host.page).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

const title = (page: Page) => page.getByLabel('Titre de la classe');
const rules = (page: Page) => page.getByLabel('Règles de la classe');

/** Requests of this kind to the server wait until `go`; `seen`: how many there were. */
const holdBack = async (page: Page, path: string, method: string) => {
  const { promise, resolve } = Promise.withResolvers<'through' | 'lost'>();
  const seen: Request[] = [];
  await page.route(`**${path}`, async (route) => {
    if (route.request().method() !== method) return route.fallback();
    seen.push(route.request());
    return (await promise) === 'lost' ? route.abort() : route.continue();
  });
  return { seen, go: resolve };
};

test('the form of a class pressed twice makes one, and what is typed meanwhile is there for the next one (F8)', async () => {
  const { page } = host;
  const line = await holdBack(page, '/api/classes', 'POST');
  await title(page).fill('Maths');
  await title(page).press('Enter');
  await title(page).press('Enter');
  await button(page, /^(Créer la classe|Création)/).click({ force: true });
  await rules(page).fill('On lève la main.');
  line.go('through');
  await page.getByRole('link', { name: 'Commencer la classe' }).first().waitFor();
  expect(line.seen.length).toBe(1);
  await button(page, 'Créer une autre classe').click();
  expect([await title(page).inputValue(), await rules(page).inputValue()]).toEqual(['', 'On lève la main.']);
});

test('a class that could not be made says why, and the form is as it was (F8, F17)', async () => {
  const { page } = host;
  const line = await holdBack(page, '/api/classes', 'POST');
  await title(page).fill('Histoire');
  await rules(page).fill('On écoute.');
  await button(page, 'Créer la classe').click();
  line.go('lost');
  await page.getByRole('alert').filter({ hasText: 'Le serveur ne répond pas' }).waitFor();
  expect([await title(page).inputValue(), await rules(page).inputValue()]).toEqual(['Histoire', 'On écoute.']);
});

test('making the keys that throws is said, and the form works again (F17)', async () => {
  const { page } = host;
  await page.evaluate(() => {
    const { generateKey } = crypto.subtle;
    Object.assign(crypto.subtle, {
      generateKey: () => {
        Object.assign(crypto.subtle, { generateKey });
        return Promise.reject(new DOMException('', 'OperationError'));
      },
    });
  });
  await title(page).fill('Chimie');
  await button(page, 'Créer la classe').click();
  await page.getByRole('alert').filter({ hasText: 'La classe n’a pas pu être créée' }).waitFor();
  await button(page, 'Créer la classe').click();
  await button(page, 'Créer une autre classe').waitFor();
});

test('what is pasted into the title or the rules and is too long is not cut, and said at once (F17)', async () => {
  const { page } = host;
  for (const [field, longest, name] of [
    [title(page), 120, 'title'],
    [rules(page), 2_000, 'rules'],
  ] as const) {
    await title(page).fill('Latin');
    await field.focus();
    await field.fill('');
    await page.evaluate((text) => navigator.clipboard.writeText(text), '字'.repeat(longest + 2));
    await page.keyboard.press('Control+V');
    expect((await field.inputValue()).length).toBe(longest + 2);
    await page.getByRole('alert').filter({ hasText: 'retirez 2 signes' }).waitFor();
    await button(page, 'Créer la classe').click();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe(name);
    for (let times = 0; times < 2; times += 1) await page.keyboard.press('Backspace');
    await page.getByText('Encore 0 signe au plus.').waitFor();
  }
  await title(page).fill('');
  await rules(page).fill('');
});

test('a number of people that a class cannot have is said, and not changed in silence (F17)', async () => {
  const { page } = host;
  await title(page).fill('Sport');
  await page.getByText('Réglages').click();
  for (const many of ['500', '1', '2.5']) {
    await page.getByLabel('Nombre de personnes').fill(many);
    await button(page, 'Créer la classe').click();
    await page.getByRole('alert').filter({ hasText: 'Écrivez un nombre entier de 2 à 60.' }).waitFor();
    expect(await page.getByLabel('Nombre de personnes').inputValue()).toBe(many);
  }
  await page.getByLabel('Nombre de personnes').fill('30');
});

test('when the list cannot be read again, what is being written and shown stays (F8)', async () => {
  const { page } = host;
  await title(page).fill('Une classe à faire');
  const line = await holdBack(page, '/api/classes', 'GET');
  line.go('lost');
  await button(page, 'Supprimer').first().click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Supprimer' }).click();
  await page.getByRole('alert').filter({ hasText: 'Le serveur ne répond pas' }).waitFor();
  expect(await title(page).inputValue()).toBe('Une classe à faire');
  await page.unrouteAll();
  await button(page, 'Réessayer').click();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  expect(await title(page).inputValue()).toBe('Une classe à faire');
});

test('a link for a colleague, pressed twice, is one link (F8)', async () => {
  const { page } = host;
  const line = await holdBack(page, '/api/invitations', 'POST');
  await button(page, 'Créer un lien pour un collègue').dblclick();
  line.go('through');
  await page.getByRole('listitem').filter({ hasText: 'Retirer' }).first().waitFor();
  expect(line.seen.length).toBe(1);
});

test('signing out that does not reach the server is said (F17)', async () => {
  const { page } = host;
  const line = await holdBack(page, '/api/session', 'DELETE');
  line.go('lost');
  await button(page, 'Me déconnecter').click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Me déconnecter et effacer' }).click();
  await page.getByRole('alert').filter({ hasText: 'Le serveur ne répond pas' }).waitFor();
});

test('the name’s form, pressed twice while the server is slow, enters once; a name too long is said while one types (F8, F17)', async () => {
  const { page } = host;
  await title(page).fill('Musique');
  await button(page, 'Créer la classe').click();
  const link = await page.getByRole('textbox', { name: 'Lien des élèves' }).first().inputValue();
  const tom = await visit(browser);
  await tom.page.goto(link);
  await tom.page.getByLabel('Votre nom').fill('é'.repeat(63));
  await tom.page.getByRole('alert').filter({ hasText: 'retirez au moins 3 signes' }).waitFor();
  await tom.page.getByLabel('Votre nom').fill('Tom');
  await tom.page.getByRole('alert').waitFor({ state: 'detached' });
  const line = await holdBack(tom.page, '/tickets', 'POST');
  await enterAs(tom, 'Tom');
  await tom.page.getByLabel('Votre nom').press('Enter');
  await tom.page.getByLabel('Votre nom').press('Enter');
  line.go('through');
  await tom.page.getByText('Salle d’attente').first().waitFor();
  expect(line.seen.length).toBe(1);
  await tom.context.close();
});
