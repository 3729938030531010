import { expect, test } from 'vitest';
import type { Visitor } from '../../kit/browser.ts';
import { controls, growing, openLesson, turnOn } from '../../kit/lesson.ts';

/** Lets a page stand still, as a browser does with a tab that nobody looks at: no script of it runs. Resolves with what undoes that. */
const freeze = async ({ page, context }: Visitor): Promise<() => Promise<void>> => {
  const session = await context.newCDPSession(page);
  await session.send('Debugger.enable');
  await session.send('Debugger.pause');
  return async () => {
    await session.send('Debugger.resume');
    await session.detach();
    // The browser says so (Page Lifecycle).
    await page.evaluate(() => document.dispatchEvent(new Event('resume')));
  };
};

test('a pupil whose tab was frozen until the server gave the line up is back by themselves, seen and heard', async () => {
  await using lesson = await openLesson({ students: ['Inès'] });
  const { teacher, students } = lesson;
  const [ines] = students;
  if (!ines) throw new Error('a pupil');
  for (const person of lesson.everyone) await turnOn(person, 'micro', 'caméra');
  await Promise.all(lesson.everyone.map((person) => growing(person)));
  const thaw = await freeze(ines);
  // The server hears nothing any more, and says so to the others.
  await teacher.page.getByText('connexion coupée').first().waitFor({ state: 'attached' });
  await thaw();
  await teacher.page.getByText('connexion coupée').first().waitFor({ state: 'detached' });
  await Promise.all(lesson.everyone.map((person) => growing(person)));
  expect(await controls(ines).getByRole('button', { name: 'Éteindre le micro' }).isVisible()).toBe(true);
});

test('sound that a call has stopped goes on when the phone is taken up again', async () => {
  await using lesson = await openLesson({ students: ['Inès'] });
  const { teacher, students } = lesson;
  const [ines] = students;
  if (!ines) throw new Error('a pupil');
  await turnOn(teacher, 'micro', 'caméra');
  await growing(ines);
  const stopped = () =>
    ines.page.evaluate(() => Array.from(document.querySelectorAll('audio, video'), (it) => (it as HTMLMediaElement).paused));
  await ines.page.evaluate(() => {
    for (const playing of document.querySelectorAll<HTMLMediaElement>('audio, video')) playing.pause();
  });
  expect(await stopped()).toContain(true);
  await ines.page.evaluate(() => document.dispatchEvent(new Event('resume')));
  await expect.poll(stopped).not.toContain(true);
});
