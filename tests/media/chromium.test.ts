import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Offer } from '#protocol/news.ts';
import type { ClassMedia } from '../../server/classroom/ports.ts';
import { launchChromium, stepMs } from '../kit/browser.ts';
import { type HeardClass, type House, openHouse } from './house.ts';

let browser: Awaited<ReturnType<typeof launchChromium>>;
let script: string;

beforeAll(async () => {
  const entry = fileURLToPath(new URL('chromium-page.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, name: 'page', formats: ['iife'] } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  script = output && 'output' in output ? output.output[0].code : '';
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** A page whose requests go to the class's media, under this name. */
const join = async ({ media }: House, { room }: HeardClass, id: string): Promise<Page> => {
  const page = await browser.newPage();
  const bound = room as unknown as Record<string, (id: string, ...input: unknown[]) => Promise<unknown>>;
  page.setDefaultTimeout(stepMs);
  await page.exposeFunction('ask', (method: keyof ClassMedia, ...input: unknown[]) => bound[method]?.(id, ...input));
  await page.addScriptTag({ content: script });
  await page.evaluate((capabilities) => window.call.open(capabilities as never), media.capabilities);
  return page;
};

const take = async (heard: HeardClass, page: Page, id: string, from: string): Promise<void> => {
  const find = (): Offer | undefined => heard.offered(id).find((offer) => `${offer.id}/${offer.source}` === from);
  await heard.until(() => find() !== undefined);
  const offer = find()!;
  const taking = page.evaluate((one) => window.call.take(one), offer);
  await heard.room.ready(id, [offer.consumer]);
  await taking;
};

/** Resolves once all of this is so at the same time. The way is known later than the first picture is seen. */
const arrives = (page: Page, what: { width?: number; energy?: boolean; protocol?: string }): Promise<unknown> =>
  page.waitForFunction(
    async ({ width, energy, protocol }) => {
      const now = await window.call.measure();
      return (
        (width === undefined || now.width === width) &&
        (!energy || now.energy > 0) &&
        (protocol === undefined || now.protocol === protocol)
      );
    },
    what,
    { timeout: 0, polling: 200 },
  );

test('Chromium: picture and sound pass where only TCP does', async () => {
  await using house = await openHouse({ udp: false });
  const heard = await house.openClass();
  const ada = await join(house, heard, 'ada');
  const ben = await join(house, heard, 'ben');
  await heard.room.watch('ben', [{ id: 'ada', source: 'camera', size: 'small' }]);
  await ada.evaluate(() => Promise.all([window.call.speak(), window.call.show()]));
  await take(heard, ben, 'ben', 'ada/camera');
  await take(heard, ben, 'ben', 'ada/mic');
  await arrives(ben, { width: 160, energy: true, protocol: 'tcp' });
});

test('Chromium: a tile that grows gets a larger picture, and one that shrinks a smaller one', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const ada = await join(house, heard, 'ada');
  const ben = await join(house, heard, 'ben');
  const look = (size: 'small' | 'medium' | 'large') => heard.room.watch('ben', [{ id: 'ada', source: 'camera', size }]);
  await look('small');
  await ada.evaluate(() => window.call.show());
  await take(heard, ben, 'ben', 'ada/camera');
  await arrives(ben, { width: 160 });
  await look('large');
  await arrives(ben, { width: 640 });
  await look('medium');
  await arrives(ben, { width: 320 });
  expect(heard.offered('ben')).toHaveLength(1);
});
