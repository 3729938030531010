import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Entrance, Tickets } from '../identity/tickets.ts';
import type { Log } from '../log.ts';
import type { Census, Clock } from '../privacy/hold.ts';
import { type ClientToServer, type ServerToClient, maxFrameBytes } from '../protocol/messages.ts';
import { type ClassSocket, type Connection, connectionOf } from './connection.ts';
import { type Handlers, createDispatch } from './dispatch.ts';
import { heartbeat } from './heartbeat.ts';
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

/** From the connection to a granted `enter`, in milliseconds. */
const enterDeadline = 10_000;

/** What the browser said of itself, and a host's cookie: of no use any more, and kept as long as the connection otherwise. */
const forgetHeaders = (request: IncomingMessage): void => {
  request.headers = {};
  request.rawHeaders = [];
};

/** Socket.IO on the HTTP server: WebSocket only, a ticket at the handshake, a deadline to enter. */
export const openSockets = (options: SocketsOptions): Sockets => {
  const { server, tickets, clock, log, originAllowed, addressOf, openSession } = options;
  const pending = new Pending(options);
  const untilEntered = new WeakMap<object, Disposable>();
  const endings = new Set<Promise<void>>();
  let stopping = false;

  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, { entrance: Entrance }>(server, {
    path: '/socket',
    transports: ['websocket'],
    allowUpgrades: false,
    serveClient: false,
    maxHttpBufferSize: maxFrameBytes,
    ...heartbeat,
    allowRequest: (request, decide) => decide(null, !stopping && originAllowed(request) && pending.mayCome(addressOf(request))),
  });

  io.engine.on('connection', (conn: ClassSocket['conn']) => {
    const stack = new DisposableStack();
    const address = addressOf(conn.request);
    forgetHeaders(conn.request);
    const record = { address, connection: randomBytes(6).toString('hex') };
    log('connected', record);
    stack.use(pending.come(address));
    stack.use(clock.after(enterDeadline, () => conn.close(true)));
    untilEntered.set(conn, stack);
    conn.once('close', () => {
      stack.dispose();
      log('disconnected', record);
    });
  });

  io.use((socket, next) => {
    const { ticket } = socket.handshake.auth as { ticket?: unknown };
    const entrance = typeof ticket === 'string' ? tickets.redeem(ticket) : null;
    if (entrance) socket.data.entrance = entrance;
    next(entrance ? undefined : new Error('ticket'));
  });

  io.on('connection', (socket: ClassSocket) => {
    const connection = connectionOf(socket);
    const session = openSession({ entrance: socket.data.entrance, connection, address: addressOf(socket.conn.request) });
    const dispatch = createDispatch({
      handlers: session.handlers,
      clock,
      log,
      granted: (name) => {
        if (name === 'enter') untilEntered.get(socket.conn)?.[Symbol.dispose]();
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
