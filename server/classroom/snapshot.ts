import type { GroupView } from '../protocol/group.ts';
import type { Snapshot } from '../protocol/snapshot.ts';
import type { Classroom } from './classroom.ts';
import { lineFor } from './lines.ts';
import { type Participant, memberOf } from './participant.ts';
import { slatesOf } from './slates/slates.ts';
import { holdsClass } from '../protocol/permissions.ts';

/** A state of a group. */
export type GroupPosition = { readonly group: string; readonly epoch: number };

/** What somebody needs of the group on coming in, who has it as it was `at` an epoch. */
const groupViewOf = ({ group }: Classroom, at?: GroupPosition): GroupView | null => {
  if (!group) return null;
  const { id, epoch, log, word } = group;
  const missed = at?.group === id ? epoch - at.epoch : Infinity;
  const commits = missed >= 0 && missed <= log.length ? log.slice(log.length - missed) : null;
  return { id, epoch, commits, word };
};

/**
 * What a participant sees on entering. Only those who hold the class see its lobby. `forgotten`: the server was started again since
 * they were here; `at`: how far they have followed the group.
 */
export const snapshotFor = (classroom: Classroom, person: Participant, forgotten: boolean, at?: GroupPosition): Snapshot => {
  const members = classroom.people.values().filter((other) => other.standing.at !== 'waiting');
  const waiting = holdsClass(person.role) ? classroom.people.values().filter((other) => other.standing.at === 'waiting') : [];
  return {
    members: Array.from(members, (member) => ({ ...memberOf(member), ...lineFor(classroom, person, member) })),
    waiting: Array.from(waiting, ({ id, card, keyPackage }) => ({ id, card, keyPackage })),
    state: classroom.state,
    tools: classroom.tools.snapshot(),
    slates: slatesOf(classroom),
    group: groupViewOf(classroom, at),
    forgotten,
  };
};
