import { afterAll, beforeAll, expect, test } from 'vitest';
import { fr } from '../../client/tools/timer/text.fr.ts';
import { alarmClock } from '../kit/signals/alarmClock.ts';
import { heardOn, listenIn } from '../kit/signals/heard.ts';
import { stepMs, type Visitor } from '../kit/browser.ts';
import { announcing, button, type Lesson, openLesson, openPanel } from '../kit/lesson.ts';

const clock = alarmClock();
let lesson: Lesson;
let teacher: Visitor;
let pupils: readonly Visitor[];
beforeAll(async () => {
  lesson = await openLesson({ clock, met: ({ context }) => void listenIn(context) });
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

test('one for the teacher alone is seen by the teacher alone, who hears its end; pupils hear that of theirs', async () => {
  const { page } = teacher;
  const bell = [880, 659, 880, 659];
  const start = async (minutes: string) => {
    await page.getByLabel(fr.minutes).fill(minutes);
    await page.keyboard.press('Enter');
    await countdown(teacher).waitFor();
  };
  await page.getByRole('switch', { name: fr.forAll }).focus();
  await page.keyboard.press('Space');
  await start('170');
  await countdown(teacher).getByText(fr.own).waitFor();
  await announcing([teacher], fr.over, () => expect(clock.ring(170 * 60_000)).toBe(true));
  await page.getByRole('switch', { name: fr.forAll }).click();
  await announcing(pupils, fr.begins(171), () => start('171'));
  // What pupils were told of before came by the same way, and was not shown or heard.
  for (const pupil of pupils) {
    expect(await pupil.page.getByText(fr.begins(170)).count()).toBe(0);
    expect(await heardOn(pupil.page)).toEqual([]);
  }
  await announcing(lesson.everyone, fr.over, () => expect(clock.ring(171 * 60_000)).toBe(true));
  for (const pupil of pupils) await expect.poll(() => heardOn(pupil.page), { timeout: stepMs }).toEqual(bell);
  // Twice within a second, it is heard once. She heard others knock before.
  expect((await heardOn(page)).filter((note) => note !== 392).slice(0, 4)).toEqual(bell);
});

test('nothing went wrong in any page', () => {
  expect(lesson.everyone.flatMap(({ faults }) => faults)).toEqual([]);
});
