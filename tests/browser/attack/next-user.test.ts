import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { browserStores } from '../../../server/disclosure/inventory.ts';
import { visit, type Visitor } from '../../kit/browser.ts';
import { admitAll, button, enterAs, growing, inRoom, type Lesson, openLesson, openPanel, turnOn } from '../../kit/lesson.ts';
import { pageLater, restoreTab, tabStorage, tracesIn } from '../../kit/traces.ts';

/** The next person who sits down at a school's shared computer. */
let lesson: Lesson;
beforeAll(async () => {
  lesson = await openLesson({ students: [] });
});
afterAll(() => lesson[Symbol.asyncDispose]());

const title = 'Physique, 2de B';
const graceSeconds = 91;
const openTheLink = 'Ouvrez le lien de la classe';

/** A pupil who has been let in. */
const pupil = async (name: string): Promise<Visitor> => {
  const visitor = await lesson.arrive(name);
  await visitor.page.getByText('Salle d’attente').first().waitFor();
  await admitAll(lesson.teacher, 1);
  await inRoom(visitor);
  return visitor;
};

const leave = async (page: Page): Promise<void> => {
  await button(page, /^Quitter/)
    .first()
    .click();
  await page.locator('dialog[open]').getByRole('button', { name: 'Quitter' }).click();
  await page.getByText('Vous avez quitté la classe').first().waitFor();
};

const secrets = () => {
  const [, id = '', secret = ''] = /\/c\/([\w-]+)#([\w-]+)$/.exec(lesson.link) ?? [];
  return { id, secret };
};

/** Settles after so long, in milliseconds of a page that may be slow itself. */
const after = (page: Page, ms: number): Promise<null> =>
  page.evaluate((long) => new Promise((pass) => setTimeout(() => pass(null), long)), ms);

/** Waits until nothing of the class can be found: it is erased after the last picture, not before. */
const nothingIn = async (page: Page, name: string): Promise<void> => {
  for (let patience = 10_000; ; patience *= 1.5) {
    // Databases close under the reader while the browser erases them; Chromium leaves some openings without any answer.
    const found = await Promise.race([tracesIn(page).catch(() => null), after(page, patience)]);
    if (!found) continue;
    const { address, state, title: shown, stored, text } = found;
    const { id, secret } = secrets();
    const readable = `${address} ${JSON.stringify(state)} ${shown} ${text}`;
    for (const word of [id, secret, name, title]) expect(readable).not.toContain(word);
    if (stored.every((what) => what === 'sessionStorage restored')) return;
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(next)));
  }
};

/** The link is asked for: there is no way in. */
const shutOut = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { name: openTheLink }).waitFor();
  expect(await page.getByLabel('Votre nom').count()).toBe(0);
};

test('during the class neither the address, the history nor the title says which class it is or how to enter', async () => {
  const ines = await pupil('Inès');
  for (const { page } of [ines, lesson.teacher]) {
    const { address, state, title: shown } = await tracesIn(page);
    expect(new URL(address).pathname).toBe('/c');
    expect(new URL(address).hash).toBe('');
    expect(state).toBeNull();
    expect(shown).toBe('Classe en cours – Ardoise');
  }
  await ines.context.close();
});

test('what a class keeps in a pupil’s browser while it runs cannot be read, by name or secret', async () => {
  const ines = await pupil('Inès');
  const { text } = await tracesIn(ines.page);
  for (const word of [secrets().id, secrets().secret, 'Inès', title]) expect(text).not.toContain(word);
  await ines.context.close();
});

test('everything that a pupil’s and a teacher’s browser hold during a class is declared in the inventory', async () => {
  const ines = await pupil('Inès');
  const found = async ({ page, context }: Visitor): Promise<string[]> => {
    const cookies = (await context.cookies()).map(({ name }) => `cookie ${name}`);
    return [...(await tracesIn(page)).stored, ...cookies].toSorted();
  };
  const tab = ['IndexedDB ardoise/tabs', 'sessionStorage ardoise-tab'];
  expect(await found(ines)).toEqual(tab);
  const teachers = await found(lesson.teacher);
  expect(teachers).toEqual(['IndexedDB ardoise-keyring/classes', 'IndexedDB ardoise/tabs', 'cookie ardoise', tab[1]]);
  expect(teachers.filter((what) => !(what in browserStores))).toEqual([]);
  await ines.context.close();
});

test('after “leave”: no name, no key, no link, no title, and neither reload nor “back” leads into the class', async () => {
  const tom = await pupil('Tom');
  await leave(tom.page);
  await nothingIn(tom.page, 'Tom');
  expect(await button(tom.page, 'Entrer à nouveau').count()).toBe(0);
  await tom.page.reload();
  await shutOut(tom.page);
  await tom.page.goto(lesson.origin);
  await tom.page.goBack();
  await shutOut(tom.page);
  await nothingIn(tom.page, 'Tom');
  await tom.context.close();
});

test('after a teacher left, reload and “back” make nobody the teacher (M5)', async () => {
  const colleague = await visit(lesson.browser);
  await colleague.page.goto(await hostLink());
  await enterAs(colleague, 'M. Petit');
  await inRoom(colleague);
  await leave(colleague.page);
  await nothingIn(colleague.page, 'M. Petit');
  await colleague.page.reload();
  await shutOut(colleague.page);
  await colleague.page.goto(lesson.origin);
  await colleague.page.goBack();
  await shutOut(colleague.page);
  await colleague.context.close();
});

test('a closed tab leaves nothing, once any page of the site is opened: the home page is enough (M6)', async () => {
  const zoe = await pupil('Zoé');
  await zoe.page.close();
  const page = await pageLater(zoe.context, graceSeconds);
  await page.goto(lesson.origin);
  await nothingIn(page, 'Zoé');
  await zoe.context.close();
});

test('after twelve hours without any page, the first one that is opened erases what was left', async () => {
  const lea = await pupil('Léa');
  await lea.page.close();
  const page = await pageLater(lea.context, 12 * 3_600);
  await page.goto(`${lesson.origin}/notice`);
  await nothingIn(page, 'Léa');
  await lea.context.close();
});

test('a home page that stays open erases what a tab closed beside it left', async () => {
  const max = await pupil('Max');
  const page = await max.context.newPage();
  await page.clock.install();
  await page.goto(lesson.origin);
  await max.page.close();
  await page.clock.fastForward(graceSeconds * 1_000);
  await nothingIn(page, 'Max');
  await max.context.close();
});

test('a tab that is restored later asks for the link, and one that crashed a moment ago comes back', async () => {
  const ali = await pupil('Ali');
  const kept = await tabStorage(ali.page);
  await ali.page.close();
  const soon = await ali.context.newPage();
  await restoreTab(soon, `${lesson.origin}/c`, kept);
  await inRoom({ ...ali, page: soon });
  const again = await tabStorage(soon);
  await soon.close();
  const late = await pageLater(ali.context, graceSeconds);
  await restoreTab(late, `${lesson.origin}/c`, again);
  await shutOut(late);
  await nothingIn(late, 'Ali');
  await ali.context.close();
});

test('who opens the link in the moment in which another tab has everything erased gets in all the same', async () => {
  const { page: leaving, context } = await visit(lesson.browser);
  await leaving.goto(lesson.origin);
  const page = await context.newPage();
  for (let round = 0; round < 5; round += 1) {
    const erasing = leaving.evaluate(async () => {
      for (let times = 0; times < 10; times += 1)
        await fetch('/api/leave', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    });
    await page.goto(lesson.link);
    await page.getByLabel('Votre nom').waitFor();
    await erasing;
  }
  await context.close();
});

test('the tab’s own storage is useless on another computer', async () => {
  const eva = await pupil('Eva');
  const kept = await tabStorage(eva.page);
  const stranger = await visit(lesson.browser);
  await restoreTab(stranger.page, `${lesson.origin}/c`, kept);
  await shutOut(stranger.page);
  await Promise.all([eva.context.close(), stranger.context.close()]);
});

test('a duplicated tab has the link and not the seat, and the first one is back in the class after a reload (F15)', async () => {
  const { teacher } = lesson;
  const noe = await pupil('Noé');
  const opening = noe.context.waitForEvent('page');
  await noe.page.evaluate(() => void window.open('/c'));
  const copy = await opening;
  await copy.getByLabel('Votre nom').waitFor();
  await copy.reload();
  await copy.getByLabel('Votre nom').waitFor();
  await noe.page.reload();
  await inRoom(noe);
  await turnOn(teacher, 'caméra', 'micro');
  await growing(noe);
  await noe.context.close();
});

test('who is refused at the door or removed leaves nothing in the browser', async () => {
  const { teacher } = lesson;
  const ugo = await lesson.arrive('Ugo');
  await openPanel(teacher, 'Classe');
  await button(teacher.page, 'Refuser Ugo').click();
  await ugo.page.getByText('Vous n’avez pas été admis').first().waitFor();
  await nothingIn(ugo.page, 'Ugo');
  const ida = await pupil('Ida');
  await openPanel(teacher, 'Personnes');
  await button(teacher.page, 'Agir sur Ida').click();
  await button(teacher.page, 'Exclure de la classe').first().click();
  await teacher.page.locator('dialog[open]').getByRole('button', { name: 'Exclure' }).click();
  await ida.page.getByText(/exclu/).first().waitFor();
  await nothingIn(ida.page, 'Ida');
  for (const { context } of [ugo, ida]) await context.close();
});

test('when the class is over nothing of it is left in a pupil’s browser', async () => {
  const { teacher } = lesson;
  const last = await pupil('Fin');
  await openPanel(teacher, 'Classe');
  await button(teacher.page, 'Terminer la classe pour tous').click();
  await teacher.page.locator('dialog[open]').getByRole('button', { name: 'Terminer pour tous' }).click();
  await last.page.getByText('La classe est terminée').first().waitFor();
  await nothingIn(last.page, 'Fin');
});

/** The teacher’s link of the class, as the home page shows it. */
const hostLink = async (): Promise<string> => {
  const home = await lesson.teacher.context.newPage();
  await home.goto(lesson.origin);
  await button(home, 'Lien d’enseignant').first().click();
  const link = await home.getByRole('textbox', { name: 'Lien d’enseignant de cette classe' }).inputValue();
  await home.close();
  return link;
};
