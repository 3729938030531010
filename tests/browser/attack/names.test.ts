import { expect, test } from 'vitest';
import { codes } from '../../../client/text/fr/codes.ts';
import { panels } from '../../../client/text/fr/panels.ts';
import { preflight } from '../../../client/text/fr/preflight.ts';
import { room } from '../../../client/text/fr/room.ts';
import { type Visitor, visit } from '../../kit/browser.ts';
import { hostileLesson, type Known, reads, write } from '../../kit/hostile.ts';
import { announcing, button, controls, openPanel, teacherName } from '../../kit/lesson.ts';

const { stage, guest, knocker } = hostileLesson();

const cyrillic = 'Мmе Маrtin';
const asTeacher = room.sameName.holds(teacherName);
const lobbyRow = ({ page }: Visitor, name: string) =>
  page.locator('.person-line', { hasText: panels.manage.refuse }).filter({ hasText: name });

/** A browser that seals this name into its card, whatever its form says. */
const sealing =
  (name: string) =>
  ({ context }: Visitor): Promise<unknown> =>
    context.addInitScript((forged) => {
      const { encode } = TextEncoder.prototype;
      TextEncoder.prototype.encode = function (text) {
        return encode.call(this, text === 'Innocent' ? forged : text);
      };
    }, name);

test.each([['the same', teacherName] as const, ['one with Cyrillic letters', cyrillic] as const])(
  'who knocks under the teacher’s name, %s, is announced and listed with a warning, and not admitted with all others',
  async (_which, name) => {
    const { teacher } = stage;
    await openPanel(teacher, 'Classe');
    let double: Known | null = null;
    await announcing([teacher], `${name} ${'attend d’entrer'}${asTeacher}`, async () => (double = await knocker(name)));
    await lobbyRow(teacher, name).getByText(asTeacher).waitFor();
    await knocker('Inès');
    await knocker('Tom');
    await button(teacher.page, panels.manage.admitAll).click();
    await lobbyRow(teacher, 'Inès').waitFor({ state: 'detached' });
    await lobbyRow(teacher, name).getByText(asTeacher).waitFor();
    expect(await controls(double!).count()).toBe(0);
  },
);

test('a pupil under the teacher’s name is not taken for the teacher in tiles, list and chat, and the teacher is', async () => {
  const { teacher } = stage;
  const [ada, double] = [await guest('Ada'), await guest(cyrillic)];
  const tile = (name: string) =>
    ada.page.locator('.tile').filter({ has: ada.page.locator('bdi').getByText(name, { exact: true }) });
  await tile(cyrillic).locator('.tile-warning').getByText(asTeacher).waitFor();
  await tile(teacherName).locator('.tile-name').getByText(codes.roles.host).waitFor();
  expect(await tile(cyrillic).getByText(codes.roles.host).count()).toBe(0);
  await openPanel(ada, 'Personnes');
  const row = (name: string) => ada.page.locator('.people .person-name').filter({ hasText: new RegExp(`^${name}`) });
  await row(cyrillic).getByText(asTeacher).waitFor();
  await row(teacherName).getByText(codes.roles.host).waitFor();
  await write(double, 'Le devoir est annulé');
  await write(teacher, 'Non, il reste pour lundi');
  await reads(ada, 'Non, il reste pour lundi');
  const line = (words: string) => ada.page.locator('.chat-line').filter({ hasText: words });
  await line('annulé').getByText(asTeacher).waitFor();
  expect(await line('annulé').getByText(codes.roles.host, { exact: true }).count()).toBe(0);
  await line('lundi').getByText(codes.roles.host, { exact: true }).waitFor();
  expect(await line('lundi').locator('.same-name').count()).toBe(0);
});

test('a server that calls a pupil the teacher puts no teacher’s tag on them', async () => {
  const { hostile } = stage;
  const [ada, bea] = [await guest('Ada'), await guest('Béa')];
  hostile.tell(ada.id, 'member.changed', { id: bea.id, role: 'host' });
  await write(bea, 'Je suis la prof');
  await reads(ada, 'Je suis la prof');
  const line = ada.page.locator('.chat-line').filter({ hasText: 'Je suis la prof' });
  expect(await line.getByText(codes.roles.host, { exact: true }).count()).toBe(0);
});

test('two pupils of one name are both told apart from each other', async () => {
  const { teacher } = stage;
  await guest('Léa');
  await guest('Lea');
  await openPanel(teacher, 'Personnes');
  for (const name of ['Léa', 'Lea']) await teacher.page.locator('.people').getByText(room.sameName.student(name)).waitFor();
});

test.each([
  ['empty', ''],
  ['of nothing to see', '\u200b'],
  ['of a blank letter', '\u3164'],
  ['with a zero-width sign', 'Mme\u200b Martin'],
  ['that runs the other way', 'Mme \u202enitraM'],
  ['of two lines', 'Mme Martin\nEnseignant'],
  ['that is not NFKC', 'Ｍme Martin'],
  ['of sixty-one signs', 'a'.repeat(61)],
])('a browser that comes under a name %s is somebody unknown, whom nobody can admit', async (_kind, name) => {
  const { teacher } = stage;
  await openPanel(teacher, 'Classe');
  await knocker('Innocent', sealing(name));
  const row = lobbyRow(teacher, panels.manage.unproven);
  await row.waitFor();
  expect(await row.getByRole('button', { name: /^Admettre/ }).count()).toBe(0);
});

test('a browser that comes under another name than its form’s is who it says, if that is a name', async () => {
  const { teacher } = stage;
  await openPanel(teacher, 'Classe');
  await knocker('Innocent', sealing('Zoé'));
  await button(teacher.page, panels.manage.admitName('Zoé')).waitFor();
});

test('the entry form says what is wrong with a name, and loses nothing that one sees of it', async () => {
  const { page, context } = await visit(stage.lesson.browser);
  await page.goto(stage.lesson.link);
  const box = page.getByLabel(preflight.name);
  const enter = async (name: string) => {
    await box.fill(name);
    await button(page, preflight.enter).click();
    return page.locator('.enter [role=alert]').innerText();
  };
  expect(await enter('\u200b')).toBe(preflight.nameFaults.blank);
  expect(await enter('a'.repeat(62))).toBe(preflight.nameFaults.long(2));
  expect(await box.inputValue()).toBe('a'.repeat(62));
  expect(await enter('In\u200bès \u202e')).toBe(preflight.nameFaults.signs);
  expect(await box.inputValue()).toBe('Inès');
  await button(page, preflight.enter).click();
  await page.getByText('Salle d’attente').first().waitFor();
  await context.close();
});
