import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Entrance, Tickets } from '../../identity/tickets.ts';
import type { Log } from '../../logs/log.ts';
import type { Census, Clock } from '../../privacy/census.ts';
import { type AddressReader, shareOf } from '../network.ts';
import type { Came, ClassSocket } from './connection.ts';
import { Pending, type PendingLimits } from './pending.ts';

export type HandshakeParts = {
  readonly tickets: Pick<Tickets, 'redeem'>;
  readonly clock: Clock;
  readonly census: Census;
  readonly log: Log;
  readonly limits: PendingLimits;
  /** Whether the request comes from a page of ours. */
  readonly originAllowed: (request: IncomingMessage) => boolean;
  /** What limits count by. */
  readonly addressOf: AddressReader;
};

type Conn = ClassSocket['conn'];

/** What browsers name beside the ticket, and the server answers with (RFC 6455, section 1.9). */
const subprotocol = 'ardoise';

/**
 * The ticket, which comes as a second subprotocol: the only header that a page's WebSocket can set, so that whoever has none
 * is refused before anything is held, and no ticket stands in an address, where proxies would log it (OWASP ASVS 14.2.1).
 */
const ticketOf = ({ headers }: IncomingMessage): string => {
  const [name = '', ticket = ''] = (headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim());
  return name === subprotocol ? ticket : '';
};

/** From the connection to a granted `enter`, or to transports that were opened before it, in milliseconds. */
const enterDeadline = 10_000;

/** Somebody with a ticket, where they come from, and the place that they hold until they have entered. */
type Coming = { readonly entrance: Entrance; readonly address: string; readonly place: Disposable };

/** Hosts and people who were admitted have a share of their own; newcomers share by where they come from. */
const ownShare = ({ classId, id, role, returning }: Entrance, address: string): string =>
  role === 'host' || returning ? id : shareOf(classId, address);

/** What the browser said of itself, and a host's cookie: of no use any more, and kept as long as the connection otherwise. */
const forgetHeaders = (request: IncomingMessage): void => {
  request.headers = {};
  request.rawHeaders = [];
};

/** Who comes: let in by a ticket, and cut off again when they have not entered in time. Disposing forgets all. */
export class Handshake implements Disposable {
  readonly #parts: HandshakeParts;
  readonly #pending: Pending;
  readonly #comings = new WeakMap<IncomingMessage, Coming>();
  readonly #untilEntered = new WeakMap<object, Disposable>();

  constructor(parts: HandshakeParts) {
    this.#parts = parts;
    this.#pending = new Pending(parts);
  }

  /** Connections that have not entered a class. */
  get pending(): number {
    return this.#pending.total;
  }

  /** Redeems the request's ticket. False: it is refused, and nothing of it is held. */
  comesIn(request: IncomingMessage): boolean {
    const { tickets, originAllowed, addressOf } = this.#parts;
    const entrance = originAllowed(request) ? tickets.redeem(ticketOf(request)) : null;
    const address = addressOf(request);
    const place = entrance && this.#pending.come(ownShare(entrance, address), () => request.socket.destroy());
    if (!place) return false;
    request.socket.once('close', () => place[Symbol.dispose]());
    this.#comings.set(request, { entrance, address, place });
    return true;
  }

  /** The connection is open: it is logged, and has a while to enter. */
  opened(conn: Conn): void {
    const { clock, log } = this.#parts;
    const stack = new DisposableStack();
    const { address = '' } = this.#comings.get(conn.request) ?? {};
    forgetHeaders(conn.request);
    const record = { address, connection: randomBytes(6).toString('hex') };
    log('connected', record);
    stack.defer(() => this.#comings.get(conn.request)?.place[Symbol.dispose]());
    stack.use(clock.after(enterDeadline, () => conn.close(true)));
    this.#untilEntered.set(conn, stack);
    conn.once('close', () => {
      stack.dispose();
      log('disconnected', record);
    });
  }

  /** Who came, by the request that their ticket was in. */
  cameBy(request: IncomingMessage): Came | null {
    const coming = this.#comings.get(request);
    return coming ? { entrance: coming.entrance, address: coming.address } : null;
  }

  /** The connection has entered, or has a place of those who come early: it has all the time that this gives. */
  entered(conn: Conn): void {
    this.#untilEntered.get(conn)?.[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    this.#pending[Symbol.dispose]();
  }
}
