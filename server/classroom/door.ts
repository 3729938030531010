import type { LeaveReason } from '../protocol/codes.ts';
import type { Card } from '../protocol/people.ts';
import type { Snapshot } from '../protocol/snapshot.ts';
import type { Classroom } from './classroom.ts';
import { type Participant, memberOf, stand } from './participant.ts';
import { Refusal } from './refusal.ts';
import { snapshotFor } from './snapshot.ts';

/**
 * Who comes in: given by the ticket. `returning` holds a seat of this class from before. `from`: a mark of where they come
 * from, by which the lobby is shared.
 */
export type Newcomer = {
  readonly id: string;
  readonly role: 'host' | 'student';
  readonly returning: boolean;
  readonly from: string;
};

/** How somebody presents themselves: to the people, and to the group. */
export type Introduction = { readonly card: Card; readonly keyPackage: string };

/** `forgotten`: the seat is older than the class's memory, because the server restarted. Who left this lesson knows of none. */
export type Entry = { readonly phase: 'waiting' } | { readonly phase: 'present'; readonly forgotten: boolean };

/**
 * A person comes in with a ticket: hosts and returning seats at once, others to the lobby, whose door a host's browser
 * opens by adding them to the group. Refuses with `ended`, `removed`, `locked`, `host-away`,
 * `full`, and from the lobby `refused` or `too-often`.
 */
export const enter = (room: Classroom, newcomer: Newcomer, introduction: Introduction): Entry => {
  if (!room.open) throw new Refusal('ended');
  if (room.departed.get(newcomer.id) === 'removed') throw new Refusal('removed');
  const known = room.people.get(newcomer.id);
  if (known?.standing.at === 'waiting' && newcomer.role === 'host') unwait(room, known);
  else if (known) return comeBack(room, known, newcomer.role, introduction);
  const left = room.departed.has(newcomer.id);
  const direct = newcomer.role === 'host' || (newcomer.returning && !left);
  refuseAtTheDoor(room, newcomer.role, direct);
  const { id, role, from } = newcomer;
  const person: Participant = { id, role, ...introduction, grants: {}, sending: new Map(), standing: { at: 'present' } };
  const place = direct ? null : placeFor(room, person, from);
  room.people.set(id, person);
  if (place) wait(room, person, { place, from });
  else arrive(room, person);
  return direct ? { phase: 'present', forgotten: newcomer.returning && !left } : { phase: 'waiting' };
};

/** A teacher whose class is full still comes in, and so do a few colleagues. */
const hostsBeyondCapacity = 8;

const refuseAtTheDoor = (room: Classroom, role: 'host' | 'student', direct: boolean): void => {
  const waiting = room.ids((person) => person.standing.at === 'waiting').length;
  const capacity = room.options.capacity + (role === 'host' ? hostsBeyondCapacity : 0);
  if (room.people.size - waiting >= capacity) throw new Refusal('full');
  if (!direct && room.state.locked) throw new Refusal('locked');
  if (!direct && room.state.hostDeadline !== null) throw new Refusal('host-away');
};

const arrive = (room: Classroom, person: Participant): void => {
  room.departed.delete(person.id);
  room.options.audience.renewSeat(person.id);
  room.tellPresent('member.joined', { member: memberOf(person) }, person.id);
  forwardTo(room, person);
  room.hostsChanged();
};

/** What somebody opened before they were in carries streams from now on. */
const forwardTo = (room: Classroom, { id }: Participant): void => {
  void room.media.then((media) => media.admit(id)).catch(() => {});
};

const placeFor = (room: Classroom, person: Participant, from: string): Disposable =>
  room.lobby.place({ id: person.id, from }, () => depart(room, person, 'crowded'));

type LobbyPlace = { readonly place: Disposable; readonly from: string };
const wait = (room: Classroom, person: Participant, { place, from }: LobbyPlace): void => {
  const { clock, lobbyPatience } = room.options;
  const deadline = clock.after(lobbyPatience, () => depart(room, person, 'lost'));
  stand(person, { at: 'waiting', deadline, until: clock.now() + lobbyPatience, place, from });
  room.tellHosts('lobby.knocked', { id: person.id, card: person.card, keyPackage: person.keyPackage });
};

/** Who waits and then proves to be a host waits no more. */
const unwait = (room: Classroom, person: Participant): void => {
  stand(person, { at: 'present' });
  room.people.delete(person.id);
  room.tellHosts('lobby.left', { id: person.id });
};

const comeBack = (room: Classroom, person: Participant, proven: Newcomer['role'], { card, keyPackage }: Introduction): Entry => {
  const newCard = JSON.stringify(card) !== JSON.stringify(person.card);
  const newRole = proven === 'host' && person.role !== 'host';
  person.card = card;
  person.keyPackage = keyPackage;
  if (newRole) person.role = proven;
  if (person.standing.at === 'waiting') {
    wait(room, person, person.standing);
    return { phase: 'waiting' };
  }
  stand(person, { at: 'present' });
  room.dropMedia(person);
  const changed = { ...(newCard && { card }), ...(newRole && { role: person.role }) };
  room.tellPresent('member.changed', { id: person.id, away: false, sending: [], ...changed }, person.id);
  room.options.audience.renewSeat(person.id);
  room.hostsChanged();
  return { phase: 'present', forgotten: false };
};

/** Lets somebody in from the lobby. */
export const admit = (room: Classroom, person: Participant): void => {
  room.departed.delete(person.id);
  stand(person, { at: 'present' });
  forwardTo(room, person);
};

/** What somebody is told who was let in: the class as it is, and the seat for coming back. */
export const welcomeOf = (room: Classroom, person: Participant): { readonly snapshot: Snapshot; readonly seat: string } => ({
  snapshot: snapshotFor(room, person, false),
  seat: room.options.audience.seatOf(person.id),
});

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
  if (wasIn) room.tools.left(id);
  if (room.state.spotlight === id) {
    room.state.spotlight = null;
    room.stateChanged();
  }
  room.hostsChanged();
  if (room.people.size === 0) void room.close('ended', { person, reason });
  else room.options.audience.dismiss(id, reason);
};
