import type { Socket } from 'socket.io';
import type { LeaveReason } from '../../protocol/codes.ts';
import type { ClientToServer, ServerToClient } from '../../protocol/messages.ts';
import type { News, NewsName } from '../../protocol/news.ts';
import type { Entrance } from '../../identity/tickets.ts';

/** Who came, and where from. */
export type Came = { entrance: Entrance; address: string };
export type ClassSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, Came>;

/** The way to one browser. Telling a closed one is harmless. */
export type Connection = {
  tell<N extends NewsName>(name: N, news: News<N>): void;
  /** Says `gone` and closes. With `stopping` the browser comes back by itself; with any other reason it does not. */
  close(reason: LeaveReason): void;
  /** Closes without a word: the browser may come back. */
  cut(): void;
};

/** Packets that may wait for a browser which does not read; then its connection is cut, and it may come back. */
const backlogMax = 1_000;

const sockets = new WeakMap<Connection, ClassSocket>();

const cutSlowReaders = (socket: ClassSocket): void => {
  let backlog = 0;
  socket.conn.on('packetCreate', () => {
    backlog += 1;
    if (backlog > backlogMax) socket.conn.close(true);
  });
  socket.conn.on('drain', () => {
    backlog = 0;
  });
};

export const connectionOf = (socket: ClassSocket): Connection => {
  cutSlowReaders(socket);
  // The table types `emit` for each name; a generic name is more than TypeScript resolves.
  const emit = (name: string, news: unknown) => socket.emit(name as 'gone', news as News<'gone'>);
  const connection: Connection = {
    tell: (name, news) => void emit(name, news),
    close(reason) {
      emit('gone', { reason });
      // Without Socket.IO's own farewell, a browser takes the end for a cut, and comes back.
      if (reason === 'stopping') connection.cut();
      else socket.disconnect(true);
    },
    cut: () => socket.conn.close(),
  };
  sockets.set(connection, socket);
  return connection;
};

/** Tells many the same: encoded once, however many they are. */
export const tellAll = <N extends NewsName>(connections: Iterable<Connection>, name: N, news: News<N>): void => {
  const open = Array.from(connections, (connection) => sockets.get(connection)).filter((socket) => socket?.connected);
  const [first] = open;
  if (!first) return;
  const ids = open.map((socket) => socket?.id ?? '');
  first.nsp.to(ids).emit(name as 'gone', news as News<'gone'>);
};
