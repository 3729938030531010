import { expect, test } from 'vitest';
import type { Card, Member, Role, Roster } from '#protocol/people.ts';
import { cardHash, makeCard } from '../../client/crypto/card.ts';
import { newIdentity } from '../../client/crypto/identity.ts';
import { newSigningKeys } from '../../client/crypto/primitives.ts';
import { signRoster } from '../../client/crypto/roster.ts';
import { newClassSecret } from '../../client/crypto/secrets.ts';
import { depart } from '../../server/classroom/door.ts';
import { randomToken } from '../../server/identity/tokens.ts';
import { chatOf, classIdOf, hostileLesson, keyedBy, type Known, leave, letIn, reads, write } from '../kit/hostile.ts';
import { inRoom, openPanel } from '../kit/lesson.ts';
import { isTrusting, isWarned } from '../kit/shield.ts';

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

test('a participant whom the server invents is warned of, has no name and gets no key', async () => {
  const { hostile, lesson, teacher } = stage;
  const ada = await guest('Ada');
  const id = randomToken();
  const card = await makeCard(await newIdentity(), 'Mme Martin', newClassSecret(), { classId: classIdOf(lesson), id });
  hostile.tell(ada.id, 'member.joined', { member: shown(id, card, 'host') });
  hostile.tell(ada.id, 'keys.asked', { from: id });
  await isWarned(ada, 'ghost');
  await openPanel(ada, 'Personnes');
  await impostors(ada).first().waitFor();
  expect(
    await impostors(ada)
      .filter({ hasText: /Martin|Enseignant(?! )/ })
      .count(),
  ).toBe(0);
  await write(ada, 'Qui est là ?');
  expect(keyedBy(ada)).toContain(teacher.id);
  expect(keyedBy(ada)).not.toContain(id);
  await isTrusting(teacher);
});

test('a former participant whom the server shows again gets nothing by their old card', async () => {
  const { hostile, teacher } = stage;
  const [ada, bea] = [await guest('Ada'), await guest('Béa')];
  const { card } = hostile.last('lobby.knocked');
  const room = await classroom();
  const rotated = told(ada, 'roster');
  depart(room, room.present(bea.id), 'left');
  await rotated;
  const given = keyedBy(ada).filter((to) => to === bea.id).length;
  hostile.tell(ada.id, 'member.joined', { member: shown(bea.id, card) });
  hostile.tell(ada.id, 'keys.asked', { from: bea.id });
  await isWarned(ada, 'ghost');
  await write(ada, 'Es-tu encore là ?');
  expect(keyedBy(ada).filter((to) => to === bea.id)).toHaveLength(given);
  await isTrusting(teacher);
});

test('who is let in by the server without the host reads nothing, and is not read', async () => {
  const { lesson, teacher } = stage;
  const ada = await guest('Ada');
  const eve = await knocker('Eve');
  const room = await classroom();
  const person = room.people.get(eve.id);
  if (person) letIn(room, person);
  await inRoom(eve);
  await write(ada, 'La réponse est douze');
  await reads(teacher, 'La réponse est douze');
  await isWarned(eve, 'roster', 'ghost');
  await isWarned(ada, 'ghost');
  expect(await chatOf(eve)).toEqual([]);
  expect(keyedBy(eve)).toEqual([]);
  expect(keyedBy(ada)).not.toContain(eve.id);
  await leave(lesson, eve);
  await isTrusting(teacher);
});

test('who is let in without any register, or with one that the server signed, trusts nobody', async () => {
  const { hostile, lesson } = stage;
  const lies: ((honest: Roster | null, eve: Known, card: Card) => Promise<Roster | null>)[] = [
    async () => null,
    async (honest, eve, card) => {
      if (!honest) throw new Error('no register');
      const members = [...honest.members, { id: eve.id, card: await cardHash(card), role: 'student' as const, slot: 99 }];
      const { privateKey } = await newSigningKeys(false);
      return signRoster(privateKey, classIdOf(lesson), { ...honest, version: honest.version + 1, members });
    },
  ];
  for (const [at, lie] of lies.entries()) {
    const eve = await knocker('Eve');
    const room = await classroom();
    const roster = await lie(room.roster, eve, hostile.last('lobby.knocked').card);
    const person = room.people.get(eve.id);
    using _ = hostile.lieTo(eve, 'admitted', ({ to, name, news }) => [
      { to, name, news: { ...news, snapshot: { ...news.snapshot, roster } } },
    ]);
    if (person) letIn(room, person);
    await inRoom(eve);
    await isWarned(eve, ...(at === 0 ? (['ghost'] as const) : (['roster', 'ghost'] as const)));
    await openPanel(eve, 'Personnes');
    await impostors(eve).filter({ hasText: 'Mme Martin' }).first().waitFor();
    expect(keyedBy(eve)).toEqual([]);
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
  const { state } = await classroom();
  const eve = await knocker('Eve');
  const version = hostile.last('roster').version;
  hostile.tell(teacher.id, 'state', { ...state, lobby: false });
  // What the teacher does next is signed: an admission of Eve would be in it.
  const next = hostile.next(({ name }) => name === 'roster');
  const ada = await knocker('Ada');
  await openPanel(teacher, 'Classe');
  await teacher.page.getByRole('button', { name: 'Admettre Ada' }).click();
  await inRoom(ada);
  await next;
  expect(hostile.last('roster').version).toBeGreaterThan(version);
  expect(hostile.last('roster').members.map(({ id }) => id)).not.toContain(eve.id);
  await eve.page.getByText('Salle d’attente').first().waitFor();
});

test('a register that the server signed, or an older one, is refused', async () => {
  const { hostile, lesson } = stage;
  const [ada, bea] = [await guest('Ada'), await guest('Béa')];
  const older = hostile.last('roster', ada.id);
  const { privateKey } = await newSigningKeys(false);
  const forged = await signRoster(privateKey, classIdOf(lesson), { ...older, version: older.version + 1 });
  hostile.tell(bea.id, 'roster', forged);
  await isWarned(bea, 'roster');
  const newer = told(ada, 'roster');
  await guest('Cléo');
  await newer;
  hostile.tell(ada.id, 'roster', older);
  await isWarned(ada, 'roster');
});
