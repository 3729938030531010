import type { Classroom } from './classroom.ts';

/** The worker died: nobody sends any more. Whoever is here or waits opens again; who only reads begins anew on entering. */
export const mediaLost = (classroom: Classroom): void => {
  for (const person of classroom.people.values()) {
    if (person.sending.size === 0) continue;
    person.sending.clear();
    classroom.tellPresent('member.changed', { id: person.id, sending: [] });
  }
  classroom.early.endAll();
  const connected = classroom.ids(({ standing }) => standing.at !== 'away');
  classroom.tell(connected, 'media.lost', {});
};
