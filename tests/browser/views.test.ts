import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium, visit } from '../kit/browser.ts';
import { scenes } from './gallery/scenes.ts';
import { serveGallery } from './gallery/server.ts';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 320, height: 640 } };
const links = {
  'link-right': 'Entrer dans « Maths, 3e B »',
  'link-broken': 'Le lien est incomplet',
  'link-other': 'Le lien ne correspond pas à cette classe',
  'link-stripped': 'Entrée refusée : le chiffrement a été retiré',
  'link-missing': 'Classe introuvable',
  'link-none': 'Ouvrez le lien de la classe',
  'link-old-browser': 'Ce navigateur ne peut pas chiffrer la classe',
};
const views = [
  'home-out',
  'home-in',
  'home-invited',
  'home-invited-device',
  'home-invited-same',
  'home-invited-other',
  'preflight',
  'preflight-plain',
  'preflight-host',
  ...Object.keys(links),
  ...Object.keys(scenes),
];

/** What is opened before the look: the names of the buttons to press, in order. */
const opened = [
  ['home-in', 'desk', ['Lien d’enseignant']],
  ['home-in', 'desk', ['Supprimer']],
  ['home-in', 'desk', ['Renouveler les liens']],
  ['home-in', 'phone', ['Renouveler les liens']],
  ['home-in', 'phone', ['Fermer toutes les autres sessions']],
  ['home-invited-other', 'phone', ['Ouvrir ce lien à la place']],
  ['preflight', 'desk', ['Essayer le micro', 'Essayer la caméra']],
  ['three-host', 'desk', ['Chat']],
  ['three-host', 'desk', ['Chat', 'https://exemple.fr']],
  ['three-host', 'desk', ['Personnes', 'Agir sur Inès']],
  ['three-host', 'desk', ['Personnes', 'Agir sur Inès', 'Exclure']],
  ['three-host', 'desk', ['Classe']],
  ['three-host', 'phone', ['Classe']],
  ['three-host', 'phone', ['Plus']],
  ['timer', 'phone', ['Classe']],
  ['files-given', 'desk', ['Fichiers']],
  ['files-given', 'phone', ['Plus', 'Fichiers']],
  ['files-fetched', 'desk', ['Fichiers']],
  ['files-fetched', 'phone', ['Plus', 'Fichiers']],
  ['polls-teacher', 'desk', ['Sondages']],
  ['polls-teacher', 'phone', ['Plus', 'Sondages', 'Questions préparées']],
  ['polls-student', 'desk', ['Sondages', 'Ce que l’anonymat ne cache pas']],
  ['polls-student', 'phone', ['Répondre au sondage']],
  ['three-host', 'desk', ['Quitter']],
  ['same-names', 'desk', ['Chat']],
  ['same-names', 'desk', ['Personnes', 'Agir sur Mme Lefèvre', 'Exclure']],
  ['same-names', 'phone', ['Classe']],
  ['three-host', 'phone', ['Plus', 'Micro, caméra et son']],
  ['sharing-lesson', 'desk', ['Chat']],
  ['timer-own', 'desk', ['Classe']],
  ['hand-own', 'phone', ['Plus', 'Personnes']],
  ['three', 'desk', ['Chiffrée', 'Afficher les mots']],
  ['three', 'desk', ['Réagir']],
  ['three', 'desk', ['Vue']],
  ['three', 'desk', ['Plus', 'Raccourcis']],
  ['three', 'desk', ['Plus', 'Micro, caméra et son']],
  ['board', 'phone', ['Effacer toute la page']],
  ['warned', 'phone', ['Avertissement']],
  ['warned-all', 'desk', ['Avertissement', 'Afficher les mots']],
  ['notes-host', 'desk', ['Qui a écrit quoi']],
  ['notes-host', 'desk', ['Versions', 'Version précédente']],
  ['notes-host', 'phone', ['Versions', 'Remettre cette version']],
  ['notes-empty', 'desk', ['Versions']],
  ['notes-long', 'phone', ['Qui a écrit quoi']],
  ['notes-long', 'phone', ['Versions']],
  ['notes', 'phone', ['Lien']],
  ['unopened', 'phone', ['Chiffrée, avec une remarque']],
] as const;

const options: RunOptions = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

describe('every view has no accessibility violation that axe finds', () => {
  let browser: Browser;
  let gallery: Awaited<ReturnType<typeof serveGallery>>;
  beforeAll(async () => {
    gallery = await serveGallery();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.[Symbol.asyncDispose]();
  });

  const look = async (view: string, size: keyof typeof sizes, buttons: readonly string[], dark = false) => {
    await using stack = new AsyncDisposableStack();
    const { page, context, faults } = await visit(browser, sizes[size]);
    stack.defer(() => context.close());
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
    await page.goto(`${gallery.address}?view=${view}`);
    await page.locator('h1').first().waitFor();
    // What notes are written with comes by itself.
    if (view.startsWith('notes')) await page.locator('.notes-text').first().waitFor();
    for (const name of buttons)
      await page
        .getByRole('button', { name })
        .or(page.locator('summary', { hasText: name }))
        .first()
        .click();
    await page.evaluate(await readFile(axeFile, 'utf8'));
    const { violations } = await page.evaluate<AxeResults, RunOptions>((wanted) => window.axe.run(document, wanted), options);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
    return { found, wide, faults };
  };
  const clean = { found: [], wide: 0, faults: [] };

  test.each(views)('%s, on a desk', async (view) => expect(await look(view, 'desk', [])).toEqual(clean));
  test.each(views)('%s, 320 pixels wide, in the dark', async (view) =>
    expect(await look(view, 'phone', [], true)).toEqual(clean),
  );
  test.each(Object.entries(links))('%s is told in words: %s', async (view, title) => {
    const { page, context } = await visit(browser, sizes.desk);
    await page.goto(`${gallery.address}?view=${view}`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await context.close();
  });
  test.each([380, 320])('the little window, %s pixels wide', async (width) => {
    const { page, context, faults } = await visit(browser, sizes.desk);
    await page.goto(`${gallery.address}?view=sharing-lesson`);
    await page.getByRole('button', { name: /^Plus/ }).click();
    const opening = context.waitForEvent('page');
    await page.getByRole('button', { name: /^Petite fenêtre/ }).click();
    const little = await opening;
    await little.setViewportSize({ width, height: 600 });
    await little.evaluate(await readFile(axeFile, 'utf8'));
    const { violations } = await little.evaluate<AxeResults, RunOptions>((wanted) => window.axe.run(document, wanted), options);
    const wide = await little.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect({ found: violations.map(({ id }) => id), wide, faults }).toEqual(clean);
    await context.close();
  });
  test.each(opened)('%s on a %s after %j', async (view, size, buttons) => expect(await look(view, size, buttons)).toEqual(clean));
});

declare global {
  interface Window {
    axe: { run(root: Document, options: RunOptions): Promise<AxeResults> };
  }
}
