import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Card, Member, Role, Roster } from '#protocol/people.ts';
import type { NewsName } from '#protocol/news.ts';
import { cardHash, makeCard } from '../../client/crypto/card.ts';
import { newIdentity } from '../../client/crypto/identity.ts';
import { newSigningKeys } from '../../client/crypto/primitives.ts';
import { signRoster } from '../../client/crypto/roster.ts';
import { newClassSecret } from '../../client/crypto/secrets.ts';
import { panels as words } from '../../client/text/fr/panels.ts';
import { admit, depart } from '../../server/classroom/door.ts';
import { randomToken } from '../../server/identity/tokens.ts';
import {
  chatOf,
  classIdOf,
  classroomOf,
  HostileServer,
  isTrusting,
  isWarned,
  join,
  type Known,
  knock,
  leave,
  type Telling,
  type TellingOf,
  reads,
  teacherOf,
  write,
} from '../kit/hostile.ts';
import { inRoom, type Lesson, openLesson, openPanel } from '../kit/lesson.ts';

let hostile: HostileServer;
let lesson: Lesson;
let teacher: Known;
/** Gone after each test: the warnings that a page has shown stay. */
let guests: Known[] = [];
beforeAll(async () => {
  hostile = new HostileServer();
  lesson = await openLesson({ students: [] });
  teacher = await teacherOf(lesson);
});
afterEach(async () => {
  await leave(lesson, ...guests);
  guests = [];
});
afterAll(async () => {
  await lesson?.[Symbol.asyncDispose]();
  hostile[Symbol.dispose]();
});

const guest = async (name: string): Promise<Known> => {
  const person = await join(lesson, hostile, name);
  guests.push(person);
  return person;
};
const shown = (id: string, card: Card, role: Role = 'student'): Member => ({ id, role, card, away: false, grants: {}, sending: [] });
/** Tells one person something else whenever they are to be told this. */
const lieTo = <N extends NewsName>(to: Known, name: N, lie: (telling: TellingOf<N>) => readonly Telling[]): Disposable =>
  hostile.lie((telling) => (telling.to === to.id && telling.name === name ? lie(telling as TellingOf<N>) : [telling]));
const withholdFrom = (to: Known, name: NewsName): Disposable => lieTo(to, name, () => []);
/** To whom somebody has given their sender key. */
const keyedBy = ({ asked }: Known): string[] =>
  asked.flatMap(([name, input]) => (name === 'keys.send' ? (input as { boxes: { to: string }[] }).boxes.map(({ to }) => to) : []));
const impostors = ({ page }: Known) => page.getByRole('listitem').filter({ hasText: 'Non admis par l’enseignant' });

test('a participant whom the server invents is warned of, has no name and gets no key', async () => {
  const ada = await guest('Ada');
  const id = randomToken();
  const card = await makeCard(await newIdentity(), 'Mme Martin', newClassSecret(), { classId: classIdOf(lesson), id });
  hostile.tell(ada.id, 'member.joined', { member: shown(id, card, 'host') });
  hostile.tell(ada.id, 'keys.asked', { from: id });
  await isWarned(ada, 'ghost');
  await openPanel(ada, 'Personnes');
  await impostors(ada).first().waitFor();
  expect(await impostors(ada).filter({ hasText: /Martin|Enseignant(?! )/ }).count()).toBe(0);
  await write(ada, 'Qui est là ?');
  expect(keyedBy(ada)).toContain(teacher.id);
  expect(keyedBy(ada)).not.toContain(id);
  await isTrusting(teacher);
});

test('a former participant whom the server shows again gets nothing by their old card', async () => {
  const [ada, bea] = [await guest('Ada'), await guest('Béa')];
  const { card } = hostile.last('lobby.knocked');
  const classroom = await classroomOf(lesson);
  const rotated = hostile.next(({ to, name }) => to === ada.id && name === 'roster');
  depart(classroom, classroom.present(bea.id), 'left');
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
  const ada = await guest('Ada');
  const eve = await knock(lesson, hostile, 'Eve');
  guests.push(eve);
  const classroom = await classroomOf(lesson);
  const person = classroom.people.get(eve.id);
  if (person) admit(classroom, person);
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
    const eve = await knock(lesson, hostile, 'Eve');
    guests.push(eve);
    const classroom = await classroomOf(lesson);
    const roster = await lie(classroom.roster, eve, hostile.last('lobby.knocked').card);
    const person = classroom.people.get(eve.id);
    using _ = lieTo(eve, 'admitted', ({ to, name, news }) => [{ to, name, news: { snapshot: { ...news.snapshot, roster } } }]);
    if (person) admit(classroom, person);
    await inRoom(eve);
    await isWarned(eve, ...(at === 0 ? (['ghost'] as const) : (['roster', 'ghost'] as const)));
    await openPanel(eve, 'Personnes');
    await impostors(eve).filter({ hasText: 'Mme Martin' }).first().waitFor();
    expect(keyedBy(eve)).toEqual([]);
    await leave(lesson, eve);
  }
});

test('whom only the server calls a teacher is shown as none, and gets no message for the teacher', async () => {
  const [ada, bea] = [await guest('Ada'), await guest('Béa')];
  hostile.tell(ada.id, 'member.changed', { id: bea.id, role: 'host' });
  await openPanel(ada, 'Chat');
  await ada.page.getByLabel('Destinataire').selectOption({ index: 1 });
  await write(ada, 'Je n’ai rien compris');
  await reads(teacher, 'Je n’ai rien compris');
  const addressees = ada.asked.flatMap(([name, input]) => (name === 'chat.hosts' ? (input as { boxes: { to: string }[] }).boxes : []));
  expect(addressees.map(({ to }) => to)).toEqual([teacher.id]);
  await openPanel(ada, 'Personnes');
  expect(await ada.page.getByRole('listitem').filter({ hasText: 'Béa' }).filter({ hasText: 'Enseignant' }).count()).toBe(0);
});

test('the teacher’s browser lets nobody in because the server says that the lobby is off', async () => {
  const { state } = await classroomOf(lesson);
  const eve = await knock(lesson, hostile, 'Eve');
  guests.push(eve);
  const version = hostile.last('roster').version;
  hostile.tell(teacher.id, 'state', { ...state, lobby: false });
  // What the teacher does next is signed: an admission of Eve would be in it.
  const next = hostile.next(({ name }) => name === 'roster');
  const ada = await knock(lesson, hostile, 'Ada');
  guests.push(ada);
  await openPanel(teacher, 'Classe');
  await teacher.page.getByRole('button', { name: 'Admettre Ada' }).click();
  await inRoom(ada);
  await next;
  expect(hostile.last('roster').version).toBeGreaterThan(version);
  expect(hostile.last('roster').members.map(({ id }) => id)).not.toContain(eve.id);
  await eve.page.getByText('Salle d’attente').first().waitFor();
});

test('a register that the server signed, or an older one, is refused', async () => {
  const [ada, bea] = [await guest('Ada'), await guest('Béa')];
  const older = hostile.last('roster', ada.id);
  const { privateKey } = await newSigningKeys(false);
  const forged = await signRoster(privateKey, classIdOf(lesson), { ...older, version: older.version + 1 });
  hostile.tell(bea.id, 'roster', forged);
  await isWarned(bea, 'roster');
  const newer = hostile.next(({ to, name }) => to === ada.id && name === 'roster');
  await guest('Cléo');
  await newer;
  hostile.tell(ada.id, 'roster', older);
  await isWarned(ada, 'roster');
});

test('a key box that was for somebody else, from somebody else, or from before, is refused', async () => {
  const [ada, bea, cleo] = [await guest('Ada'), await guest('Béa'), await guest('Cléo')];
  const forBea = boxes(ada, bea).at(-1) ?? '';
  const fromAda = boxes(ada, cleo).at(-1) ?? '';
  hostile.tell(cleo.id, 'keys', { from: ada.id, box: forBea });
  await isWarned(cleo, 'key');
  hostile.tell(bea.id, 'keys', { from: teacher.id, box: forBea });
  await isWarned(bea, 'key');
  const dora = await guest('Dora');
  const first = boxes(ada, dora).at(-1) ?? '';
  expect(first).not.toBe(fromAda);
  const rotated = hostile.next(({ to, name, news }) => name === 'keys' && to === dora.id && (news as { from: string }).from === ada.id);
  await leave(lesson, cleo);
  await rotated;
  hostile.tell(dora.id, 'keys', { from: ada.id, box: first });
  await isWarned(dora, 'key');
  await write(ada, 'Avec la bonne clé');
  for (const person of [bea, dora]) await reads(person, 'Avec la bonne clé');
});

const boxes = (from: Known, to: Known): string[] =>
  hostile.due.flatMap((telling) =>
    telling.name === 'keys' && telling.to === to.id && telling.news.from === from.id ? [telling.news.box] : [],
  );

test('a key that the server exchanges for another leaves nothing to read', async () => {
  const ada = await guest('Ada');
  const first = { box: '' };
  const bea = await knock(lesson, hostile, 'Béa');
  guests.push(bea);
  using _ = lieTo(bea, 'keys', ({ to, name, news }) => {
    first.box ||= news.box;
    return [{ to, name, news: { from: news.from === ada.id ? teacher.id : ada.id, box: news.box } }];
  });
  await admitOne();
  await inRoom(bea);
  await write(ada, 'Personne ne doit lire ceci de travers');
  await reads(teacher, 'Personne ne doit lire ceci de travers');
  await isWarned(bea, 'key');
  expect(await chatOf(bea)).toEqual([]);
});

const admitOne = async (): Promise<void> => {
  await openPanel(teacher, 'Classe');
  await teacher.page.getByRole('button', { name: /^Admettre (?!tout)/ }).click();
};

test('a message is shown once, in order, and only from who wrote it', async () => {
  const [ada, bea, cleo] = [await guest('Ada'), await guest('Béa'), await guest('Cléo')];
  await write(ada, 'Un');
  for (const person of [bea, cleo]) await reads(person, 'Un');
  hostile.tell(bea.id, 'chat', hostile.last('chat', bea.id));
  await isWarned(bea, 'chat');
  expect(await chatOf(bea)).toEqual(['Un']);
  using _ = lieTo(cleo, 'chat', ({ to, name, news }) => [{ to, name, news: { ...news, from: bea.id } }]);
  await write(ada, 'Deux');
  await reads(bea, 'Deux');
  await isWarned(cleo, 'chat');
  expect(await chatOf(cleo)).toEqual(['Un']);
  await isTrusting(ada);
});

test('messages told in another order are not shown in it', async () => {
  const [ada, bea] = [await guest('Ada'), await guest('Béa')];
  const held: Telling[] = [];
  const holding = lieTo(bea, 'chat', (telling) => {
    held.push(telling);
    return [];
  });
  await write(ada, 'Premier');
  await write(ada, 'Second');
  await reads(teacher, 'Second');
  holding[Symbol.dispose]();
  for (const { news } of held.toReversed()) hostile.tell(bea.id, 'chat', news as TellingOf<'chat'>['news']);
  await reads(bea, 'Second');
  await isWarned(bea, 'chat');
  expect(await chatOf(bea)).toEqual(['Second']);
});

test('who is removed is given no key any more, and others are warned when the server hides the removal from them', async () => {
  const [ada, bea] = [await guest('Ada'), await guest('Béa')];
  using _left = withholdFrom(ada, 'member.left');
  using _roster = withholdFrom(ada, 'roster');
  const before = keyedBy(teacher).length;
  await ada.page.clock.install();
  await remove(bea, 'Béa');
  await bea.page.getByText('Vous avez été exclu de la classe').first().waitFor();
  expect(before).toBeGreaterThanOrEqual(0);
  await ada.page.clock.fastForward(61_000);
  await isWarned(ada, 'silent');
});

const remove = async (person: Known, name: string): Promise<void> => {
  const { page } = teacher;
  await openPanel(teacher, 'Personnes');
  await page.getByRole('button', { name: words.people.menu(name) }).click();
  await page.getByRole('button', { name: words.people.remove }).click();
  await page.getByRole('button', { name: words.people.removeConfirm, exact: true }).click();
  await person.page.getByText('Vous avez été exclu de la classe').first().waitFor();
};
