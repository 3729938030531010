import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Entrance, Tickets } from '../../identity/tickets.ts';
import type { Log } from '../../logs/log.ts';
import type { Census, Clock } from '../../privacy/hold.ts';
import { type ClientToServer, type ServerToClient, maxFrameBytes } from '../../protocol/messages.ts';
import { type Came, type ClassSocket, type Connection, connectionOf } from './connection.ts';
import { type Handlers, createDispatch } from './dispatch.ts';
import { heartbeat } from './heartbeat.ts';
import { shareOf } from '../network.ts';
import { Pending, type PendingLimits } from './pending.ts';

/** One person's connection, as the domain's side sees it. */
export type Session = {
  readonly handlers: Handlers;
  /** Called once, when the socket has ended and no request of it is in hand any more. */
  closed(): void;
};

/** Who has connected, with a ticket, and from where. */
export type Caller = { readonly entrance: Entrance; readonly connection: Connection; readonly address: string };

export type SocketsOptions = {
  readonly server: HttpServer;
  readonly tickets: Tickets;
  readonly clock: Clock;
  readonly census: Census;
  readonly log: Log;
  readonly limits: PendingLimits;
  /** Whether the request comes from a page of ours. */
  readonly originAllowed: (request: IncomingMessage) => boolean;
  /** What limits count by. */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly openSession: (caller: Caller) => Session;
};

export type Sockets = {
  /** Connections now, and how many of them have not entered a class. */
  figures(): { readonly connections: number; readonly pending: number };
  /** Takes no more and cuts all; the browsers come back by themselves. Settles when every session has ended. */
  close(): Promise<void>;
};

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

/** Socket.IO on the HTTP server: WebSocket only, a ticket before the handshake, a deadline to enter. */
export const openSockets = (options: SocketsOptions): Sockets => {
  const { server, tickets, clock, log, originAllowed, addressOf, openSession } = options;
  const pending = new Pending(options);
  const comings = new WeakMap<IncomingMessage, Coming>();
  const untilEntered = new WeakMap<object, Disposable>();
  const endings = new Set<Promise<void>>();
  let stopping = false;

  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, Came>(server, {
    path: '/socket',
    transports: ['websocket'],
    allowUpgrades: false,
    serveClient: false,
    maxHttpBufferSize: maxFrameBytes,
    ...heartbeat,
    allowRequest: (request, decide) => decide(null, comesIn(request)),
  });
  const comesIn = (request: IncomingMessage): boolean => {
    const entrance = !stopping && originAllowed(request) ? tickets.redeem(ticketOf(request)) : null;
    const address = addressOf(request);
    const place = entrance && pending.come(ownShare(entrance, address), () => request.socket.destroy());
    if (!place) return false;
    request.socket.once('close', () => place[Symbol.dispose]());
    comings.set(request, { entrance, address, place });
    return true;
  };

  io.engine.on('connection', (conn: ClassSocket['conn']) => {
    const stack = new DisposableStack();
    const { address = '' } = comings.get(conn.request) ?? {};
    forgetHeaders(conn.request);
    const record = { address, connection: randomBytes(6).toString('hex') };
    log('connected', record);
    stack.defer(() => comings.get(conn.request)?.place[Symbol.dispose]());
    stack.use(clock.after(enterDeadline, () => conn.close(true)));
    untilEntered.set(conn, stack);
    conn.once('close', () => {
      stack.dispose();
      log('disconnected', record);
    });
  });

  io.use((socket, next) => {
    const coming = comings.get(socket.conn.request);
    if (coming) Object.assign(socket.data, { entrance: coming.entrance, address: coming.address });
    next(coming ? undefined : new Error('ticket'));
  });

  io.on('connection', (socket: ClassSocket) => {
    const connection = connectionOf(socket);
    const { entrance, address } = socket.data;
    const session = openSession({ entrance, connection, address });
    const dispatch = createDispatch({
      handlers: session.handlers,
      clock,
      log,
      granted: (name) => {
        // Who has opened transports first has a place of those who come early, for as long as these are kept.
        if (name === 'enter' || name === 'media.open') untilEntered.get(socket.conn)?.[Symbol.dispose]();
      },
      violated: () => connection.close('violation'),
    });
    // Every message takes this one way: `next` is never called, so no listener of Socket.IO's own ever hears one.
    socket.use(([name, ...args]) => dispatch.receive(String(name), args));
    socket.once('disconnect', () => {
      const ending = dispatch.stop().then(() => session.closed());
      endings.add(ending);
      ending.catch((fault: unknown) => log('socket.fault', { fault })).finally(() => endings.delete(ending));
    });
  });

  return {
    figures: () => ({ connections: io.engine.clientsCount, pending: pending.total }),
    async close() {
      stopping = true;
      io.engine.close();
      await Promise.allSettled(endings);
      pending[Symbol.dispose]();
    },
  };
};
