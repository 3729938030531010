import { launchChromium, visit } from '../../kit/browser.ts';
import { serveSources, textOfPages, textOfServer } from '../../kit/sources.ts';
import type { Part } from '../bench.ts';
import { compared } from '../report.ts';

const part = 'dev';
const rounds = 5;
/** In seconds: whoever works on the project must not wait for longer. */
const goal = 2;

/** How long a saved file takes to be seen by `npm run dev`: of the pages in Chromium, of the server in an answer. */
export const measureDev: Part = async ({ stack, say }) => {
  say('the project served from its sources, and Chromium');
  const sources = stack.use(await serveSources());
  const browser = await launchChromium();
  stack.defer(() => browser.close());
  const { page } = await visit(browser);
  await page.goto(sources.origin);
  await page.getByText(textOfPages.words).waitFor();
  const answered = async (words: string): Promise<void> => {
    const headers = { 'accept-language': 'fr' };
    for (;;) if ((await (await fetch(`${sources.origin}/notice/enfants`, { headers })).text()).includes(words)) return;
  };
  const timed = async ({ file, words }: { file: string; words: string }, seen: (words: string) => Promise<void>) => {
    const taken: number[] = [];
    let now = words;
    for (let round = 1; round <= rounds; round++) {
      const next = `${words} (${round})`;
      const begun = performance.now();
      sources.change(file, now, next);
      await seen(next);
      taken.push((performance.now() - begun) / 1_000);
      now = next;
    }
    return taken;
  };
  const pages = await timed(textOfPages, (words) => page.getByText(words).waitFor());
  const server = await timed(textOfServer, answered);
  return [
    compared({ part, what: 'a saved file of the pages, seen in Chromium', unit: 's', ours: pages, floor: [], oursMost: goal }),
    compared({ part, what: 'a saved file of the server, seen in an answer', unit: 's', ours: server, floor: [], oursMost: goal }),
  ];
};
