import type { Source } from '../protocol/media.ts';
import type { Classroom } from './classroom.ts';
import { sendingOf } from './participant.ts';
import { holdsClass } from '../protocol/permissions.ts';

/** The media has stopped a stream that weighed far too much: its sender turns it off, and the hosts learn whose it was. */
export const stopExcess = (classroom: Classroom, id: string, source: Source): void => {
  const person = classroom.people.get(id);
  if (!person?.sending.delete(source)) return;
  classroom.tellPresent('member.changed', { id, sending: sendingOf(person) });
  const hosts = classroom.ids((one) => one.standing.at === 'present' && holdsClass(one.role));
  classroom.tell(new Set([id, ...hosts]), 'exceeded', { id, source });
};
