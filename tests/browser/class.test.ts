import { afterAll, beforeAll, expect, test } from 'vitest';
import { button, growing, type Lesson, openLesson, openPanel, turnOn } from '../kit/lesson.ts';

let lesson: Lesson;
beforeAll(async () => {
  lesson = await openLesson();
});
afterAll(() => lesson[Symbol.asyncDispose]());

test('camera and microphone are off until one turns them on', async () => {
  for (const { page } of lesson.everyone) {
    await button(page, 'Allumer le micro').first().waitFor();
    await button(page, 'Allumer la caméra').first().waitFor();
  }
});

test('a teacher and two students see and hear each other', async () => {
  for (const person of lesson.everyone) await turnOn(person, 'micro', 'caméra');
  await Promise.all(lesson.everyone.map((person) => growing(person)));
});

test('everybody reads the same safety words', async () => {
  const words = await Promise.all(
    lesson.everyone.map(async ({ page }) => {
      await page.getByText('Chiffrée de bout en bout').first().click();
      await page.getByRole('button', { name: 'Afficher les mots' }).click();
      await page.locator('.safety-code small').waitFor();
      const said = await page.locator('.safety-code').innerText();
      await page.keyboard.press('Escape');
      return said;
    }),
  );
  expect(words[0]).toMatch(/^(\S+\s+){6}pour 3 personnes/);
  expect(new Set(words).size).toBe(1);
});

test('what is written to all is read by all, and to the teacher by the teacher alone', async () => {
  const { teacher, students } = lesson;
  const [ines, tom] = students;
  if (!ines || !tom) throw new Error('two students');
  for (const person of lesson.everyone) await openPanel(person, 'Chat');
  await write(ines.page, 'Bonjour à tous');
  for (const { page } of [teacher, tom]) await page.getByText('Bonjour à tous').waitFor();
  await ines.page.getByLabel('Destinataire').selectOption({ index: 1 });
  await write(ines.page, 'Je n’ai pas compris');
  await teacher.page.getByText('Je n’ai pas compris').waitFor();
  await ines.page.getByLabel('Destinataire').selectOption({ index: 0 });
  await write(ines.page, 'Merci');
  await tom.page.getByText('Merci').waitFor();
  expect(await tom.page.getByText('Je n’ai pas compris').count()).toBe(0);
});

const write = async (page: Lesson['teacher']['page'], text: string): Promise<void> => {
  await page.getByRole('textbox').last().fill(text);
  await page.keyboard.press('Enter');
};

test('raised hands come in their order and the teacher lowers them all', async () => {
  const { teacher, students } = lesson;
  for (const { page } of students.toReversed()) await button(page, 'Lever la main').first().click();
  await openPanel(teacher, 'Personnes');
  await teacher.page
    .getByRole('button', { name: /Baisser la main de/ })
    .nth(1)
    .waitFor();
  const lowers = await teacher.page.getByRole('button', { name: /Baisser la main de/ }).allInnerTexts();
  expect(lowers).toHaveLength(2);
  await button(teacher.page, 'Baisser toutes les mains').click();
  for (const { page } of students) await button(page, 'Lever la main').first().waitFor();
});

test('nothing went wrong in any page', () => {
  expect(lesson.everyone.map(({ faults }) => faults)).toEqual([[], [], []]);
});
