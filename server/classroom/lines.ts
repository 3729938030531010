import type { Direction } from '../protocol/media.ts';
import { holdsClass } from '../protocol/permissions.ts';
import type { Classroom } from './classroom.ts';
import type { Participant } from './participant.ts';

/** Nothing passes in these directions, or something does again: told to whose line it is and to those who hold the class. */
export const lineChanged = (classroom: Classroom, id: string, blocked: readonly Direction[]): void => {
  const person = classroom.people.get(id);
  if (!person || person.standing.at === 'waiting') return;
  const told = classroom.ids((one) => one.standing.at === 'present' && (one.id === id || holdsClass(one.role)));
  classroom.tell(told, 'member.changed', { id, blocked: [...blocked] });
};

/** What this person may know of that person's line: their own, and everybody's for those who hold the class. */
export const lineFor = (
  classroom: Classroom,
  person: Participant,
  { id }: Pick<Participant, 'id'>,
): { blocked?: Direction[] } => {
  if (id !== person.id && !holdsClass(person.role)) return {};
  const blocked = classroom.blockedOf(id);
  return blocked.length > 0 ? { blocked: [...blocked] } : {};
};

/** Somebody holds the class from now on. */
export const tellLines = (classroom: Classroom, person: Participant): void => {
  for (const { id } of classroom.people.values()) {
    const line = lineFor(classroom, person, { id });
    if (line.blocked) classroom.tell([person.id], 'member.changed', { id, ...line });
  }
};
