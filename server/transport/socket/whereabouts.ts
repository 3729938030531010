import type { Classroom } from '../../classroom/classroom.ts';
import { disconnected, enter } from '../../classroom/door.ts';
import type { EarlyPlace } from '../../classroom/early.ts';
import { Refusal } from '../../protocol/refusal.ts';
import { snapshotFor } from '../../classroom/snapshot.ts';
import * as streams from '../../classroom/streams.ts';
import type { Entrance } from '../../identity/tickets.ts';
import type { Log } from '../../logs/log.ts';
import { protocolVersion } from '../../protocol/codes.ts';
import type { RequestAnswer, RequestInput } from '../../protocol/requests.ts';
import type { LeaseFacts, RunningClass, RunningClasses } from './runningClass.ts';
import type { Caller } from './sockets.ts';

export type WhereaboutsParts = {
  readonly directory: RunningClasses;
  readonly log: Log;
  /** A mark of an address, for the lobby's shares. */
  readonly markOf: (address: string) => string;
};

/** A ticket from before the class's keys were renewed is good for whoever comes back to the lesson that runs, and nobody else. */
const refuseRenewed = ({ keys, renewed }: LeaseFacts, { keys: proven, role, returning }: Entrance): void => {
  if (keys !== proven || (renewed && role !== 'host' && !returning)) throw new Refusal('renewed');
};

/** Where one connection has got to: nowhere yet, before a class with transports, in its lobby or in the class. */
export class Whereabouts {
  readonly #parts: WhereaboutsParts;
  readonly #caller: Caller;
  #entered: RunningClass | null = null;
  /** The class in which this person has transports before entering. */
  #early: { readonly where: RunningClass; readonly stay: streams.Stay } | null = null;

  constructor(parts: WhereaboutsParts, caller: Caller) {
    this.#parts = parts;
    this.#caller = caller;
  }

  /** The class that this connection has entered, be it its lobby. */
  get entered(): RunningClass | null {
    return this.#entered;
  }

  /** The place of who has transports before entering. */
  get earlyPlace(): EarlyPlace | null {
    return this.#early?.stay.place ?? null;
  }

  /** The same. Refuses with `not-entered`. */
  classroom(): Classroom {
    if (!this.#entered) throw new Refusal('not-entered');
    return this.#entered.classroom;
  }

  /** The class where this person has transports: in it, in its lobby, or before both. Refuses with `not-entered`. */
  withTransports(): Classroom {
    if (this.#early) return this.#early.where.classroom;
    const where = this.classroom();
    where.hereOrWaiting(this.#caller.entrance.id);
    return where;
  }

  /** Before entering only where the class runs: who reads its page does not begin it. */
  async openMedia(input: RequestInput<'media.open'>): Promise<RequestAnswer<'media.open'>> {
    const { entrance, address, connection } = this.#caller;
    const { id } = entrance;
    if (this.#entered) {
      const { classroom } = this.#entered;
      return streams.openMedia(classroom, classroom.hereOrWaiting(id), input);
    }
    const where = this.#parts.directory.beforeEntering(entrance.classId);
    if (!where || this.#early) throw new Refusal('not-entered');
    refuseRenewed(where.lease, entrance);
    const comer = { id, from: this.#parts.markOf(address) };
    const stay = await streams.openEarly(where.classroom, comer, input, () => connection.cut());
    this.#early = { where, stay };
    return stay.transports;
  }

  /** Takes the connection into the class, or its lobby. A class that was begun for somebody whom it refuses is closed again. */
  async enter({ version, card, keyPackage, at }: RequestInput<'enter'>): Promise<RequestAnswer<'enter'>> {
    if (version !== protocolVersion) throw new Refusal('version');
    if (this.#entered) throw new Refusal('already-entered');
    const { directory, log, markOf } = this.#parts;
    const { entrance, address, connection } = this.#caller;
    const { id, classId } = entrance;
    const found = await directory.open(classId);
    refuseRenewed(found.lease, entrance);
    found.audience.attach(id, connection);
    try {
      const entry = enter(found.classroom, { ...entrance, from: markOf(address) }, { card, keyPackage });
      this.#entered = found;
      this.#early?.stay.place[Symbol.dispose]();
      this.#early = null;
      if (entrance.role === 'host') log('host.entered', { class: classId, person: id });
      if (entry.phase === 'waiting') return { phase: 'waiting', hostHere: found.classroom.hostHere };
      const snapshot = snapshotFor(found.classroom, found.classroom.present(id), entry.forgotten, at);
      return { phase: 'present', snapshot };
    } catch (refusal) {
      found.audience.detach(id, connection);
      directory.closeIfEmpty(classId);
      throw refusal;
    }
  }

  /** The connection has ended. */
  closed(): void {
    const { entrance, connection } = this.#caller;
    const { id } = entrance;
    if (this.#early) void streams.leaveEarly(this.#early.where.classroom, id, this.#early.stay).catch(() => {});
    if (this.#entered?.audience.detach(id, connection)) disconnected(this.#entered.classroom, id);
  }
}
