import { afterAll, beforeAll, expect, test } from 'vitest';
import { devicesOn, stepMs } from '../kit/browser.ts';
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
    expect(await devicesOn(page)).toEqual([]);
  }
  const [ines] = lesson.students;
  await turnOn(ines!, 'caméra');
  await expect.poll(() => devicesOn(ines!.page), { timeout: stepMs }).toEqual(['video']);
  await button(ines!.page, 'Éteindre la caméra').first().click();
  await expect.poll(() => devicesOn(ines!.page), { timeout: stepMs }).toEqual([]);
});

test('a teacher and two students see and hear each other', async () => {
  for (const person of lesson.everyone) await turnOn(person, 'micro', 'caméra');
  await Promise.all(lesson.everyone.map((person) => growing(person, { people: 2 })));
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
  await openPanel(teacher, 'Personnes');
  const raised = ['Tom', 'Inès'];
  for (const [index, { page }] of students.toReversed().entries()) {
    await button(page, 'Lever la main').first().click();
    await button(teacher.page, `Baisser la main de ${raised[index]}`).waitFor();
  }
  expect(await teacher.page.locator('.hands bdi').allInnerTexts()).toEqual(raised);
  await button(teacher.page, 'Baisser toutes les mains').click();
  for (const { page } of students) await button(page, 'Lever la main').first().waitFor();
});

test('nothing went wrong in any page', () => {
  expect(lesson.everyone.map(({ faults }) => faults)).toEqual([[], [], []]);
});
