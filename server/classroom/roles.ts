import type { Role } from '../protocol/people.ts';
import type { Classroom } from './classroom.ts';
import { stopUnallowed } from './moderation.ts';
import type { Participant } from './participant.ts';
import { holdsClass } from '../protocol/permissions.ts';

/** Somebody has another role from now on: a host has signed it, and `by` brought it. */
export const takeRole = (room: Classroom, person: Participant, role: Role, by: string): void => {
  if (person.role === role) return;
  person.role = role;
  room.tellPresent('member.changed', { id: person.id, role });
  room.options.audience.renewSeat(person.id);
  room.options.record.roleChanged(role);
  if (holdsClass(role)) tellLobby(room, person);
  room.hostsChanged();
  // It fails only with the media worker, whose streams are gone then.
  stopUnallowed(room, person, by).catch(() => {});
};

const tellLobby = (room: Classroom, person: Participant): void => {
  for (const { id, card, keyPackage, standing } of room.people.values()) {
    if (standing.at === 'waiting') room.tell([person.id], 'lobby.knocked', { id, card, keyPackage });
  }
};
