import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { FakeCall } from '../../kit/fakeCall.ts';
import type { SceneName } from '../gallery/scenes.ts';
import { openedGallery } from '../gallery/opened.ts';

type Shown = Window & { readonly fakeCall: FakeCall; answer(): void };

const gallery = openedGallery();

const open = async (view: SceneName): Promise<Page> => {
  const { page } = await gallery.show(view);
  await control(page, 'Chat').waitFor();
  return page;
};
const control = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) }).first();
const box = (page: Page) => page.getByRole('textbox', { name: 'Votre message' });
const lines = (page: Page) => page.locator('.chat-text').allTextContents();

/** What the server was asked, but for what is on screen. */
const asked = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as Shown).fakeCall.told.filter((told) => !told.startsWith('["watch"')));
const sent = (text: string) => JSON.stringify(['chat.all', { box: JSON.stringify({ text }) }]);

/** From now on the server does not answer, until `answer`. */
const holdBack = (page: Page) =>
  page.evaluate(() => {
    const shown = window as unknown as Shown;
    const { promise, resolve } = Promise.withResolvers<void>();
    shown.fakeCall.line.answered = promise;
    shown.answer = resolve;
  });
const answer = (page: Page, refuses = false) =>
  page.evaluate((no) => {
    const shown = window as unknown as Shown;
    shown.fakeCall.line.refuses = no;
    shown.answer();
  }, refuses);

/** A key as Safari tells of it: the letter is composed already, and only the code says that the key belonged to it. */
const safariEnter = (page: Page) =>
  box(page).evaluate((element) => {
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true } as KeyboardEventInit),
    );
  });

test('what is typed while a message is on its way stays, and Enter twice sends once (F8)', async () => {
  const page = await open('three');
  await holdBack(page);
  await control(page, 'Chat').click();
  await page.keyboard.type('bonjour');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('et la suite');
  await answer(page);
  await expect.poll(() => lines(page)).toEqual(['bonjour']);
  expect(await box(page).inputValue()).toBe('et la suite');
  expect(await asked(page)).toEqual([sent('bonjour')]);
});

test('the button pressed twice, and Enter after it, send once (F8)', async () => {
  const page = await open('three');
  await holdBack(page);
  await control(page, 'Chat').click();
  await page.keyboard.type('une fois');
  await page.getByRole('button', { name: 'Envoyer' }).dblclick();
  await page.keyboard.press('Enter');
  await answer(page);
  await expect.poll(() => lines(page)).toEqual(['une fois']);
  expect(await asked(page)).toEqual([sent('une fois')]);
});

test('messages that were not taken come back in their order, before what was typed meanwhile (F8, F17)', async () => {
  const page = await open('three');
  await holdBack(page);
  await control(page, 'Chat').click();
  for (const text of ['un', 'deux']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.type('trois');
  await answer(page, true);
  await expect.poll(() => box(page).inputValue()).toBe('un\ndeux\ntrois');
  expect(await lines(page)).toEqual([]);
});

test('what was meant for one never comes back under the address of all (F8)', async () => {
  const page = await open('three');
  await holdBack(page);
  await control(page, 'Chat').click();
  await page.getByLabel('Destinataire').selectOption('hosts');
  await box(page).fill('pour vous seule');
  await box(page).press('Enter');
  await page.getByLabel('Destinataire').selectOption('all');
  await box(page).fill('pour tous');
  await answer(page, true);
  await expect.poll(() => box(page).inputValue()).toBe('pour vous seule\npour tous');
  expect(await page.getByLabel('Destinataire').inputValue()).toBe('hosts');
});

test('a draft is there again after the panel was closed, and after a calm (F8)', async () => {
  const page = await open('three');
  await control(page, 'Chat').click();
  await page.keyboard.type('pas fini');
  await page.keyboard.press('Escape');
  await control(page, 'Chat').click();
  expect(await box(page).inputValue()).toBe('pas fini');
  for (const calm of [true, false]) {
    await page.evaluate((on) => {
      const { state } = (window as unknown as Shown).fakeCall;
      state.value = { ...state.value, calm: on };
    }, calm);
    await box(page).waitFor({ state: calm ? 'detached' : 'visible' });
  }
  expect(await box(page).inputValue()).toBe('pas fini');
});

test('when the one written to has left, the message goes to nobody else and it is said (F17)', async () => {
  const page = await open('three-host');
  await control(page, 'Chat').click();
  await page.getByLabel('Destinataire').selectOption('person-1');
  await box(page).fill('entre nous');
  await page.evaluate(() => {
    const { people } = (window as unknown as Shown).fakeCall;
    people.value = new Map(Array.from(people.value).filter(([id]) => id !== 'person-1'));
  });
  await page.getByRole('alert').filter({ hasText: 'n’est plus là' }).waitFor();
  await box(page).press('Enter');
  expect(await box(page).inputValue()).toBe('entre nous');
  expect(await asked(page)).toEqual([]);
  await page.getByLabel('Destinataire').selectOption('all');
  await box(page).press('Enter');
  await expect.poll(() => asked(page)).toEqual([sent('entre nous')]);
});

test('who writes to the teacher alone goes on to, when the teacher opens the chat to all meanwhile (F17)', async () => {
  const page = await open('three');
  const chatFor = (on: boolean) =>
    page.evaluate((open_) => {
      const { state } = (window as unknown as Shown).fakeCall;
      state.value = { ...state.value, rights: { ...state.value.rights, chat: open_ } };
    }, on);
  await chatFor(false);
  await control(page, 'Chat').click();
  await page.keyboard.type('un secret');
  await chatFor(true);
  await page.getByText('Les messages à tous sont fermés.').waitFor({ state: 'detached' });
  expect(await page.getByLabel('Destinataire').inputValue()).toBe('hosts');
});

test('what is too long is said while one types, nothing of what is pasted is cut, and it stays until it is short enough (F17)', async () => {
  const page = await open('three');
  await control(page, 'Chat').click();
  await page.evaluate((text) => navigator.clipboard.writeText(text), '字'.repeat(2_003));
  await page.keyboard.press('Control+V');
  expect((await box(page).inputValue()).length).toBe(2_003);
  await page.getByRole('alert').filter({ hasText: 'retirez 3 signes' }).waitFor();
  await page.keyboard.press('Enter');
  expect((await box(page).inputValue()).length).toBe(2_003);
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('Backspace');
  await page.getByText('Encore 0 signe au plus.').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => asked(page)).toEqual([sent('字'.repeat(2_000))]);
});

test('Enter that ends the composing of a letter sends nothing, in the order of Safari too (F17)', async () => {
  const page = await open('three');
  await control(page, 'Chat').click();
  await page.keyboard.type('にほん');
  await safariEnter(page);
  expect(await asked(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => asked(page)).toEqual([sent('にほん')]);
});

test('no single key, pressed long after everything has settled, sends anything or changes what others see (F1)', async () => {
  const page = await open('three');
  for (const key of ['m', 'v', 's', 'h', 'a', 'g', 'p', 'c']) {
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await page.waitForFunction((since) => performance.now() > since + 1_600, await page.evaluate(() => performance.now()));
    await page.keyboard.press(key);
  }
  await page.locator('.panel').waitFor();
  expect(await asked(page)).toEqual([]);
  expect(await page.evaluate(() => (window as unknown as Shown).fakeCall.audioOnly.value)).toBe(false);
});

test('the timer started twice before the answer starts once, and the minutes that were typed stay (F8)', async () => {
  const page = await open('three-host');
  await holdBack(page);
  await control(page, 'Classe').click();
  await page.getByLabel('Minutes (de 1 à 180)').fill('17');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '10 minutes' }).click();
  expect(await asked(page)).toEqual([JSON.stringify(['timer.start', { minutes: 17, forAll: true }])]);
  await page.keyboard.press('Escape');
  await control(page, 'Classe').click();
  expect(await page.getByLabel('Minutes (de 1 à 180)').inputValue()).toBe('17');
});
