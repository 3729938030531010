import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { FakeCall } from '../kit/fakeCall.ts';
import type { SceneName } from './gallery/scenes.ts';
import { openedGallery } from './gallery/opened.ts';

type Shown = Window & { readonly fakeCall: FakeCall };

const gallery = openedGallery();

/** A class as this person sees it, long enough after the start for a shortcut to count. */
const open = async (view: SceneName): Promise<Page> => {
  const { page } = await gallery.show(view);
  await control(page, 'Chat').waitFor();
  await calmed(page);
  return page;
};

/** Resolves when nothing was typed for so long that a letter counts as a shortcut again. */
const calmed = async (page: Page): Promise<void> => {
  await page.waitForFunction((since) => performance.now() > since + 2_000, await page.evaluate(() => performance.now()));
};

const control = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) }).first();
const box = (page: Page) => page.getByRole('textbox', { name: 'Votre message' });

/** What the person has asked of the class, but for what is on screen. */
const asked = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as Shown).fakeCall.told.filter((told) => !told.startsWith('["watch"')));

/** Where the focus is as soon as the page can hear of anything else, and where it goes after that, over several pictures. */
const focusAfterPressing = (page: Page, id: string): Promise<{ at: string; later: number }> =>
  page.evaluate(async (button) => {
    document.getElementById(button)?.click();
    const { port1, port2 } = new MessageChannel();
    await new Promise((heard) => {
      port2.addEventListener('message', heard);
      port2.start();
      port1.postMessage(null);
    });
    const at = document.activeElement?.localName ?? '';
    let later = 0;
    document.addEventListener('focusin', () => (later += 1));
    for (let picture = 0; picture < 10; picture += 1) {
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    }
    return { at, later };
  }, id);

test('opening the chat puts the focus into its text box at once, and takes it nowhere afterwards', async () => {
  const page = await open('three');
  expect(await focusAfterPressing(page, 'control-chat')).toEqual({ at: 'textarea', later: 0 });
});

test('opening another panel puts the focus on its heading at once, and takes it nowhere afterwards', async () => {
  const page = await open('three-host');
  for (const panel of ['control-people', 'control-manage'])
    expect(await focusAfterPressing(page, panel)).toEqual({ at: 'h2', later: 0 });
});

test('what is typed right after opening the chat is a message, and not one letter of it a command', async () => {
  const page = await open('three');
  await control(page, 'Chat').click();
  await page.keyboard.type('mvsh cpgf a?');
  await page.keyboard.press('Enter');
  await expect.poll(() => asked(page)).toEqual([JSON.stringify(['chat.all', { box: '{"text":"mvsh cpgf a?"}' }])]);
});

test('the key that opens the chat is not written in it', async () => {
  const page = await open('three');
  await page.keyboard.press('c');
  await page.keyboard.type('merci');
  expect(await box(page).inputValue()).toBe('merci');
});

test('writing to one person from the list starts in the text box', async () => {
  const page = await open('three-host');
  await control(page, 'Personnes').click();
  await page.getByRole('button', { name: 'Agir sur Inès' }).click();
  await page.getByRole('button', { name: 'Écrire en privé' }).click();
  await page.keyboard.type('m');
  expect(await box(page).inputValue()).toBe('m');
});

test('letters typed after the text box has lost the focus do nothing', async () => {
  const page = await open('three');
  await page.keyboard.press('?');
  await page.getByLabel('Aussi pour le micro, la caméra, l’écran et la main').check({ force: true });
  await page.keyboard.press('Escape');
  await control(page, 'Chat').click();
  await page.keyboard.type('bonj');
  await page.keyboard.press('Escape');
  await page.keyboard.type('mvshp');
  expect(await asked(page)).toEqual([]);
  expect(await page.locator('.panel').count()).toBe(0);
});

test('letters typed when the teacher calms the class while somebody writes do nothing, however long it takes', async () => {
  const page = await open('three');
  await control(page, 'Chat').click();
  await page.keyboard.type('bonj');
  await page.evaluate(() => {
    const { state } = (window as unknown as Shown).fakeCall;
    state.value = { ...state.value, calm: true };
  });
  await box(page).waitFor({ state: 'detached' });
  await calmed(page);
  await page.keyboard.type('ph');
  expect(await asked(page)).toEqual([]);
  await page.getByRole('heading', { name: 'Chat' }).waitFor();
});

test('no single key turns on a microphone, a camera, a screen or a hand until somebody has asked for that', async () => {
  const page = await open('three');
  await page.keyboard.type('mvsh');
  expect(await asked(page)).toEqual([]);
  await page.keyboard.press('?');
  await page.getByRole('switch', { name: 'Aussi pour le micro, la caméra, l’écran et la main' }).click();
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('h');
  await expect.poll(() => asked(page)).toEqual(['["hand.raise",{}]']);
});

test('closing a panel gives the focus back to its button, and takes it from nowhere else', async () => {
  const page = await open('three');
  await control(page, 'Personnes').click();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('control-people');
  await control(page, 'Personnes').click();
  await control(page, 'Chat').click();
  await page.keyboard.type('m');
  expect(await box(page).inputValue()).toBe('m');
});
