import type { Classroom } from './classroom.ts';

/** The worker died: nobody sends any more. Whoever is here or waits opens again; who only reads begins anew on entering. */
export const mediaLost = (room: Classroom): void => {
  for (const person of room.people.values()) {
    if (person.sending.size === 0) continue;
    person.sending.clear();
    room.tellPresent('member.changed', { id: person.id, sending: [] });
  }
  room.early.endAll();
  const connected = room.ids(({ standing }) => standing.at !== 'away');
  room.tell(connected, 'media.lost', {});
};
