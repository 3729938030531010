import { added } from '../privacy/erasing.ts';
import type { Counts } from '../privacy/journal.ts';
import type { Classroom } from './classroom.ts';
import type { Participant } from './participant.ts';

/** What each field of a participant is in the ledger. A field that nobody declared here does not compile. */
const ofPerson: { readonly [F in keyof Participant]: (value: Participant[F]) => Counts } = {
  id: () => ({ participantId: 1 }),
  card: () => ({ card: 1 }),
  // Presented with the card.
  keyPackage: () => ({}),
  role: () => ({ presence: 1 }),
  // Part of the same item as the role.
  grants: () => ({}),
  standing: ({ at }) => (at === 'waiting' ? { lobbyPlace: 1 } : at === 'away' ? { awaySeat: 1 } : {}),
  sending: (streams) => ({ stream: streams.size }),
};

type DataOf<T> = { [F in keyof T as T[F] extends (...args: never[]) => unknown ? never : F]: T[F] };
type Kept = DataOf<Classroom>;

/** The same for a class as a whole. */
const ofClass: { readonly [F in keyof Kept]: (value: Kept[F], classroom: Classroom) => Counts } = {
  people: (people) => added(...Array.from(people.values(), heldOf)),
  departed: ({ size }) => ({ departure: size, participantId: size }),
  group: (group) => ({ group: group?.leaves.filter((leaf) => leaf !== null).length ?? 0 }),
  // Identifiers of people who are counted above. What a tool holds is not here: it counts itself.
  state: () => ({}),
  media: (_media, { mediaHeld }) => ({ mediaParameters: mediaHeld.size }),
  mediaHeld: () => ({}),
  options: ({ audience }, { open }) => ({ address: audience.size, classroomId: open ? 1 : 0, classRecord: open ? 1 : 0 }),
  open: () => ({}),
  hostHere: () => ({}),
  early: ({ size }) => ({ participantId: size, address: size, earlyLine: size }),
  // Its places are counted with the people who wait.
  lobby: ({ refusals }) => ({ lobbyRefusal: refusals }),
  tools: (tools) => tools.held(),
  glimpses: ({ size }) => ({ content: size }),
  slates: ({ authors }) => ({ slate: authors.length }),
  files: ({ authors }) => ({ sharedFile: authors.length }),
};

/** What is held of one participant, by item of the ledger. */
export function heldOf(person: Participant): Counts {
  const count = <F extends keyof Participant>(field: F): Counts => ofPerson[field](person[field]);
  return added(...(Object.keys(ofPerson) as (keyof Participant)[]).map(count));
}

/** What a class holds now, by item of the ledger. */
export const heldIn = (classroom: Classroom): Counts => {
  const count = <F extends keyof Kept>(field: F): Counts => ofClass[field](classroom[field] as Kept[F], classroom);
  return added(...(Object.keys(ofClass) as (keyof Kept)[]).map(count));
};
