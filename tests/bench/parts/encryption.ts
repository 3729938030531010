import type { Browser, Page } from 'playwright-core';
import { type Part, interleaved, pause, sides } from '../bench.ts';
import { chromiumIn } from '../browser.ts';
import { buildPages } from '../pages.ts';
import { openFloor } from '../people/floor.ts';
import { type Row, compared, median } from '../report.ts';

const part = 'encryption';
const tiles = 9;
const repeats = 3;
/** Seconds of each measurement, and of a page's first pictures before it. */
const span = 5;
const settling = 2;
/** How much slower a throttled page's processor is: an old Chromebook. */
const throttle = 4;

/** Seconds of CPU of all processes of a browser since its start. */
const cpuOf = async (browser: Browser): Promise<number> => {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
};

type Measured = { readonly cpu: number; readonly delay: number };

/** Nine tiles in a fresh page of this browser: CPU in milliseconds per second, and the median delay of the first tile. */
const watchOnce = async (browser: Browser, link: string, slowdown: number): Promise<Measured> => {
  const page: Page = await browser.newPage();
  try {
    if (slowdown > 1) await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.goto(link);
    await page.waitForFunction((count) => window.tilesShown?.() === count, tiles, { timeout: 40_000 });
    await pause(settling);
    await page.evaluate(() => void window.delays.splice(0));
    const before = await cpuOf(browser);
    await pause(span);
    const cpu = ((await cpuOf(browser)) - before) / span;
    const delays = await page.evaluate(() => window.delays);
    return { cpu: cpu * 1_000, delay: median(delays) };
  } finally {
    await page.close();
  }
};

/** What the product's encryption costs a browser that sends, and one that shows nine tiles with two voices. */
export const measureEncryption: Part = async ({ stack, say }) => {
  const floor = stack.use(await openFloor(await buildPages(stack)));
  const link = { floor: `${floor.origin}/tiles.html?room=plain`, ours: `${floor.origin}/tiles.html?room=sealed&sealed` };
  const senders = { floor: await chromiumIn(stack), ours: await chromiumIn(stack) };
  for (const side of sides) {
    const page = await senders[side].newPage();
    await page.goto(`${link[side]}&send=${tiles}`);
    await page.waitForFunction(() => document.title === 'ready', undefined, { timeout: 40_000 });
  }
  say(`${tiles} people send to each room, with and without encryption`);
  const watchers = { floor: await chromiumIn(stack), through: await chromiumIn(stack), ours: await chromiumIn(stack) };
  // The third goes through a worker that does nothing.
  const watched = { ...link, through: `${link.floor}&through` };
  const rows: Row[] = [];
  const sent = { floor: await cpuOf(senders.floor), ours: await cpuOf(senders.ours) };
  const begun = performance.now();
  for (const slowdown of [1, throttle]) {
    say(slowdown === 1 ? 'a browser that shows them' : `the same, its page ${throttle} times slower`);
    const measure = (url: string, by: keyof typeof watchers) => watchOnce(watchers[by], url, slowdown);
    const measured =
      slowdown === 1
        ? await interleaved(watched, repeats, (url, by) => measure(url, by))
        : { ...(await interleaved(link, repeats, (url, by) => measure(url, by))), through: [] };
    const { floor: plain, through, ours: sealed } = measured;
    const what = slowdown === 1 ? 'a receiver of nine tiles' : `the same, page slowed ${throttle} times`;
    const cpu = (measured: readonly Measured[]): number[] => measured.map((one) => one.cpu);
    const delay = (measured: readonly Measured[]): number[] => measured.map((one) => one.delay);
    const each = (median(cpu(sealed)) - median(cpu(plain))) / (tiles + 2);
    rows.push(
      compared({
        part,
        what: `CPU of ${what}`,
        unit: 'ms/s',
        ours: cpu(sealed),
        floor: cpu(plain),
        ratioMost: 1.1,
        note: `${each.toFixed(2)} ms/s more for each of ${tiles + 2} streams`,
      }),
      ...(through.length > 0
        ? [
            compared({
              part,
              what: '  beside frames that a worker hands on as they are',
              unit: 'ms/s',
              ours: cpu(sealed),
              floor: cpu(through),
              note: 'what the browser takes for giving a page its frames at all',
            }),
          ]
        : []),
      compared({
        part,
        what: `delay, drawn to shown, ${what}`,
        unit: 'ms',
        ours: delay(sealed),
        floor: delay(plain),
        moreMost: 67,
      }),
    );
  }
  const seconds = (performance.now() - begun) / 1_000;
  const spent = async (side: (typeof sides)[number]) => (((await cpuOf(senders[side])) - sent[side]) / seconds) * 1_000;
  rows.push(
    compared({
      part,
      what: 'CPU of a sender of nine pictures and two voices',
      unit: 'ms/s',
      ours: [await spent('ours')],
      floor: [await spent('floor')],
    }),
  );
  return rows;
};
