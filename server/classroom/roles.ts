import type { Role } from '../protocol/people.ts';
import type { Classroom } from './classroom.ts';
import { tellLines } from './lines.ts';
import { stopUnallowed } from './moderation.ts';
import type { Participant } from './participant.ts';
import { holdsClass } from '../protocol/permissions.ts';

/** Somebody has another role from now on: a host has signed it, and `by` brought it. */
export const takeRole = (classroom: Classroom, person: Participant, role: Role, by: string): void => {
  if (person.role === role) return;
  person.role = role;
  classroom.tellPresent('member.changed', { id: person.id, role });
  classroom.options.audience.renewSeat(person.id);
  classroom.options.record.roleChanged(role);
  if (holdsClass(role)) {
    tellLobby(classroom, person);
    tellLines(classroom, person);
  }
  classroom.hostsChanged();
  // It fails only with the media worker, whose streams are gone then.
  stopUnallowed(classroom, person, by).catch(() => {});
};

const tellLobby = (classroom: Classroom, person: Participant): void => {
  for (const { id, card, keyPackage, standing } of classroom.people.values()) {
    if (standing.at === 'waiting') classroom.tell([person.id], 'lobby.knocked', { id, card, keyPackage });
  }
};
