import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Entrance } from '../../identity/tickets.ts';
import { type ClientToServer, type ServerToClient, maxFrameBytes } from '../../protocol/messages.ts';
import { type Came, type ClassSocket, type Connection, connectionOf } from './connection.ts';
import { type Handlers, createDispatch } from './dispatch.ts';
import { Handshake, type HandshakeParts } from './handshake.ts';
import { heartbeat } from './heartbeat.ts';

/** One person's connection, as the domain's side sees it. */
export type SocketSession = {
  readonly handlers: Handlers;
  /** Called once, when the socket has ended and no request of it is in hand any more. */
  closed(): void;
};

/** Who has connected, with a ticket, and from where. */
export type Caller = { readonly entrance: Entrance; readonly connection: Connection; readonly address: string };

export type SocketsOptions = HandshakeParts & {
  readonly server: HttpServer;
  readonly openSession: (caller: Caller) => SocketSession;
  /** Told of each connection that came without the upgrade to a WebSocket (RFC 9110, section 7.8): a proxy does not pass it on. */
  readonly notPassed: () => void;
};

export type Sockets = {
  /** Connections now, and how many of them have not entered a class. */
  figures(): { readonly connections: number; readonly pending: number };
  /** Takes no more and cuts all; the browsers come back by themselves. Settles when every session has ended. */
  close(): Promise<void>;
};

type ClassServer = Server<ClientToServer, ServerToClient, Record<string, never>, Came>;

const serverOn = (server: HttpServer, comesIn: Handshake['comesIn']): ClassServer =>
  new Server(server, {
    path: '/socket',
    transports: ['websocket'],
    allowUpgrades: false,
    serveClient: false,
    maxHttpBufferSize: maxFrameBytes,
    ...heartbeat,
    allowRequest: (request, decide) => decide(null, comesIn(request)),
  });

/** Socket.IO on the HTTP server: WebSocket only, a ticket before the handshake, a deadline to enter. */
export const openSockets = (options: SocketsOptions): Sockets => {
  const { clock, log, openSession } = options;
  const handshake = new Handshake(options);
  const endings = new Set<Promise<void>>();
  let stopping = false;

  const io = serverOn(options.server, (request) => !stopping && handshake.comesIn(request));
  io.engine.on('connection_error', ({ context }: { context?: { name?: unknown } }) => {
    if (context?.name === 'TRANSPORT_HANDSHAKE_ERROR') options.notPassed();
  });
  io.engine.on('connection', (conn: ClassSocket['conn']) => handshake.opened(conn));

  io.use((socket, next) => {
    const came = handshake.cameBy(socket.conn.request);
    if (came) Object.assign(socket.data, came);
    next(came ? undefined : new Error('ticket'));
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
        if (name === 'enter' || name === 'media.open') handshake.entered(socket.conn);
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
    figures: () => ({ connections: io.engine.clientsCount, pending: handshake.pending }),
    async close() {
      stopping = true;
      io.engine.close();
      await Promise.allSettled(endings);
      handshake[Symbol.dispose]();
    },
  };
};
