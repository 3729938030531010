import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { FakeCall } from '../../kit/fakeCall.ts';
import { openedGallery } from '../gallery/opened.ts';

type Shown = Window & { readonly fakeCall: FakeCall };

const gallery = openedGallery();

/** A phone; and a desk of 1280 by 1024 pixels at 400 %. */
const sizes = { phone: { width: 320, height: 640 }, zoomed: { width: 320, height: 256 }, desk: { width: 1280, height: 800 } };

const open = async (view: string, size: keyof typeof sizes): Promise<Page> => {
  const { page } = await gallery.show(view, sizes[size]);
  await page.locator('h1').first().waitFor();
  return page;
};

/** What reaches beyond the screen's sides, of what can be seen. A box that scrolls by itself keeps what is in it. */
const beyond = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null && (/auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const wide = Array.from(document.querySelectorAll('body *')).filter((element) => {
      const { left, right, width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 && (right > innerWidth + 1 || left < -1) && !scrolls(element.parentElement);
    });
    const sideways = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [];
    return [...sideways, ...wide.map((element) => element.outerHTML.slice(0, 120))];
  });
/** What is cut off within a box that one cannot scroll sideways by hand, or must. */
const cut = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll('h1, h2, h3, p, li, dialog, .panel-body, .dialog-body, fieldset, label'))
      .filter((element) => {
        const { overflowX, textOverflow } = getComputedStyle(element);
        const { width, height } = element.getBoundingClientRect();
        if (width <= 1 || height <= 1 || textOverflow === 'ellipsis') return false;
        return element.scrollWidth > element.clientWidth + 1 && overflowX !== 'visible';
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );

const views = [
  ['preflight-long', []],
  ['home-long', []],
  ['home-long', ['Renouveler les liens']],
  ['home-long', ['Supprimer']],
  ['long-lobby', []],
  ['long-asked', []],
  ['long-words', []],
  ['long-words', ['Chat']],
  ['long-words', ['Chat', 'https://exemple']],
  ['long-words', ['Plus', 'Personnes']],
  ['long-words', ['Classe']],
  ['long-words', ['Chiffrée, avec une remarque']],
] as const;

describe.each(['phone', 'zoomed'] as const)('a word of 150 letters, on a screen 320 pixels wide (%s)', (size) => {
  test.each(views)('%s after %j scrolls nothing sideways and cuts nothing (F19)', async (view, buttons) => {
    const page = await open(view, size);
    for (const name of buttons) await page.getByRole('button', { name }).first().dispatchEvent('click');
    expect(await beyond(page)).toEqual([]);
    expect(await cut(page)).toEqual([]);
  });
});

test('at 400 % one can write, read and send in the chat, which covers nothing and is covered by nothing (F19)', async () => {
  const page = await open('three', 'zoomed');
  await page.getByRole('button', { name: 'Chat' }).first().dispatchEvent('click');
  for (const thing of [page.getByRole('textbox', { name: 'Votre message' }), page.getByRole('button', { name: 'Envoyer' })]) {
    await thing.scrollIntoViewIfNeeded();
    const free = await thing.evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const corners = [
        [left + 12, top + 12],
        [right - 12, bottom - 12],
      ] as const;
      return corners.every(([x, y]) => element.contains(document.elementFromPoint(x, y)));
    });
    expect(free).toBe(true);
  }
});

const boxOf = async (page: Page, selector: string) => {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`nothing at ${selector}`);
  return box;
};

test.each(['phone', 'zoomed', 'desk'] as const)(
  'five announcements at once leave the stage to be seen, on a %s, and what is for oneself comes first (F-toasts)',
  async (size) => {
    const page = await open('announced', size);
    const toasts = page.locator('.toast:visible');
    await expect.poll(() => toasts.count()).toBe(size === 'zoomed' ? 1 : 2);
    const stage = await boxOf(page, '.stage');
    const boxes = await Promise.all((await toasts.all()).map((toast) => toast.boundingBox()));
    const covered = boxes.reduce((sum, box) => sum + (box?.height ?? 0), 0);
    expect(covered).toBeLessThan(stage.height * (size === 'zoomed' ? 0.6 : 0.3));
    expect(await toasts.last().textContent()).toContain('Kenza attend d’entrer');
    if (size !== 'zoomed') expect(await toasts.first().textContent()).toContain('Quelqu’un d’autre a changé la même chose');
  },
);

test('the announcement of a knock lets in with one press, and is gone with who knocked (F-toasts)', async () => {
  const page = await open('announced', 'desk');
  await page.getByRole('button', { name: 'Admettre Kenza' }).click();
  await page.getByRole('button', { name: 'Admettre Kenza' }).waitFor({ state: 'detached' });
  const told = await page.evaluate(() => (window as unknown as Shown).fakeCall.told.filter((one) => one.startsWith('["admit"')));
  expect(told).toEqual(['["admit",["w1"]]']);
});

test('who knocks under the teacher’s name is looked at before they are let in (F9)', async () => {
  const page = await open('same-names', 'desk');
  const toast = page.locator('.toast').filter({ hasText: 'attend d’entrer' });
  await toast.getByRole('button', { name: 'Voir' }).waitFor();
  expect(await toast.getByRole('button', { name: /^Admettre/ }).count()).toBe(0);
});

test.each(['phone', 'desk'] as const)(
  'who shares a screen sees the people large, not an empty box, on a %s (F-sharing)',
  async (size) => {
    const page = await open('sharing', size);
    await page.getByText('Vous partagez votre écran').waitFor();
    expect(await page.locator('.tile').count()).toBe(3);
    expect(await page.locator('.tile[data-source=screen]').count()).toBe(0);
    const stage = await boxOf(page, '.stage-tiles');
    const tiles = await Promise.all((await page.locator('.tile').all()).map((tile) => tile.boundingBox()));
    const area = tiles.reduce((sum, box) => sum + (box ? box.width * box.height : 0), 0);
    expect(area).toBeGreaterThan(stage.width * stage.height * 0.5);
    await page.getByRole('button', { name: 'Arrêter le partage' }).click();
    await expect
      .poll(() => page.evaluate(() => (window as unknown as Shown).fakeCall.told.filter((one) => one.startsWith('["setScreen"'))))
      .toEqual(['["setScreen",false]']);
  },
);
