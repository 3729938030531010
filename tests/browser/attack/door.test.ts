import { expect, test } from 'vitest';
import type { ClassCharter } from '#protocol/http.ts';
import { sealCharter } from '../../../client/crypto/credentials/charter.ts';
import { newClassSecret, newHostKeys } from '../../../client/crypto/credentials/secrets.ts';
import { fr as home } from '../../../client/pages/home/text.fr.ts';
import { preflight } from '../../../client/text/fr/preflight.ts';
import { room } from '../../../client/text/fr/room.ts';
import { type Visitor, visit } from '../../kit/browser.ts';
import { classIdOf } from '../../kit/hostile.ts';
import { inRoom, type Lesson, openLesson, openPanel } from '../../kit/lesson.ts';

/** A newcomer before the class link is opened, and whether their page asks to enter. */
const newcomer = async (lesson: Lesson): Promise<Visitor & { asksToEnter: boolean }> => {
  const person = { ...(await visit(lesson.browser)), asksToEnter: false };
  person.page.on('request', (request) => (person.asksToEnter ||= request.url().endsWith('/tickets')));
  person.page.on('websocket', () => (person.asksToEnter = true));
  return person;
};

const isRefused = async (lesson: Lesson, person: Awaited<ReturnType<typeof newcomer>>, title: string): Promise<void> => {
  const { page } = person;
  await page.goto(lesson.link);
  await page.getByRole('heading', { name: title }).waitFor();
  expect(await page.getByLabel(preflight.name).count()).toBe(0);
  expect(await page.getByText('Physique, 2de B').count()).toBe(0);
  expect(person.asksToEnter).toBe(false);
};

/** The server shows another charter of the class that runs. */
const forge = (lesson: Lesson, charter: ClassCharter): void => {
  const record = lesson.server.app.directory.leaseOf(classIdOf(lesson));
  if (!record) throw new Error('the class does not run');
  Object.assign(record, { charter });
};

const text = { title: 'Physique, 2de B', rules: '', language: 'fr' } as const;

test('who has the link of an encrypted class does not enter one that the server shows without encryption', async () => {
  await using lesson = await openLesson({ students: [] });
  const charter = await sealCharter({ id: classIdOf(lesson), ...text }, newClassSecret(), await newHostKeys(), true);
  forge(lesson, charter);
  await isRefused(lesson, await newcomer(lesson), preflight.trouble.stripped.title);
});

test('nor one of another teacher’s key', async () => {
  await using lesson = await openLesson({ students: [] });
  const charter = await sealCharter({ id: classIdOf(lesson), ...text }, newClassSecret(), await newHostKeys(), false);
  forge(lesson, charter);
  await isRefused(lesson, await newcomer(lesson), preflight.trouble['wrong-key'].title);
});

test('a browser that cannot encrypt is told so, and what to do, before it asks to enter', async () => {
  await using lesson = await openLesson({ students: [] });
  const person = await newcomer(lesson);
  await person.context.addInitScript(() => Reflect.deleteProperty(window, 'RTCRtpScriptTransform'));
  await isRefused(lesson, person, preflight.unsupported.title);
  await person.page.getByText(preflight.unsupported.steps[0] ?? '').waitFor();
});

const settings = async ({ page }: { page: Visitor['page'] }) => page.getByText(home.form.more).click();

test('everybody is told before they enter that a class is not end-to-end encrypted, and sees it all along', async () => {
  const notEncrypted = async (page: Visitor['page']) => {
    await settings({ page });
    await page.getByRole('switch', { name: home.form.encrypted }).click();
    await page.getByRole('button', { name: home.form.plainConfirm }).click();
  };
  await using lesson = await openLesson({ students: [], prepare: notEncrypted });
  expect(new URL(lesson.link).hash).toBe('');
  const person = await newcomer(lesson);
  await person.page.goto(lesson.link);
  await person.page.getByText(preflight.plainDetail).waitFor();
  expect(person.asksToEnter).toBe(false);
  await person.page.getByLabel(preflight.name).fill('Inès');
  await person.page.getByRole('button', { name: preflight.enter }).click();
  await openPanel(lesson.teacher, 'Classe');
  await lesson.teacher.page.getByRole('button', { name: 'Admettre Inès' }).click();
  await inRoom(person);
  for (const { page } of [person, lesson.teacher]) {
    const shield = page.locator('.shield');
    for (const panel of ['Chat', 'Personnes'] as const) {
      await openPanel({ ...person, page }, panel);
      expect(await shield.isVisible()).toBe(true);
      expect(await shield.innerText()).toBe(room.shield.plain);
    }
  }
});

test('who has the link walks into a class that was made without a lobby, or whose teacher turns it off', async () => {
  const noLobby = async (page: Visitor['page']) => {
    await settings({ page });
    await page.getByRole('switch', { name: home.form.lobby }).click();
  };
  await using lesson = await openLesson({ students: [], prepare: noLobby });
  await inRoom(await lesson.arrive('Ada'));
  const lobby = lesson.teacher.page.getByRole('switch', { name: 'Salle d’attente' });
  await openPanel(lesson.teacher, 'Classe');
  await lobby.click();
  const bea = await lesson.arrive('Béa');
  await bea.page.getByText('Salle d’attente').first().waitFor();
  await lobby.click();
  await inRoom(bea);
});
