import type { LeaveReason } from '../protocol/codes.ts';
import type { Source } from '../protocol/media.ts';
import type { Card, Grants, Member, Role } from '../protocol/people.ts';

/**
 * Where a participant is; `deadline` ends the state by the clock, of the lobby at `until` (milliseconds since 1970;
 * null while no host is there). In the lobby with a place there, which is shared by where people come `from`.
 */
export type Standing =
  | {
      readonly at: 'waiting';
      readonly deadline: Disposable;
      readonly until: number | null;
      readonly place: Disposable;
      readonly from: string;
    }
  | { readonly at: 'present' }
  | { readonly at: 'away'; readonly deadline: Disposable };

/** A person in the class or its lobby, for one visit. A socket is not a person: it may be away and come back. */
export type Participant = {
  readonly id: string;
  role: Role;
  card: Card;
  /** With which a host's browser adds them to the group (base64url). */
  keyPackage: string;
  grants: Grants;
  standing: Standing;
  readonly sending: Map<Source, { paused: boolean }>;
};

/** Somebody who leaves the class or its lobby, and why. */
export type Leaver = { readonly person: Participant; readonly reason: LeaveReason };

/** Ends the deadline of the present standing and takes the new one. */
export const stand = (person: Participant, standing: Standing): void => {
  const former = person.standing;
  if (former.at !== 'present') former.deadline[Symbol.dispose]();
  const keepsPlace = former.at === 'waiting' && standing.at === 'waiting' && standing.place === former.place;
  if (former.at === 'waiting' && !keepsPlace) former.place[Symbol.dispose]();
  person.standing = standing;
};

export const sendingOf = (person: Participant): Member['sending'] =>
  Array.from(person.sending, ([source, { paused }]) => ({ source, paused }));

/** What the others are told of a participant. */
export const memberOf = (person: Participant): Member => ({
  id: person.id,
  role: person.role,
  card: person.card,
  away: person.standing.at === 'away',
  grants: person.grants,
  sending: sendingOf(person),
});
