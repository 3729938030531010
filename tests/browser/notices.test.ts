import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { FakeCall } from '../kit/fakeCall.ts';
import { button } from '../kit/lesson.ts';
import { openedGallery } from './gallery/opened.ts';

type Shown = Window & { readonly fakeCall: FakeCall };

const gallery = openedGallery();

const sizes = {
  desk: { width: 1280, height: 800 },
  tablet: { width: 900, height: 700 },
  phone: { width: 320, height: 640 },
  zoomed: { width: 320, height: 256 },
};
const open = async (view: string, size: keyof typeof sizes): Promise<Page> => {
  const { page } = await gallery.show(view, sizes[size]);
  await page.locator('h1').first().waitFor();
  return page;
};
const askedOf = (page: Page, action: string): Promise<string[]> =>
  page.evaluate((name) => (window as unknown as Shown).fakeCall.told.filter((one) => one.startsWith(`["${name}"`)), action);

/** The things of one kind that something announced lies over. */
const covered = (page: Page, things: string): Promise<number> =>
  page.evaluate((selector) => {
    const boxes = (of: string) => Array.from(document.querySelectorAll(of), (one) => one.getBoundingClientRect());
    // Of what is announced, as much as is seen of it.
    const [place] = boxes('.notices');
    const announced = boxes('.toast, .reaction, .sound-blocked')
      .filter(({ width }) => width > 1)
      .map(({ left, right, top, bottom }) => ({
        left,
        right,
        top: Math.max(top, place?.top ?? top),
        bottom: Math.min(bottom, place?.bottom ?? bottom),
      }));
    return boxes(selector).filter((thing) =>
      announced.some(
        (one) => one.left < thing.right && one.right > thing.left && one.top < thing.bottom - 1 && one.bottom > thing.top + 1,
      ),
    ).length;
  }, things);

test.each(['desk', 'tablet', 'phone', 'zoomed'] as const)(
  'nothing that is announced lies over a face, the stage, a panel or the controls, on a %s',
  async (size) => {
    for (const view of ['announced', 'busy', 'long-words']) {
      const page = await open(view, size);
      await page.locator('.toast:visible').first().waitFor();
      // Where there is no height for both, what is announced stands in the place of the bar above, and reaches over the stage's edge.
      const things = size === 'zoomed' ? '.controls, .tile-name' : '.stage, .panel, .controls, .top h1';
      if (size !== 'zoomed') await expect.poll(() => covered(page, things), { message: view }).toBe(0);
      await button(page, /^Chat/).first().click();
      await page.locator('.panel').waitFor();
      await expect.poll(() => covered(page, size === 'zoomed' ? '.controls' : things), { message: view }).toBe(0);
    }
  },
);

test('who knocks is let in with the keyboard alone, from anywhere in the class', async () => {
  const page = await open('announced', 'desk');
  await button(page, 'Admettre Kenza').waitFor();
  await expect
    .poll(
      async () => {
        await page.keyboard.press('n');
        return page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
      },
      // Letters that come sooner after the room's are held to be written.
      { interval: 2_000 },
    )
    .toBe('Admettre Kenza');
  await page.keyboard.press('Enter');
  await expect.poll(() => askedOf(page, 'admit')).toEqual(['["admit",["w1"]]']);
  await button(page, 'Admettre Kenza').waitFor({ state: 'detached' });
});

test('a knock is read out with what can be done about it, and is gone when somebody else has let them in', async () => {
  const page = await open('announced', 'phone');
  const log = page.getByRole('log', { name: 'Annonces' });
  await log.getByText('Kenza attend d’entrer').waitFor();
  await log.getByRole('button', { name: 'Admettre Kenza' }).waitFor();
  expect(await log.getAttribute('aria-live')).toBe('polite');
  await page.evaluate(() => {
    const { waiting } = (window as unknown as Shown).fakeCall;
    waiting.value = waiting.value.filter(({ id }) => id !== 'w1');
  });
  await log.getByText('Kenza attend d’entrer').waitFor({ state: 'detached' });
  expect(await askedOf(page, 'admit')).toEqual([]);
});

test('who has spoken with a hand up is offered to be put down, by the keyboard, and not once the hand is down', async () => {
  const page = await open('three-host', 'desk');
  const speak = (ids: readonly string[], ms: number) =>
    page.evaluate(
      ([who, ahead]) => {
        const { now } = performance;
        performance.now = () => now.call(performance) + ahead;
        (window as unknown as Shown).fakeCall.speakers.value = who;
      },
      [ids, ms] as const,
    );
  await speak(['person-2'], 0);
  // Whoever listens for it does so once the page was drawn.
  await page.locator('[data-speaking="true"]').first().waitFor();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
  await speak([], 3_000);
  const offer = page.locator('.toast').filter({ hasText: 'Tom B. a parlé, main toujours levée' });
  await offer.getByRole('button', { name: 'Baisser la main de Tom B.' }).focus();
  await page.keyboard.press('Enter');
  await offer.waitFor({ state: 'detached' });
  expect(await askedOf(page, 'hand.lower')).toEqual(['["hand.lower",{"id":"person-2"}]']);
});
