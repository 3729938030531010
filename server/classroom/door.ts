import type { LeaveReason } from '../protocol/codes.ts';
import type { Card } from '../protocol/people.ts';
import type { Snapshot } from '../protocol/snapshot.ts';
import type { Classroom } from './classroom.ts';
import { lineChanged } from './lines.ts';
import { type Participant, memberOf, stand } from './participant.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { ClassMedia } from './ports.ts';
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
export const enter = (classroom: Classroom, newcomer: Newcomer, introduction: Introduction): Entry => {
  if (!classroom.open) throw new Refusal('ended');
  if (classroom.departed.get(newcomer.id) === 'removed') throw new Refusal('removed');
  const known = classroom.people.get(newcomer.id);
  if (known?.standing.at === 'waiting' && newcomer.role === 'host') unwait(classroom, known);
  else if (known) return comeBack(classroom, known, newcomer.role, introduction);
  const left = classroom.departed.has(newcomer.id);
  const direct = newcomer.role === 'host' || (newcomer.returning && !left);
  refuseAtTheDoor(classroom, newcomer.role, direct);
  const { id, role, from } = newcomer;
  const person: Participant = { id, role, ...introduction, grants: {}, sending: new Map(), standing: { at: 'present' } };
  const place = direct ? null : placeFor(classroom, person, from);
  classroom.people.set(id, person);
  if (place) wait(classroom, person, { place, from });
  else arrive(classroom, person);
  return direct ? { phase: 'present', forgotten: newcomer.returning && !left } : { phase: 'waiting' };
};

/** A teacher whose class is full still comes in, and so do a few colleagues. */
const hostsBeyondCapacity = 8;

const refuseAtTheDoor = (classroom: Classroom, role: 'host' | 'student', direct: boolean): void => {
  const waiting = classroom.ids((person) => person.standing.at === 'waiting').length;
  const capacity = classroom.options.capacity + (role === 'host' ? hostsBeyondCapacity : 0);
  if (classroom.people.size - waiting >= capacity) throw new Refusal('full');
  if (!direct && classroom.state.locked) throw new Refusal('locked');
  if (!direct && classroom.state.hostDeadline !== null) throw new Refusal('host-away');
};

const arrive = (classroom: Classroom, person: Participant): void => {
  classroom.departed.delete(person.id);
  classroom.options.audience.renewSeat(person.id);
  classroom.tellPresent('member.joined', { member: memberOf(person) }, person.id);
  forwardTo(classroom, person);
  classroom.hostsChanged();
};

/** What somebody opened before they were in carries streams from now on. */
const forwardTo = (classroom: Classroom, { id }: Participant): void => {
  const forward = (media: ClassMedia): void => {
    media.admit(id);
    const blocked = media.blockedOf(id);
    if (blocked.length > 0) lineChanged(classroom, id, blocked);
  };
  void classroom.media.then(forward).catch(() => {});
};

const placeFor = (classroom: Classroom, person: Participant, from: string): Disposable =>
  classroom.lobby.place({ id: person.id, from }, () => depart(classroom, person, 'crowded'));

type LobbyPlace = { readonly place: Disposable; readonly from: string };
const wait = (classroom: Classroom, person: Participant, lobbyPlace: LobbyPlace): void => {
  startPatience(classroom, person, lobbyPlace);
  classroom.tellHosts('lobby.knocked', { id: person.id, card: person.card, keyPackage: person.keyPackage });
};

/** The time of the lobby runs while somebody is there who could open: a teacher who is late costs nobody their place. */
const startPatience = (classroom: Classroom, person: Participant, { place, from }: LobbyPlace): void => {
  const { clock, lobbyPatience } = classroom.options;
  if (!classroom.hostHere) {
    const deadline = { [Symbol.dispose]: () => {} };
    return stand(person, { at: 'waiting', deadline, until: null, place, from });
  }
  const over = () =>
    classroom.hostHere ? depart(classroom, person, 'waited') : startPatience(classroom, person, { place, from });
  const until = clock.now() + lobbyPatience;
  stand(person, { at: 'waiting', deadline: clock.after(lobbyPatience, over), until, place, from });
};

/** A host is here, after a time without any: from now on the lobby's time runs for all who wait. */
export const hostCame = (classroom: Classroom, waiting: Iterable<string>): void => {
  for (const id of waiting) {
    const person = classroom.people.get(id);
    if (person?.standing.at === 'waiting') startPatience(classroom, person, person.standing);
  }
};

/** Who waits and then proves to be a host waits no more. */
const unwait = (classroom: Classroom, person: Participant): void => {
  stand(person, { at: 'present' });
  classroom.people.delete(person.id);
  classroom.tellHosts('lobby.left', { id: person.id });
};

const comeBack = (
  classroom: Classroom,
  person: Participant,
  proven: Newcomer['role'],
  { card, keyPackage }: Introduction,
): Entry => {
  const newCard = JSON.stringify(card) !== JSON.stringify(person.card);
  const newRole = proven === 'host' && person.role !== 'host';
  person.card = card;
  person.keyPackage = keyPackage;
  if (newRole) person.role = proven;
  if (person.standing.at === 'waiting') {
    wait(classroom, person, person.standing);
    return { phase: 'waiting' };
  }
  stand(person, { at: 'present' });
  classroom.dropMedia(person);
  const changed = { ...(newCard && { card }), ...(newRole && { role: person.role }) };
  classroom.tellPresent('member.changed', { id: person.id, away: false, sending: [], ...changed }, person.id);
  classroom.options.audience.renewSeat(person.id);
  classroom.hostsChanged();
  return { phase: 'present', forgotten: false };
};

/** Lets somebody in from the lobby. */
export const admit = (classroom: Classroom, person: Participant): void => {
  classroom.departed.delete(person.id);
  stand(person, { at: 'present' });
  forwardTo(classroom, person);
};

/** What somebody is told who was let in: the class as it is, and the seat for coming back. */
export const welcomeOf = (classroom: Classroom, person: Participant): { readonly snapshot: Snapshot; readonly seat: string } => ({
  snapshot: snapshotFor(classroom, person, false),
  seat: classroom.options.audience.seatOf(person.id),
});

/** The connection is cut: who was in the lobby has left, who was in the class is away and may come back. */
export const disconnected = (classroom: Classroom, id: string): void => {
  const person = classroom.people.get(id);
  if (!person || person.standing.at === 'away') return;
  if (person.standing.at === 'waiting') return depart(classroom, person, 'left');
  const deadline = classroom.options.clock.after(classroom.options.seatGrace, () => depart(classroom, person, 'lost'));
  stand(person, { at: 'away', deadline });
  classroom.dropMedia(person);
  classroom.tellPresent('member.changed', { id, away: true, sending: [] });
  classroom.hostsChanged();
};

/** Takes a person out, for the reason given, and closes their connection. */
export const depart = (classroom: Classroom, person: Participant, reason: LeaveReason): void => {
  const { id } = person;
  const wasIn = person.standing.at !== 'waiting';
  stand(person, { at: 'present' });
  classroom.people.delete(id);
  if (wasIn) classroom.departed.set(id, reason);
  classroom.dropMedia(person);
  if (wasIn) classroom.tellPresent('member.left', { id, reason });
  else classroom.tellHosts('lobby.left', { id });
  if (wasIn) {
    classroom.tools.left(id);
    classroom.slates.forget(id);
    classroom.files.forget(id);
  }
  if (classroom.state.spotlight === id) {
    classroom.state.spotlight = null;
    classroom.stateChanged();
  }
  classroom.hostsChanged();
  if (classroom.people.size === 0) void classroom.close('ended', { person, reason });
  else classroom.options.audience.dismiss(id, reason);
};
