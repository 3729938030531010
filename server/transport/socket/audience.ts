import type { Audience } from '../../classroom/ports.ts';
import type { LeaveReason } from '../../protocol/codes.ts';
import type { News, NewsName } from '../../protocol/news.ts';
import { type Connection, tellAll } from './connection.ts';

/** Makes a seat token for somebody who is in the class now. */
export type SeatMaker = (id: string) => string;

/** The connections of one class: the one place that reveals anything to anybody. */
export class ClassAudience implements Audience {
  readonly #connections = new Map<string, Connection>();
  readonly #makeSeat: SeatMaker;

  constructor(makeSeat: SeatMaker) {
    this.#makeSeat = makeSeat;
  }

  /** Takes the connection of a participant; an older one of the same seat is told that it is replaced. */
  attach(id: string, connection: Connection): void {
    const former = this.#connections.get(id);
    this.#connections.set(id, connection);
    if (former && former !== connection) former.close('replaced');
  }

  /** Forgets the connection. False when the seat has another one by now. */
  detach(id: string, connection: Connection): boolean {
    return this.#connections.get(id) === connection && this.#connections.delete(id);
  }

  get size(): number {
    return this.#connections.size;
  }

  tell<N extends NewsName>(ids: Iterable<string>, name: N, news: News<N>): void {
    const connections = Array.from(ids, (id) => this.#connections.get(id)).filter((connection) => connection !== undefined);
    tellAll(connections, name, news);
  }

  dismiss(id: string, reason: LeaveReason): void {
    const connection = this.#connections.get(id);
    this.#connections.delete(id);
    connection?.close(reason);
  }

  seatOf(id: string): string {
    return this.#makeSeat(id);
  }

  renewSeat(id: string): void {
    this.tell([id], 'seat', { token: this.#makeSeat(id) });
  }
}
