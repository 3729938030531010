import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { fr as home } from '../../../client/pages/home/text.fr.ts';
import { visit } from '../../kit/browser.ts';
import { enterAs, inRoom, makeClass, turnOn } from '../../kit/lesson.ts';
import { type Part, interleaved } from '../bench.ts';
import { type Marks, chromiumIn, markJoin, smallCamera } from '../browser.ts';
import { buildPages } from '../pages.ts';
import { openFloor } from '../people/floor.ts';
import { startProduct } from '../people/product.ts';
import { type Row, compared } from '../report.ts';

const part = 'join';
const joins = 10;
/** Long enough to give a name: what the page fetches meanwhile is there. */
const reading = 1_500;
const patience = 20_000;

/** Opens a class without a lobby in the teacher's browser, with the camera on. Returns the students' link. */
const openOurs = async (browser: Browser, stack: AsyncDisposableStack): Promise<string> => {
  const { front, child } = await startProduct();
  stack.use(child);
  const teacher = await visit(browser);
  const { form } = home;
  const prepare = async (page: typeof teacher.page) => {
    await page.getByText(form.more).click();
    await page.getByRole('switch', { name: form.lobby }).click();
  };
  const link = await makeClass(teacher, { server: front, prepare });
  await teacher.page.getByRole('link', { name: 'Commencer la classe' }).click();
  await enterAs(teacher, 'Mme Martin');
  await inRoom(teacher);
  await turnOn(teacher, 'caméra');
  return link;
};

const openBare = async (browser: Browser, stack: AsyncDisposableStack): Promise<string> => {
  const floor = stack.use(await openFloor(await buildPages(stack)));
  const link = `${floor.origin}/bare.html?room=join`;
  const { page } = await visit(browser);
  await page.goto(`${link}&send`);
  await page.waitForFunction(() => document.title === 'sending');
  return link;
};

/** Opens the link in a browser that has nothing kept, until the first picture. */
const joinOnce = async (browser: Browser, link: string, wait: number): Promise<Required<Marks>> => {
  const { page, context } = await visit(browser);
  try {
    await markJoin(context, wait);
    await page.goto(link);
    await page.waitForFunction(() => window.benchMarks.frame !== undefined, undefined, { timeout: patience });
    const marks = await page.evaluate(() => window.benchMarks);
    const offered = marks.offered ?? 0;
    return { ready: offered, enter: offered, connected: offered, frame: offered, ...marks, offered };
  } finally {
    await context.close();
  }
};

const rowOf = (
  what: string,
  ours: readonly number[],
  floor: readonly number[],
  rest: Partial<Parameters<typeof compared>[0]> = {},
): Row => compared({ part, what, unit: 'ms', ours, floor, ...rest });

/** From the click on the link to the first decoded picture of the teacher, beside a bare page, cold cache. */
export const measureJoin: Part = async ({ stack, say }) => {
  const folder = await mkdtemp(join(tmpdir(), 'ardoise-bench-camera-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const senders = await chromiumIn(stack, [await smallCamera(folder)]);
  const browser = await chromiumIn(stack);
  say('a teacher with a camera, and a bare page with one');
  const links = { floor: await openBare(senders, stack), ours: await openOurs(senders, stack) };
  await interleaved(links, 1, (link) => joinOnce(browser, link, 0));
  say(`${joins} joins of each`);
  const { floor, ours } = await interleaved(links, joins, (link) => joinOnce(browser, link, 0));
  say('and of people who read first');
  const readers: Required<Marks>[] = [];
  for (let count = 0; count < joins / 2; count++) readers.push(await joinOnce(browser, links.ours, reading));
  const phase = (marks: readonly Required<Marks>[], length: (one: Required<Marks>) => number): number[] => marks.map(length);
  /** Nothing for who was connected before. */
  const waited = ({ connected, offered }: Required<Marks>): number => Math.max(0, connected - offered);
  const whole = ({ frame }: Required<Marks>): number => frame;
  return [
    rowOf('from the link to the first picture, name given at once', phase(ours, whole), phase(floor, whole), { ratioMost: 1.6 }),
    rowOf(
      '  page: from the link to where one can enter',
      phase(ours, ({ ready }) => ready),
      phase(floor, ({ offered }) => offered),
      {
        note: 'of the bare page: until the first stream is offered',
      },
    ),
    rowOf(
      '  signalling: from entering to the first stream offered',
      phase(ours, (one) => one.offered - one.enter),
      [],
    ),
    rowOf('  transport: from the offer to the connection', phase(ours, waited), phase(floor, waited)),
    rowOf(
      '  first key frame',
      phase(ours, (one) => one.frame - one.offered - waited(one)),
      phase(floor, (one) => one.frame - one.offered - waited(one)),
    ),
    rowOf(
      'from the click on “enter” to the first picture',
      phase(readers, (one) => one.frame - one.enter),
      phase(floor, whole),
      {
        ratioMost: 0.5,
        note: `of somebody who read for ${reading / 1_000} s, beside the whole way of the bare page`,
      },
    ),
  ];
};
