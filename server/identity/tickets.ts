import { type Census, type Clock, Hold } from '../privacy/hold.ts';
import { randomToken } from './tokens.ts';

/** Who comes through the door: what a ticket stands for. Nothing of the network is in it. */
export type Entrance = {
  readonly classId: string;
  readonly id: string;
  readonly role: 'host' | 'student';
  /** Was admitted to this lesson and nobody was removed since: takes the seat again without the lobby. */
  readonly returning: boolean;
};

/** Single-use tickets for the socket's handshake, forgotten by the clock after the ledger's lifetime. */
export class Tickets implements Disposable {
  readonly #issued: Hold<'ticket', string, Entrance>;

  constructor(terms: { readonly clock: Clock; readonly census: Census; readonly max: number }) {
    this.#issued = new Hold('ticket', terms);
  }

  /** Null when too many wait to be used. */
  issue(entrance: Entrance): string | null {
    const ticket = randomToken();
    return this.#issued.set(ticket, entrance) ? ticket : null;
  }

  /** What the ticket stands for, once. Null when it is unknown, used or too old. */
  redeem(ticket: string): Entrance | null {
    return this.#issued.take(ticket) ?? null;
  }

  [Symbol.dispose](): void {
    this.#issued[Symbol.dispose]();
  }
}
