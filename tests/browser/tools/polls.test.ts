import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '../../kit/browser.ts';
import { admitAll, button, controls, inRoom, type Lesson, openLesson } from '../../kit/lesson.ts';

let lesson: Lesson;
let teacher: Visitor;
let pupils: readonly Visitor[];
let violations: string[];
beforeAll(async () => {
  violations = [];
  lesson = await openLesson({
    students: ['Inès', 'Tom', 'Zoé', 'Ali', 'Eva'],
    met: ({ page }) =>
      page.on('console', (message) => {
        if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
      }),
  });
  teacher = lesson.teacher;
  pupils = lesson.students;
});
afterAll(() => lesson[Symbol.asyncDispose]());

const openPolls = async (visitor: Visitor): Promise<void> => {
  const opener = controls(visitor).getByRole('button', { name: /^Sondages/ });
  if ((await opener.getAttribute('aria-expanded')) !== 'true') await opener.click();
};
const poll = (page: Page, question: string) => page.getByRole('article', { name: question });
const ask = async (question: string, { choices = 'Oui\nNon', anonymous = false } = {}): Promise<void> => {
  const { page } = teacher;
  await openPolls(teacher);
  await page.getByLabel('Question', { exact: true }).fill(question);
  await page.getByLabel('Choix, un par ligne').fill(choices);
  const box = page.getByRole('switch', { name: 'Anonyme' });
  if ((await box.isChecked()) !== anonymous) await box.click();
  await button(page, 'Lancer le sondage').click();
  await poll(page, question).waitFor();
};
const answer = async (visitor: Visitor, question: string, choice: string): Promise<void> => {
  await openPolls(visitor);
  const one = poll(visitor.page, question);
  await one.getByRole('radio', { name: choice }).check();
  await one.getByRole('button', { name: 'Répondre' }).click();
  await one.getByText(/^Réponse (envoyée|prête)/).waitFor();
};
const rows = (page: Page, question: string) =>
  poll(page, question).getByRole('table', { name: 'Résultat' }).locator('tbody tr').allInnerTexts();
const counts = async ({ page }: Visitor, question: string): Promise<string[]> =>
  (await rows(page, question)).map((row) => row.replaceAll(/\s+/g, ' '));

test('a poll with names: a pupil is called to it, the teacher reads who answered what, the class the result once it is shown', async () => {
  const question = 'Avez-vous compris ?';
  await ask(question);
  const [ines, tom, zoe] = pupils as [Visitor, Visitor, Visitor];
  await button(ines.page, 'Répondre au sondage').click();
  await answer(ines, question, 'Oui');
  await answer(tom, question, 'Oui');
  await answer(zoe, question, 'Non');
  const shown = poll(teacher.page, question);
  await shown.getByText('3 sur 5 élèves ont répondu').waitFor();
  await expect.poll(() => counts(teacher, question)).toEqual(['Oui 2 (67 %)', 'Non 1 (33 %)']);
  await shown.getByText('Qui a répondu quoi').click();
  await shown.getByRole('row', { name: 'Zoé Non' }).waitFor();
  await shown.getByRole('button', { name: 'Clore' }).click();
  await shown.getByRole('button', { name: 'Montrer le résultat à la classe' }).click();
  for (const one of [ines, zoe]) await expect.poll(() => counts(one, question)).toHaveLength(2);
  await expect.poll(() => counts(ines, question)).toEqual(['Oui votre choix 2 (67 %)', 'Non 1 (33 %)']);
});

test('an anonymous poll: everybody reads the same sum, and nobody more', async () => {
  const question = 'La leçon va-t-elle trop vite ?';
  await ask(question, { anonymous: true });
  for (const [index, one] of pupils.entries()) await answer(one, question, index === 0 ? 'Non' : 'Oui');
  await poll(teacher.page, question).getByRole('button', { name: 'Clore et compter' }).click();
  for (const one of [teacher, pupils[4]!])
    await expect
      .poll(async () => (await counts(one, question)).map((row) => row.replace(' votre choix', '')))
      .toEqual(['Oui 4 (80 %)', 'Non 1 (20 %)']);
  expect(await poll(teacher.page, question).getByText('Qui a répondu quoi').count()).toBe(0);
});

test('a quiz shows each pupil whether they were right, and the result goes to the chat and to the board', async () => {
  const question = 'Combien font 7 × 8 ?';
  await ask(question, { choices: '54\n* 56' });
  const [ines, tom] = pupils as [Visitor, Visitor];
  await answer(ines, question, '56');
  await answer(tom, question, '54');
  const shown = poll(teacher.page, question);
  await shown.getByText('2 sur 5 élèves ont répondu').waitFor();
  await shown.getByRole('button', { name: 'Clore' }).click();
  await shown.getByRole('button', { name: 'Montrer le résultat à la classe' }).click();
  await poll(ines.page, question).getByText('Bonne réponse !').waitFor();
  await poll(tom.page, question).getByText('Ce n’était pas cela.').waitFor();
  await shown.getByRole('button', { name: 'Poser sur le tableau' }).click();
  await ines.page.getByRole('region', { name: 'Tableau' }).waitFor();
  await expect.poll(() => ines.page.locator('.sheet-items summary').innerText()).toContain('1');
  await shown.getByRole('button', { name: 'Écrire dans le chat' }).click();
  await expect.poll(() => teacher.page.getByRole('textbox', { name: 'Votre message' }).inputValue()).toContain('56 : 1 (50 %)');
});

test('who comes late sees the poll that is running', async () => {
  const question = 'On continue ?';
  await ask(question);
  const late = await lesson.arrive('Noé');
  await admitAll(teacher, 1);
  await inRoom(late);
  await answer(late, question, 'Oui');
  await openPolls(teacher);
  await expect.poll(() => counts(teacher, question)).toEqual(['Oui 1 (100 %)', 'Non 0 (0 %)']);
});

test('several choices, a scale and an open answer, from questions that were pasted, with keys alone', async () => {
  const { page } = teacher;
  await openPolls(teacher);
  await page.getByText('Questions préparées').click();
  await page
    .getByLabel('Questions à ajouter')
    .fill('Lesquels revoir ?\n- Thalès\n- Pythagore\n#plusieurs\n\nÀ l’aise ?\n#échelle 5\n\nQuoi d’obscur ?');
  await page.getByRole('button', { name: 'Ajouter', exact: true }).press('Enter');
  for (const question of ['Lesquels revoir ?', 'À l’aise ?', 'Quoi d’obscur ?']) {
    await button(page, `Reprendre : ${question}`).press('Enter');
    await button(page, 'Lancer le sondage').press('Enter');
    await poll(page, question).waitFor();
  }
  const [ines] = pupils as [Visitor];
  await openPolls(ines);
  const of = (question: string) => poll(ines.page, question);
  const send = async (question: string) => {
    await of(question).getByRole('button', { name: 'Répondre' }).press('Enter');
    await of(question).getByText('Réponse envoyée').waitFor();
  };
  for (const choice of ['Thalès', 'Pythagore'])
    await of('Lesquels revoir ?').getByRole('checkbox', { name: choice }).press('Space');
  await send('Lesquels revoir ?');
  await of('À l’aise ?').getByRole('radio', { name: '4' }).press('Space');
  await send('À l’aise ?');
  await of('Quoi d’obscur ?').getByRole('textbox', { name: 'Votre réponse' }).fill('La réciproque');
  await send('Quoi d’obscur ?');
  await expect.poll(() => counts(teacher, 'Lesquels revoir ?')).toEqual(['Thalès 1 (100 %)', 'Pythagore 1 (100 %)']);
  await poll(page, 'À l’aise ?').getByText('Moyenne : 4').waitFor();
  await poll(page, 'Quoi d’obscur ?').getByRole('row', { name: 'Inès La réciproque' }).waitFor();
  await poll(page, 'Quoi d’obscur ?').getByRole('button', { name: 'Clore' }).press('Enter');
  const saving = page.waitForEvent('download');
  await poll(page, 'Quoi d’obscur ?').getByRole('button', { name: 'Enregistrer (CSV)' }).press('Enter');
  expect((await saving).suggestedFilename()).toBe('sondage.csv');
  await poll(page, 'Quoi d’obscur ?').getByRole('button', { name: 'Montrer le résultat à la classe' }).press('Enter');
  await poll(pupils[1]!.page, 'Quoi d’obscur ?').getByRole('listitem').filter({ hasText: 'La réciproque' }).waitFor();
});

test('nothing of it wants what the policy of the page forbids', () => {
  expect(violations).toEqual([]);
});
