import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenIn, heardOn } from '../../kit/signals/heard.ts';
import { passTime } from '../../kit/pageClock.ts';
import { stepMs, type Visitor } from '../../kit/browser.ts';
import { button, controls, type Lesson, openLesson, openPanel } from '../../kit/lesson.ts';

let lesson: Lesson;
let teacher: Visitor;
let ines: Visitor;
let tom: Visitor;
beforeAll(async () => {
  lesson = await openLesson({ met: ({ context }) => void listenIn(context) });
  teacher = lesson.teacher;
  [ines, tom] = lesson.students as [Visitor, Visitor];
});
afterAll(() => lesson[Symbol.asyncDispose]());

const knock = [392, 392];
const hand = [523, 784];
const message = [659];

const hears = (who: Visitor, notes: readonly number[]) =>
  expect.poll(() => heardOn(who.page), { timeout: stepMs }).toEqual(notes);
/** Nothing was heard before what is heard now. */
const nothingBut = async (who: Visitor, notes: readonly number[]): Promise<void> => {
  await expect.poll(() => who.page.evaluate(() => (window as unknown as { heard: number[] }).heard.length)).toBeGreaterThan(0);
  expect(await heardOn(who.page)).toEqual(notes);
};
const raise = (who: Visitor) => button(who.page, 'Lever la main').first().click();
const write = async (who: Visitor, text: string): Promise<void> => {
  await openPanel(who, 'Chat');
  await who.page.getByRole('textbox', { name: 'Votre message' }).fill(text);
  await who.page.keyboard.press('Enter');
};
const choose = async (who: Visitor, name: string): Promise<void> => {
  await controls(who).getByRole('button', { name: /^Plus/ }).click();
  await button(who.page, 'Micro, caméra et son').click();
  await who.page.getByRole('switch', { name }).click();
  await who.page.keyboard.press('Escape');
};

test('those who hold the class hear a knock and a hand; everybody hears a message that they do not see', async () => {
  await Promise.all(lesson.everyone.map(({ page }) => heardOn(page)));
  await raise(ines);
  await hears(teacher, hand);
  await lesson.arrive('Kenza');
  await hears(teacher, knock);
  await write(tom, 'Bonjour');
  await hears(teacher, message);
  // Pupils were told of the hand before.
  await nothingBut(ines, message);
  // Who writes hears nothing: the next that comes is another's.
  await openPanel(ines, 'Chat');
  await controls(tom).getByRole('button', { name: /^Chat/ }).click();
  await write(ines, 'Salut');
  await nothingBut(tom, message);
});

test('each signal is switched off by itself, for this tab, and stays so after a reload', async () => {
  await choose(teacher, 'Une main se lève');
  await heardOn(teacher.page);
  await raise(tom);
  await button(teacher.page, /^Personnes/)
    .first()
    .waitFor();
  await expect.poll(() => teacher.page.locator('.tile-hand').count(), { timeout: stepMs }).toBe(2);
  // The same signal is not given twice in a second.
  await passTime(teacher, 2_000);
  await write(tom, 'Encore');
  await nothingBut(teacher, message);
  await teacher.page.reload();
  await controls(teacher).waitFor();
  await controls(teacher).getByRole('button', { name: /^Plus/ }).click();
  await button(teacher.page, 'Micro, caméra et son').click();
  expect(await teacher.page.getByRole('switch', { name: 'Une main se lève' }).isChecked()).toBe(false);
  expect(await teacher.page.getByRole('switch', { name: 'Un message arrive' }).isChecked()).toBe(true);
  await teacher.page.keyboard.press('Escape');
});

test('hands have their number, one’s own place stands on the button, and who was second is told that it is their turn', async () => {
  const own = button(tom.page, 'Baisser la main').first();
  expect(await own.evaluate((one) => document.getElementById(one.getAttribute('aria-describedby') ?? '')?.textContent)).toBe(
    'vous êtes la 2e main',
  );
  await openPanel(teacher, 'Personnes');
  expect(await teacher.page.locator('.hand-place').allInnerTexts()).toEqual(['1', '2']);
  const turn = tom.page.getByText('C’est à vous : votre main est la première').first().waitFor({ state: 'attached' });
  await button(teacher.page, 'Baisser la main de Inès').focus();
  await teacher.page.keyboard.press('Enter');
  await turn;
  // The line is gone, and with it the button that had the focus.
  await expect.poll(() => teacher.page.evaluate(() => document.activeElement?.textContent)).toBe('Mains levées');
  expect(await teacher.page.locator('.hand-place').allInnerTexts()).toEqual(['1']);
});

test('nothing went wrong in any page', () => {
  expect(lesson.everyone.flatMap(({ faults }) => faults)).toEqual([]);
});
