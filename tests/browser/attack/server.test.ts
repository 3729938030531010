import { expect, test } from 'vitest';
import type { Card, Member, Role } from '#protocol/people.ts';
import { cardHash, makeCard } from '../../../client/crypto/credentials/card.ts';
import { newIdentity } from '../../../client/crypto/credentials/identity.ts';
import { MlsGroup } from '../../../client/crypto/mls/group.ts';
import { newKeyPackage, readKeyPackage } from '../../../client/crypto/mls/leaf.ts';
import { signStaff } from '../../../client/crypto/mls/staff.ts';
import { hkdf, newSigningKeys } from '../../../client/crypto/base/primitives.ts';
import { newClassSecret } from '../../../client/crypto/credentials/secrets.ts';
import { depart } from '../../../server/classroom/door.ts';
import { randomToken } from '../../../server/identity/tokens.ts';
import { chatOf, classIdOf, hostileLesson, type Known, leave, letIn, noWelcome, reads, write } from '../../kit/hostile.ts';
import { keepKeys, keysOf } from '../../kit/keptKeys.ts';
import { inRoom, openPanel } from '../../kit/lesson.ts';
import { isTrusting, isWarned } from '../../kit/shield.ts';

const { stage, guest, knocker, classroom, told } = hostileLesson();

const shown = (id: string, card: Card, role: Role = 'student'): Member => ({
  id,
  role,
  card,
  away: false,
  grants: {},
  sending: [],
});
const impostors = ({ page }: Known) => page.getByRole('listitem').filter({ hasText: 'Non admis par l’enseignant' });

/** Everybody for whom this browser, one of `keepKeys`, has ever sealed sound and pictures. */
const sealsFor = async (person: Known): Promise<Set<string>> =>
  new Set((await keysOf(person)).flatMap(({ leaves }) => Array.from(leaves.keys())));

test('a participant whom the server invents is warned of, has no name, gets no key and reads nothing', async () => {
  const { hostile, lesson, teacher } = stage;
  const ada = await guest('Ada', keepKeys);
  const id = randomToken();
  const card = await makeCard(await newIdentity(), 'Mme Martin', newClassSecret(), { classId: classIdOf(lesson), id });
  hostile.tell(ada.id, 'member.joined', { member: shown(id, card, 'host') });
  await isWarned(ada, 'ghost');
  await openPanel(ada, 'Personnes');
  await impostors(ada).first().waitFor();
  expect(
    await impostors(ada)
      .filter({ hasText: /Martin|Enseignant(?! )/ })
      .count(),
  ).toBe(0);
  await write(ada, 'Qui est là ?');
  await reads(teacher, 'Qui est là ?');
  expect(await sealsFor(ada)).toEqual(new Set([ada.id, teacher.id]));
  await isTrusting(teacher);
});

test('a former participant whom the server shows again gets nothing by their old card', async () => {
  const { hostile, teacher } = stage;
  const [ada, bea] = [await guest('Ada', keepKeys), await guest('Béa')];
  const { card } = hostile.last('lobby.knocked');
  const room = await classroom();
  const taken = told(ada, 'group.commit');
  depart(room, room.present(bea.id), 'left');
  await taken;
  hostile.tell(ada.id, 'member.joined', { member: shown(bea.id, card) });
  await isWarned(ada, 'ghost');
  await write(ada, 'Es-tu encore là ?');
  await reads(teacher, 'Es-tu encore là ?');
  expect(Array.from((await keysOf(ada)).at(-1)?.leaves.keys() ?? [])).not.toContain(bea.id);
  await isTrusting(teacher);
});

test('who is let in by the server without the host reads nothing, and is not read', async () => {
  const { lesson, teacher } = stage;
  const ada = await guest('Ada', keepKeys);
  const eve = await knocker('Eve', keepKeys);
  await letIn(lesson, eve);
  await inRoom(eve);
  await write(ada, 'La réponse est douze');
  await reads(teacher, 'La réponse est douze');
  await isWarned(eve, 'group', 'ghost');
  await isWarned(ada, 'ghost');
  expect(await chatOf(eve)).toEqual([]);
  expect(await keysOf(eve)).toEqual([]);
  expect(await sealsFor(ada)).not.toContain(eve.id);
  await openPanel(ada, 'Personnes');
  await impostors(ada).first().waitFor();
  await leave(lesson, eve);
  await isTrusting(teacher);
});

/** The way into a group that the server itself founded, with a host key and a link of its own. */
const ownWelcome = async (keyPackage: string): Promise<string> => {
  const { lesson } = stage;
  const identity = await newIdentity();
  const { privateKey } = await newSigningKeys(false);
  const id = randomToken();
  const card = await makeCard(identity, 'Mme Martin', newClassSecret(), { classId: classIdOf(lesson), id });
  const pair = await newKeyPackage({ id, card: await cardHash(card) }, identity);
  const staff = [{ id, key: card.verify, role: 'host' as const }];
  const list = (group: Uint8Array) => signStaff(privateKey, classIdOf(lesson), group, { seq: 1, open: false, staff });
  const group = await MlsGroup.found(pair, list, await hkdf(newClassSecret(), 'group', 32));
  const added = readKeyPackage(keyPackage);
  const { welcome } = await group.commit({ add: added ? [added] : [] });
  if (welcome === null) throw new Error('no welcome');
  return welcome;
};

test('who is let in without a way into the group, or with one that the server made up, trusts nobody', async () => {
  const { hostile, lesson } = stage;
  const welcomes = [() => null, () => noWelcome, ({ keyPackage }: { keyPackage: string }) => ownWelcome(keyPackage)];
  for (const makeUp of welcomes) {
    const eve = await knocker('Eve', keepKeys);
    const welcome = await makeUp(hostile.last('lobby.knocked'));
    await letIn(lesson, eve, welcome);
    await inRoom(eve);
    await isWarned(eve, ...(welcome === null ? (['ghost'] as const) : (['group', 'ghost'] as const)));
    await openPanel(eve, 'Personnes');
    await impostors(eve).filter({ hasText: 'Mme Martin' }).first().waitFor();
    expect(await keysOf(eve)).toEqual([]);
    await leave(lesson, eve);
  }
});

test('whom only the server calls a teacher is shown as none, and gets no message for the teacher', async () => {
  const { hostile, teacher } = stage;
  const [ada, bea] = [await guest('Ada'), await guest('Béa')];
  hostile.tell(ada.id, 'member.changed', { id: bea.id, role: 'host' });
  await openPanel(ada, 'Chat');
  await ada.page.getByLabel('Destinataire').selectOption({ index: 1 });
  await write(ada, 'Je n’ai rien compris');
  await reads(teacher, 'Je n’ai rien compris');
  const addressees = ada.asked.flatMap(([name, input]) =>
    name === 'chat.hosts' ? (input as { boxes: { to: string }[] }).boxes : [],
  );
  expect(addressees.map(({ to }) => to)).toEqual([teacher.id]);
  await openPanel(ada, 'Personnes');
  expect(await ada.page.getByRole('listitem').filter({ hasText: 'Béa' }).filter({ hasText: 'Enseignant' }).count()).toBe(0);
});

test('the teacher’s browser lets nobody in because the server says that the lobby is off', async () => {
  const { hostile, teacher } = stage;
  const bea = await guest('Béa');
  const { state } = await classroom();
  const eve = await knocker('Eve');
  hostile.tell(teacher.id, 'state', { ...state, lobby: false });
  // What the teacher does next goes by the same queue: an admission of Eve would be in it, or before it.
  const next = told(bea, 'group.commit');
  const ada = await knocker('Ada');
  await openPanel(teacher, 'Classe');
  await teacher.page.getByRole('button', { name: 'Admettre Ada' }).click();
  await inRoom(ada);
  await next;
  const joined = hostile.due.flatMap((telling) => (telling.name === 'group.commit' ? (telling.news.joined ?? []) : []));
  expect(joined.map(({ id }) => id)).toContain(ada.id);
  expect(joined.map(({ id }) => id)).not.toContain(eve.id);
  await eve.page.getByText('Salle d’attente').first().waitFor();
});

test('a change of the class that the server made up is refused, and so is a welcome or a word of it', async () => {
  const { hostile } = stage;
  const [ada, bea, cleo] = [await guest('Ada'), await guest('Béa'), await guest('Cléo')];
  const { word } = hostile.last('group.commit', ada.id);
  if (!word) throw new Error('no word');
  hostile.tell(ada.id, 'group.welcome', { welcome: noWelcome, word: null });
  await isWarned(ada, 'group');
  hostile.tell(bea.id, 'group.word', { word: { ...word, epoch: word.epoch + 1 } });
  await isWarned(bea, 'fork');
  hostile.tell(cleo.id, 'group.founded', { word: { ...word, group: randomToken() } });
  await isWarned(cleo, 'fork');
  await write(ada, 'Nous sommes toujours là');
  for (const person of [bea, cleo]) await reads(person, 'Nous sommes toujours là');
});

test('what was told before changes nothing when it is told again', async () => {
  const { hostile, teacher } = stage;
  const ada = await guest('Ada', keepKeys);
  await guest('Béa');
  const admission = hostile.last('group.commit', ada.id);
  const [bea] = admission.joined ?? [];
  if (!bea || !admission.word) throw new Error('nobody was admitted');
  const removal = told(ada, 'group.commit');
  const room = await classroom();
  depart(room, room.present(bea.id), 'left');
  await removal;
  hostile.tell(ada.id, 'group.commit', admission);
  hostile.tell(ada.id, 'group.word', { word: admission.word });
  hostile.tell(ada.id, 'group.founded', { word: admission.word });
  await isWarned(ada, 'ghost');
  await write(ada, 'Béa n’est plus là');
  await reads(teacher, 'Béa n’est plus là');
  expect(Array.from((await keysOf(ada)).at(-1)?.leaves.keys() ?? []).toSorted()).toEqual([ada.id, teacher.id].toSorted());
  hostile.tell(ada.id, 'member.left', { id: bea.id, reason: 'left' });
  await isTrusting(ada);
});
