import type { LeaveReason } from '../protocol/codes.ts';
import type { Card } from '../protocol/people.ts';
import type { Classroom } from './classroom.ts';
import { type Participant, memberOf, stand } from './participant.ts';
import { Refusal } from './refusal.ts';

/** Who comes in: given by the ticket. `returning` holds a seat of this class from before. */
export type Newcomer = { readonly id: string; readonly role: 'host' | 'student'; readonly returning: boolean };

/** `forgotten`: the seat is older than the class's memory, because the server restarted. */
export type Entry = { readonly phase: 'waiting' } | { readonly phase: 'present'; readonly forgotten: boolean };

/**
 * A person comes in with a ticket: hosts and returning seats at once, others to the lobby, whose door a host's browser
 * opens by publishing a roster. Refuses with `ended`, `removed`, `locked` or `full`.
 */
export const enter = (room: Classroom, newcomer: Newcomer, card: Card): Entry => {
  if (!room.open) throw new Refusal('ended');
  if (room.departed.get(newcomer.id) === 'removed') throw new Refusal('removed');
  const known = room.people.get(newcomer.id);
  if (known) return comeBack(room, known, card);
  const direct = newcomer.role === 'host' || (newcomer.returning && !room.departed.has(newcomer.id));
  if (newcomer.role !== 'host') refuseAtTheDoor(room, direct);
  room.departed.delete(newcomer.id);
  const { id, role } = newcomer;
  const person: Participant = { id, role, card, grants: {}, sending: new Map(), standing: { at: 'present' } };
  room.people.set(id, person);
  if (direct) arrive(room, person);
  else wait(room, person);
  return direct ? { phase: 'present', forgotten: newcomer.returning } : { phase: 'waiting' };
};

const lobbyCapacity = 60;

const refuseAtTheDoor = (room: Classroom, returning: boolean): void => {
  const waiting = room.ids((person) => person.standing.at === 'waiting').length;
  if (room.people.size - waiting >= room.options.capacity || waiting >= lobbyCapacity) throw new Refusal('full');
  if (!returning && (room.state.locked || room.state.hostDeadline !== null)) throw new Refusal('locked');
};

const arrive = (room: Classroom, person: Participant): void => {
  room.options.audience.renewSeat(person.id);
  room.tellPresent('member.joined', { member: memberOf(person) }, person.id);
  room.hostsChanged();
};

const wait = (room: Classroom, person: Participant): void => {
  const deadline = room.options.clock.after(room.options.lobbyPatience, () => depart(room, person, 'lost'));
  stand(person, { at: 'waiting', deadline });
  room.tellHosts('lobby.knocked', { id: person.id, card: person.card });
};

const comeBack = (room: Classroom, person: Participant, card: Card): Entry => {
  const newCard = JSON.stringify(card) !== JSON.stringify(person.card);
  person.card = card;
  if (person.standing.at === 'waiting') {
    wait(room, person);
    return { phase: 'waiting' };
  }
  stand(person, { at: 'present' });
  room.dropMedia(person);
  room.tellPresent('member.changed', { id: person.id, away: false, sending: [], ...(newCard && { card }) }, person.id);
  room.options.audience.renewSeat(person.id);
  room.hostsChanged();
  return { phase: 'present', forgotten: false };
};

/** Lets somebody in from the lobby. */
export const admit = (room: Classroom, person: Participant): void => {
  stand(person, { at: 'present' });
  room.options.audience.renewSeat(person.id);
  room.tell([person.id], 'admitted', { snapshot: room.snapshotFor(person, false) });
  room.tellPresent('member.joined', { member: memberOf(person) }, person.id);
};

/** The connection is cut: who was in the lobby has left, who was in the class is away and may come back. */
export const disconnected = (room: Classroom, id: string): void => {
  const person = room.people.get(id);
  if (!person || person.standing.at === 'away') return;
  if (person.standing.at === 'waiting') return depart(room, person, 'left');
  const deadline = room.options.clock.after(room.options.seatGrace, () => depart(room, person, 'lost'));
  stand(person, { at: 'away', deadline });
  room.dropMedia(person);
  room.tellPresent('member.changed', { id, away: true, sending: [] });
  room.hostsChanged();
};

/** Takes a person out, for the reason given, and closes their connection. */
export const depart = (room: Classroom, person: Participant, reason: LeaveReason): void => {
  const { id } = person;
  const wasIn = person.standing.at !== 'waiting';
  stand(person, { at: 'present' });
  room.people.delete(id);
  if (wasIn) room.departed.set(id, reason);
  room.dropMedia(person);
  if (wasIn) room.tellPresent('member.left', { id, reason });
  else room.tellHosts('lobby.left', { id });
  room.options.audience.dismiss(id, reason);
  const { state } = room;
  if (state.hands.includes(id) || state.spotlight === id) {
    state.hands = state.hands.filter((other) => other !== id);
    if (state.spotlight === id) state.spotlight = null;
    room.stateChanged();
  }
  room.hostsChanged();
  if (room.people.size === 0) void room.close('ended');
};
