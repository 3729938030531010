import type { GroupCommit, GroupFound, GroupPackage, HostWord } from '../protocol/group.ts';
import type { Role } from '../protocol/people.ts';
import { admit, depart, welcomeOf } from './door.ts';
import type { Classroom } from './classroom.ts';
import { type Participant, memberOf } from './participant.ts';
import type { CheckedCommit, GroupFacts } from './ports.ts';
import { Refusal } from './refusal.ts';
import { mayModerate } from './rights.ts';
import { takeRole } from './roles.ts';

/** The lesson's group, as far as its handshake shows it. */
export type LessonGroup = GroupFacts & {
  /** The last commits, oldest first, the last of which made the present epoch: for who was cut off. */
  readonly log: readonly string[];
  readonly word: HostWord | null;
};

/** So many commits are kept for who was cut off, and so many characters of them: who missed more is added anew. */
const logMax = { commits: 200, letters: 400_000 };

const trimmed = (log: readonly string[]): readonly string[] => {
  let letters = 0;
  const kept = log.toReversed().filter((commit, at) => at < logMax.commits && (letters += commit.length) <= logMax.letters);
  return kept.toReversed();
};

const requireStaff = (actor: Participant): void => {
  if (!mayModerate(actor.role, 'admit')) throw new Refusal('forbidden');
};

/** The members' cards by leaf: whose signature counts there. */
const peopleOf = (room: Classroom, members: readonly (string | null)[]): readonly (Participant | null)[] =>
  members.map((id) => (id === null ? null : (room.people.get(id) ?? null)));

/**
 * Takes a commit from a browser that holds the class. It is the act of admission, of removal and of giving roles: who waits and is
 * added comes in, who is removed for good is told so. Refuses with `conflict` when another came first, `invalid` when it is
 * not a genuine commit of its sender, `forbidden` when it does more than the sender may, `full` when it admits too many.
 */
export const takeCommit = (room: Classroom, actor: Participant, input: GroupCommit): void => {
  requireStaff(actor);
  const { group } = room;
  if (!group) throw new Refusal('conflict');
  const { welcome, excluded = [] } = input;
  const checked = room.options.groups.commit(group, actor, input);
  requireAllowed(room, actor, checked, excluded);
  const admitted = checked.added.flatMap((id) => {
    const person = room.people.get(id);
    return person?.standing.at === 'waiting' ? [person] : [];
  });
  const inside = room.ids(({ standing }) => standing.at !== 'waiting').length;
  if (admitted.length > 0 && inside + admitted.length > room.options.capacity) throw new Refusal('full');
  if (admitted.length > 0 && welcome === undefined) throw new Refusal('invalid');
  const word = input.word ?? group.word;
  room.group = { ...checked.facts, log: trimmed([...group.log, input.commit]), word };
  takeRoles(room, checked.facts.staff, actor.id);
  const before = room.ids(({ id, standing }) => standing.at === 'present' && id !== actor.id);
  const again = checked.added.filter((id) => before.includes(id));
  for (const person of admitted) admit(room, person);
  for (const person of admitted) room.tell([person.id], 'admitted', { ...welcomeOf(room, person), welcome: welcome ?? '' });
  const joined = admitted.map(memberOf);
  room.tell(
    before.filter((id) => !again.includes(id)),
    'group.commit',
    { commit: input.commit, ...(input.word && { word: input.word }), ...(joined.length > 0 && { joined }) },
  );
  for (const member of joined) room.tell([actor.id, ...again], 'member.joined', { member });
  if (welcome !== undefined) room.tell(again, 'group.welcome', { welcome, word });
  exclude(room, excluded);
};

/**
 * Only who is removed can be excluded, and nobody who is host; a co-host changes no roles and removes nobody who holds the
 * class.
 */
const requireAllowed = (room: Classroom, actor: Participant, checked: CheckedCommit, excluded: readonly string[]): void => {
  if (!excluded.every((id) => checked.removed.includes(id))) throw new Refusal('invalid');
  const excludes = excluded.every((id) => mayModerate(actor.role, 'remove', room.people.get(id)?.role));
  const removesStaff = checked.removed.some((id) => checked.facts.staff.has(id));
  const changes = actor.role === 'host' || !(checked.newStaff || removesStaff);
  if (!excludes || !changes) throw new Refusal('forbidden');
};

/** Out for good: seats of before are worth nothing, and the others get new ones. */
const exclude = (room: Classroom, ids: readonly string[]): void => {
  const people = ids.flatMap((id) => room.people.get(id) ?? []);
  if (people.length === 0) return;
  room.options.record.revokeSeats();
  for (const person of people) depart(room, person, 'removed');
  for (const other of room.ids((member) => member.standing.at === 'present')) room.options.audience.renewSeat(other);
};

const takeRoles = (room: Classroom, staff: ReadonlyMap<string, Role>, by: string): void => {
  for (const person of room.people.values()) {
    // A host is one by the proof at the door.
    if (person.role !== 'host') takeRole(room, person, staff.get(person.id) === 'cohost' ? 'cohost' : 'student', by);
  }
};

/** A host's browser founds the group, founds it anew, or brings it back. Refuses with `forbidden` or `invalid`. */
export const foundGroup = (room: Classroom, actor: Participant, input: GroupFound): void => {
  if (actor.role !== 'host') throw new Refusal('forbidden');
  const facts = room.options.groups.found(actor, input, peopleOf(room, input.members));
  const former = room.group;
  const same = former?.id === facts.id;
  if (same && former.epoch !== facts.epoch) throw new Refusal('conflict');
  room.group = { ...facts, log: same ? former.log : [], word: input.word };
  takeRoles(room, facts.staff, actor.id);
  const { welcome, word } = input;
  const others = room.ids(({ id, standing }) => standing.at === 'present' && id !== actor.id);
  const welcomed = welcome === undefined ? [] : others.filter((id) => input.members.includes(id));
  room.tell(welcomed, 'group.welcome', { welcome: welcome ?? '', word });
  room.tell(
    others.filter((id) => !welcomed.includes(id)),
    'group.founded',
    { word },
  );
};

/** A host's fresh word for the group as it is. Refuses with `conflict` when it is for another state. */
export const giveWord = (room: Classroom, actor: Participant, word: HostWord): void => {
  if (actor.role !== 'host') throw new Refusal('forbidden');
  const { group } = room;
  if (group?.id !== word.group || group.epoch !== word.epoch) throw new Refusal('conflict');
  if (!room.options.groups.word(word)) throw new Refusal('invalid');
  room.group = { ...group, word };
  room.tellPresent('group.word', { word }, actor.id);
};

/** Takes a fresh key package of somebody, and tells those who hold the class when its owner wants to be added. */
export const takePackage = (room: Classroom, actor: Participant, { wants, ...input }: GroupPackage): void => {
  actor.keyPackage = input.keyPackage;
  if (!wants) return;
  const { id } = actor;
  room.tell(
    room.ids((person) => person.id !== id && person.standing.at === 'present' && mayModerate(person.role, 'admit')),
    'group.stray',
    { id, ...input },
  );
};

/** The key packages of everybody in the class. */
export const packagesOf = (room: Classroom, actor: Participant) => {
  if (actor.role !== 'host') throw new Refusal('forbidden');
  const inside = room.people.values().filter(({ standing }) => standing.at !== 'waiting');
  return { packages: Array.from(inside, ({ id, keyPackage }) => ({ id, keyPackage })) };
};
