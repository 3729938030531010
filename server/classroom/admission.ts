import type { Classroom } from './classroom.ts';
import { depart } from './door.ts';
import type { Participant } from './participant.ts';
import { Refusal } from '../protocol/refusal.ts';
import { requireAct } from './rights.ts';

// Who waits is let in by a commit to the group (`group.ts`): there is no message for it.

/** Sends somebody in the lobby away. They may knock again in a minute. */
export const refuse = (classroom: Classroom, actor: Participant, id: string): void => {
  requireAct(actor, 'refuse');
  const person = classroom.people.get(id);
  if (person?.standing.at !== 'waiting') throw new Refusal('not-found');
  classroom.lobby.refused({ id, from: person.standing.from });
  depart(classroom, person, 'refused');
};

/** Sends everybody in the lobby away. */
export const refuseAll = (classroom: Classroom, actor: Participant): void => {
  requireAct(actor, 'refuse');
  for (const id of classroom.ids((person) => person.standing.at === 'waiting')) refuse(classroom, actor, id);
};
