import { expect, test } from 'vitest';
import { launchChromium, visit } from '../kit/browser.ts';
import { gather, growing, turnOn } from '../kit/lesson.ts';
import { serveSources, textOfPages, textOfServer } from '../kit/sources.ts';
import { weigh } from '../kit/weighing.ts';

test('whoever works on the project sees a saved file at once, holds a class from the sources, and nothing leaves the machine', async () => {
  await using stack = new AsyncDisposableStack();
  const sources = stack.use(await serveSources());
  const browser = await launchChromium();
  stack.defer(() => browser.close());
  const { page } = await visit(browser);
  const weight = await weigh(page);
  await page.goto(sources.origin);
  await page.getByText(textOfPages.words).waitFor();

  sources.change(textOfPages.file, textOfPages.words, 'Tu es élève');
  await page.getByText('Tu es élève').waitFor();
  sources.change(textOfServer.file, textOfServer.words, 'Tes données, en clair');
  await expect
    .poll(async () => (await fetch(`${sources.origin}/notice/enfants`, { headers: { 'accept-language': 'fr' } })).text())
    .toContain('Tes données, en clair');

  const lesson = await gather(browser, sources, { students: ['Inès'] });
  await turnOn(lesson.teacher, 'micro', 'caméra');
  await Promise.all(lesson.students.map((student) => growing(student)));
  expect(weight().origins).toEqual([new URL(sources.origin).host]);
  // The policy of the page in force is said by a fault, where something it has is refused.
  expect(lesson.everyone.flatMap(({ faults }) => faults)).toEqual([]);
});
