import type { GroupCommit, GroupFound, GroupPackage, HostWord } from '../protocol/group.ts';
import type { Role } from '../protocol/people.ts';
import { admit, welcomeOf } from './door.ts';
import type { Classroom } from './classroom.ts';
import { exclude } from './moderation.ts';
import { type Participant, memberOf } from './participant.ts';
import type { CheckedCommit, GroupFacts } from './ports.ts';
import { Refusal } from '../protocol/refusal.ts';
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
const peopleOf = (classroom: Classroom, members: readonly (string | null)[]): readonly (Participant | null)[] =>
  members.map((id) => (id === null ? null : (classroom.people.get(id) ?? null)));

/**
 * Takes a commit from a browser that holds the class. It is the act of admission, of removal and of giving roles: who waits and is
 * added comes in, who is removed for good is told so. Refuses with `conflict` when another came first, `invalid` when it is
 * not a genuine commit of its sender, `forbidden` when it does more than the sender may, `full` when it admits too many.
 */
export const takeCommit = (classroom: Classroom, actor: Participant, input: GroupCommit): void => {
  requireStaff(actor);
  const { group } = classroom;
  if (!group) throw new Refusal('conflict');
  const { welcome, excluded = [] } = input;
  const checked = classroom.options.groups.commit(group, actor, input);
  requireAllowed(classroom, actor, checked, excluded);
  const admitted = checked.added.flatMap((id) => {
    const person = classroom.people.get(id);
    return person?.standing.at === 'waiting' ? [person] : [];
  });
  const inside = classroom.ids(({ standing }) => standing.at !== 'waiting').length;
  if (admitted.length > 0 && inside + admitted.length > classroom.options.capacity) throw new Refusal('full');
  if (admitted.length > 0 && welcome === undefined) throw new Refusal('invalid');
  const word = input.word ?? group.word;
  classroom.group = { ...checked.facts, log: trimmed([...group.log, input.commit]), word };
  takeRoles(classroom, checked.facts.staff, actor.id);
  const before = classroom.ids(({ id, standing }) => standing.at === 'present' && id !== actor.id);
  const again = checked.added.filter((id) => before.includes(id));
  for (const person of admitted) admit(classroom, person);
  for (const person of admitted)
    classroom.tell([person.id], 'admitted', { ...welcomeOf(classroom, person), welcome: welcome ?? '' });
  const joined = admitted.map(memberOf);
  classroom.tell(
    before.filter((id) => !again.includes(id)),
    'group.commit',
    { commit: input.commit, ...(input.word && { word: input.word }), ...(joined.length > 0 && { joined }) },
  );
  for (const member of joined) classroom.tell([actor.id, ...again], 'member.joined', { member });
  if (welcome !== undefined) classroom.tell(again, 'group.welcome', { welcome, word });
  exclude(
    classroom,
    excluded.flatMap((id) => classroom.people.get(id) ?? []),
  );
};

/**
 * Only who is removed can be excluded, and nobody who is host; a co-host changes no roles and removes nobody who holds the
 * class.
 */
const requireAllowed = (classroom: Classroom, actor: Participant, checked: CheckedCommit, excluded: readonly string[]): void => {
  if (!excluded.every((id) => checked.removed.includes(id))) throw new Refusal('invalid');
  const excludes = excluded.every((id) => mayModerate(actor.role, 'remove', classroom.people.get(id)?.role));
  const removesStaff = checked.removed.some((id) => checked.facts.staff.has(id));
  const changes = actor.role === 'host' || !(checked.newStaff || removesStaff);
  if (!excludes || !changes) throw new Refusal('forbidden');
};

const takeRoles = (classroom: Classroom, staff: ReadonlyMap<string, Role>, by: string): void => {
  for (const person of classroom.people.values()) {
    // A host is one by the proof at the door.
    if (person.role !== 'host') takeRole(classroom, person, staff.get(person.id) === 'cohost' ? 'cohost' : 'student', by);
  }
};

/** A host's browser founds the group, founds it anew, or brings it back. Refuses with `forbidden` or `invalid`. */
export const foundGroup = (classroom: Classroom, actor: Participant, input: GroupFound): void => {
  if (actor.role !== 'host') throw new Refusal('forbidden');
  const facts = classroom.options.groups.found(actor, input, peopleOf(classroom, input.members));
  const former = classroom.group;
  const same = former?.id === facts.id;
  if (same && former.epoch !== facts.epoch) throw new Refusal('conflict');
  classroom.group = { ...facts, log: same ? former.log : [], word: input.word };
  takeRoles(classroom, facts.staff, actor.id);
  const { welcome, word } = input;
  const others = classroom.ids(({ id, standing }) => standing.at === 'present' && id !== actor.id);
  const welcomed = welcome === undefined ? [] : others.filter((id) => input.members.includes(id));
  classroom.tell(welcomed, 'group.welcome', { welcome: welcome ?? '', word });
  classroom.tell(
    others.filter((id) => !welcomed.includes(id)),
    'group.founded',
    { word },
  );
};

/** A host's fresh word for the group as it is. Refuses with `conflict` when it is for another state. */
export const giveWord = (classroom: Classroom, actor: Participant, word: HostWord): void => {
  if (actor.role !== 'host') throw new Refusal('forbidden');
  const { group } = classroom;
  if (group?.id !== word.group || group.epoch !== word.epoch) throw new Refusal('conflict');
  if (!classroom.options.groups.word(word)) throw new Refusal('invalid');
  classroom.group = { ...group, word };
  classroom.tellPresent('group.word', { word }, actor.id);
};

/** Takes a fresh key package of somebody, and tells those who hold the class when its owner wants to be added. */
export const takePackage = (classroom: Classroom, actor: Participant, { wants, ...input }: GroupPackage): void => {
  actor.keyPackage = input.keyPackage;
  if (!wants) return;
  const { id } = actor;
  classroom.tell(
    classroom.ids((person) => person.id !== id && person.standing.at === 'present' && mayModerate(person.role, 'admit')),
    'group.stray',
    { id, ...input },
  );
};

/** The key packages of everybody in the class. */
export const packagesOf = (classroom: Classroom, actor: Participant) => {
  if (actor.role !== 'host') throw new Refusal('forbidden');
  const inside = classroom.people.values().filter(({ standing }) => standing.at !== 'waiting');
  return { packages: Array.from(inside, ({ id, keyPackage }) => ({ id, keyPackage })) };
};
