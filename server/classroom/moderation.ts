import type { Source } from '../protocol/media.ts';
import { rightNames } from '../protocol/rights.ts';
import type { RequestInput } from '../protocol/requests.ts';
import type { Classroom } from './classroom.ts';
import { depart } from './door.ts';
import { type Participant, sendingOf } from './participant.ts';
import { Refusal } from '../protocol/refusal.ts';
import { mayDo } from '../protocol/permissions.ts';
import { requireAct, rightFor } from './rights.ts';

/** Changes lobby, lock, calm, rights or spotlight; what students send without a right any more is stopped at once. */
export const setClass = async (classroom: Classroom, actor: Participant, input: RequestInput<'class.set'>): Promise<void> => {
  requireAct(actor, 'set');
  if (input.spotlight) classroom.member(input.spotlight);
  const { state } = classroom;
  state.lobby = input.lobby ?? state.lobby;
  state.locked = input.locked ?? state.locked;
  state.calm = input.calm ?? state.calm;
  if (input.spotlight !== undefined) state.spotlight = input.spotlight;
  for (const right of rightNames) state.rights = { ...state.rights, [right]: input.rights?.[right] ?? state.rights[right] };
  classroom.tools.rightsChanged();
  classroom.stateChanged();
  await Promise.all(Array.from(classroom.people.values(), (person) => stopUnallowed(classroom, person, actor.id)));
};

/** Hands over or withdraws rights of one student. */
export const grant = async (classroom: Classroom, actor: Participant, input: RequestInput<'person.grant'>): Promise<void> => {
  const person = classroom.member(input.id);
  requireAct(actor, 'grant', person);
  person.grants = { ...person.grants, ...input.grants };
  classroom.tellPresent('member.changed', { id: person.id, grants: person.grants });
  classroom.tools.rightsChanged();
  await stopUnallowed(classroom, person, actor.id);
};

/** Ends what somebody sends without the right to. */
export const stopUnallowed = async (classroom: Classroom, person: Participant, by: string): Promise<void> => {
  const unallowed = Array.from(person.sending.keys()).filter((source) => !mayDo(person, rightFor[source], classroom.state));
  await Promise.all(unallowed.map((source) => stopStream(classroom, person, source, by)));
};

const stopStream = async (classroom: Classroom, person: Participant, source: Source, by: string): Promise<void> => {
  person.sending.delete(source);
  classroom.tell([person.id], 'stopped', { source, by });
  classroom.tellPresent('member.changed', { id: person.id, sending: sendingOf(person) });
  (await classroom.media).stop(person.id, source);
};

/** Stops one stream of somebody. Nobody can start one for another. */
export const stop = async (classroom: Classroom, actor: Participant, input: RequestInput<'person.stop'>): Promise<void> => {
  const person = classroom.member(input.id);
  requireAct(actor, 'stop', person);
  if (!person.sending.has(input.source)) throw new Refusal('not-found');
  await stopStream(classroom, person, input.source, actor.id);
};

/** Asks somebody to turn something on; they decide. */
export const ask = (classroom: Classroom, actor: Participant, input: RequestInput<'person.ask'>): void => {
  const person = classroom.member(input.id);
  requireAct(actor, 'ask', person);
  classroom.tell([person.id], 'asked', { source: input.source, by: actor.id });
};

/**
 * Takes out somebody who is shown in the class and not in its group, for good. Who is in the group is removed by a commit:
 * refuses with `conflict`.
 */
export const remove = (classroom: Classroom, actor: Participant, id: string): void => {
  const person = classroom.member(id);
  requireAct(actor, 'remove', person);
  if (classroom.group?.leaves.some((leaf) => leaf?.id === id)) throw new Refusal('conflict');
  exclude(classroom, [person]);
};

/**
 * Out for good: seats of before are worth nothing, and the others get new ones. Who has the link may knock as somebody new, so the
 * lobby goes on with it, and everybody is told before anybody can knock.
 */
export const exclude = (classroom: Classroom, people: readonly Participant[]): void => {
  if (people.length === 0) return;
  classroom.options.record.revokeSeats();
  for (const person of people) depart(classroom, person, 'removed');
  for (const other of classroom.ids((member) => member.standing.at === 'present')) classroom.options.audience.renewSeat(other);
  if (classroom.state.lobby) return;
  classroom.state.lobby = true;
  classroom.tellPresent('state', classroom.state);
};

export const endClass = (classroom: Classroom, actor: Participant): void => {
  requireAct(actor, 'end');
  void classroom.close('ended');
};
