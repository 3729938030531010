import { afterAll, beforeAll, expect, test } from 'vitest';
import { fr } from '../../client/tools/timer/text.fr.ts';
import { stepMs, type Visitor } from '../kit/browser.ts';
import { announcing, button, type Lesson, openLesson, openPanel } from '../kit/lesson.ts';

let lesson: Lesson;
let teacher: Visitor;
let pupils: readonly Visitor[];
beforeAll(async () => {
  lesson = await openLesson();
  ({ teacher, students: pupils } = lesson);
  await openPanel(teacher, 'Classe');
});
afterAll(() => lesson[Symbol.asyncDispose]());

const countdown = ({ page }: Visitor) => page.getByRole('timer', { name: fr.title, exact: true });
/** What a browser shows, in seconds; null without a timer. */
const secondsOn = async (who: Visitor): Promise<number | null> => {
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec((await countdown(who).allInnerTexts()).join('')) ?? [];
  return minutes === undefined ? null : Number(minutes) * 60 + Number(seconds);
};

test('the teacher sets it with the keyboard alone, and everybody sees the time left, whatever their clock says', async () => {
  const { page } = teacher;
  await pupils[1]?.page.evaluate(() => {
    const { now } = Date;
    Date.now = () => now() + 3_600_000;
  });
  await announcing(pupils, fr.begins(2), async () => {
    await page.getByLabel(fr.minutes).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
  });
  // What had the focus is gone: it stays in its place.
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(fr.pause);
  for (const who of lesson.everyone) {
    const left = await secondsOn(who);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(120);
  }
});

test('it counts down; paused, it stands still; a minute more is a minute more', async () => {
  const [pupil] = pupils as [Visitor];
  const before = (await secondsOn(pupil)) ?? 0;
  await expect.poll(() => secondsOn(pupil), { timeout: stepMs }).toBeLessThan(before);
  await button(teacher.page, fr.pause).click();
  await countdown(pupil).getByText(fr.paused).waitFor();
  const paused = (await secondsOn(pupil)) ?? 0;
  await button(teacher.page, fr.extend).click();
  await expect.poll(() => secondsOn(pupil), { timeout: stepMs }).toBe(paused + 60);
});

test('who comes back sees the time left as the others do', async () => {
  const [pupil] = pupils as [Visitor];
  const left = await secondsOn(pupil);
  await pupil.page.reload();
  await countdown(pupil).waitFor();
  expect(await secondsOn(pupil)).toBe(left);
});

test('stopped, it is gone everywhere, and pupils are offered nothing to set', async () => {
  await button(teacher.page, fr.stop).click();
  for (const who of lesson.everyone) await countdown(who).waitFor({ state: 'detached' });
  for (const { page } of pupils) expect(await page.getByLabel(fr.minutes).count()).toBe(0);
});

test('nothing went wrong in any page', () => {
  expect(lesson.everyone.flatMap(({ faults }) => faults)).toEqual([]);
});
