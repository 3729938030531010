import type { Classroom } from '../classroom/classroom.ts';
import { depart, disconnected, enter } from '../classroom/door.ts';
import * as group from '../classroom/group.ts';
import * as moderation from '../classroom/moderation.ts';
import type { Participant } from '../classroom/participant.ts';
import { Refusal } from '../classroom/refusal.ts';
import { snapshotFor } from '../classroom/snapshot.ts';
import * as streams from '../classroom/streams.ts';
import type { Directory, Opening, Room } from '../directory.ts';
import type { Entrance } from '../identity/tickets.ts';
import type { Log } from '../log.ts';
import { protocolVersion } from '../protocol/codes.ts';
import type { RequestAnswer, RequestInput } from '../protocol/requests.ts';
import { toolRequests } from '../tools/contracts.ts';
import type { Handlers } from './dispatch.ts';
import { heldAbout, type HeldTerms } from './held.ts';
import type { Caller, Session } from './sockets.ts';

const nothing = {};

export type SessionParts = {
  readonly directory: Directory;
  readonly log: Log;
  readonly held: HeldTerms;
  /** A mark of an address, for the lobby's shares. */
  readonly markOf: (address: string) => string;
};

/** A ticket from before the class's keys were renewed is good for whoever comes back to the lesson that runs, and nobody else. */
const refuseRenewed = ({ keys, renewed }: Opening, { keys: proven, role, returning }: Entrance): void => {
  if (keys !== proven || (renewed && role !== 'host' && !returning)) throw new Refusal('renewed');
};

/** What one connection may ask: each request is one call of the domain. */
export const openSession = (
  { directory, log, held, markOf }: SessionParts,
  { entrance, connection, address }: Caller,
): Session => {
  const { id } = entrance;
  const asker = { id, classId: entrance.classId, address, since: held.now() };
  let room: Room | null = null;
  /** The class in which this person has transports before entering. */
  let early: { readonly room: Room; readonly stay: streams.Stay } | null = null;

  const classroom = (): Classroom => {
    if (!room) throw new Refusal('not-entered');
    return room.classroom;
  };
  /** A request of somebody who is in the class. */
  const inside =
    <I, A>(act: (classroom: Classroom, actor: Participant, input: I) => A) =>
    (input: I): A =>
      act(classroom(), classroom().present(id), input);
  /** The class where this person has transports: in it, in its lobby, or before both. */
  const withTransports = (): Classroom => {
    const where = early?.room.classroom ?? classroom();
    if (!early) where.hereOrWaiting(id);
    return where;
  };
  /** Before entering only where the class runs: who reads its page does not begin it. */
  const openMedia = async (input: RequestInput<'media.open'>): Promise<RequestAnswer<'media.open'>> => {
    if (room) return streams.openMedia(room.classroom, room.classroom.hereOrWaiting(id), input);
    const found = directory.beforeEntering(entrance.classId);
    if (!found || early) throw new Refusal('not-entered');
    refuseRenewed(found.record, entrance);
    const comer = { id, from: markOf(address) };
    const stay = await streams.openEarly(found.classroom, comer, input, () => connection.cut());
    early = { room: found, stay };
    return stay.transports;
  };
  /** The same, for a request which is answered with nothing. */
  const act = <I>(task: (classroom: Classroom, actor: Participant, input: I) => void | Promise<void>) =>
    inside(async (where: Classroom, actor: Participant, input: I) => {
      await task(where, actor, input);
      return nothing;
    });

  const enterRoom = async ({ version, card, keyPackage, at }: RequestInput<'enter'>): Promise<RequestAnswer<'enter'>> => {
    if (version !== protocolVersion) throw new Refusal('version');
    if (room) throw new Refusal('already-entered');
    const found = await directory.open(entrance.classId);
    refuseRenewed(found.record, entrance);
    found.audience.attach(id, connection);
    try {
      const entry = enter(found.classroom, { ...entrance, from: markOf(address) }, { card, keyPackage });
      room = found;
      early?.stay.place[Symbol.dispose]();
      early = null;
      if (entrance.role === 'host') log('host.entered', { class: entrance.classId, person: id });
      if (entry.phase === 'waiting') return { phase: 'waiting', hostHere: found.classroom.hostHere };
      const snapshot = snapshotFor(found.classroom, found.classroom.present(id), entry.forgotten, at);
      return { phase: 'present', snapshot };
    } catch (refusal) {
      found.audience.detach(id, connection);
      directory.closeIfEmpty(entrance.classId);
      throw refusal;
    }
  };

  const toolHandlers = Object.fromEntries(
    Object.keys(toolRequests).map((name) => [
      name,
      inside((where: Classroom, actor: Participant, input: unknown) => where.tools.ask(name, actor, input)),
    ]),
  ) as Pick<Handlers, keyof typeof toolRequests>;
  const handlers: Handlers = {
    enter: enterRoom,
    leave: () => {
      const person = classroom().people.get(id);
      if (person) depart(classroom(), person, 'left');
      return nothing;
    },
    held: () => heldAbout(asker, room, held, early?.stay.place ?? null),
    'group.commit': act(group.takeCommit),
    'group.found': act(group.foundGroup),
    'group.word': act((where, actor, { word }: RequestInput<'group.word'>) => group.giveWord(where, actor, word)),
    'group.package': act(group.takePackage),
    'group.packages': inside(group.packagesOf),
    ...toolHandlers,
    'lobby.refuse': act((where, actor, input: RequestInput<'lobby.refuse'>) => moderation.refuse(where, actor, input.id)),
    'lobby.refuseAll': act(moderation.refuseAll),
    'class.set': act(moderation.setClass),
    'class.end': act(moderation.endClass),
    'person.grant': act(moderation.grant),
    'person.stop': act(moderation.stop),
    'person.ask': act(moderation.ask),
    'person.remove': act((where, actor, input: RequestInput<'person.remove'>) => moderation.remove(where, actor, input.id)),
    'media.open': openMedia,
    'media.connect': async ({ direction, dtls }) => {
      await (await withTransports().media).connect(id, direction, dtls);
      return nothing;
    },
    'media.restart': async ({ direction }) => ({ ice: await (await withTransports().media).restart(id, direction) }),
    'media.produce': inside(streams.produce),
    'media.pause': act(streams.pause),
    'media.close': act(streams.closeStream),
    'media.watch': act(async (where, actor, { tiles }: RequestInput<'media.watch'>) =>
      (await where.media).watch(actor.id, tiles),
    ),
    'media.ready': act(async (where, actor, { consumers }: RequestInput<'media.ready'>) =>
      (await where.media).ready(actor.id, consumers),
    ),
  };

  return {
    handlers,
    closed: () => {
      if (early) void streams.leaveEarly(early.room.classroom, id, early.stay).catch(() => {});
      if (room?.audience.detach(id, connection)) disconnected(room.classroom, id);
    },
  };
};
