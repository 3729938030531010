import { type Socket, io } from 'socket.io-client';
import type { RefusalCode } from '#protocol/codes.ts';
import type { Answer, ClientToServer, ServerToClient } from '#protocol/messages.ts';
import type { News, NewsName } from '#protocol/news.ts';
import type { RequestAnswer, RequestInput, RequestName } from '#protocol/requests.ts';

const answerTimeout = 15_000;

/** The connection to the server: requests with answers, and news. It comes back by itself until closed. */
export type Line = {
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Answer<RequestAnswer<N>>>;
  on<N extends NewsName>(name: N, handler: (news: News<N>) => void | Promise<void>): void;
  close(): void;
};

export type LineEvents = {
  /** A fresh ticket for each attempt, or why there is none: then the line gives up. */
  ticket(): Promise<Answer<string>>;
  connected(): void;
  /** Cut; the line tries to come back. */
  cut(): void;
  /** Given up: the server refused a ticket, or closed the line itself. */
  ended(code: RefusalCode): void;
};

/** Opens the line over one WebSocket to the page's own origin. */
export const openLine = (events: LineEvents): Line => {
  let closed = false;
  const socket: Socket<ServerToClient, ClientToServer> = io({
    path: '/socket',
    transports: ['websocket'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 3_000,
    autoConnect: false,
    auth: (give) => {
      void events.ticket().then((answer) => {
        if (answer.ok) give({ ticket: answer.value });
        else if (answer.code === 'offline') socket.io.engine.close();
        else giveUp(answer.code);
      });
    },
  });
  const giveUp = (code: RefusalCode) => {
    if (closed) return;
    closed = true;
    socket.disconnect();
    events.ended(code);
  };
  socket.on('connect', () => events.connected());
  socket.on('connect_error', () => {
    // Socket.IO retries a failed transport by itself; a refused handshake (a ticket that expired on the way) only if asked.
    if (!socket.active && !closed) setTimeout(() => socket.connect(), 1_000);
  });
  socket.on('disconnect', (reason) => {
    if (closed) return;
    if (reason === 'io server disconnect') giveUp('ended');
    else events.cut();
  });
  socket.connect();
  return {
    ask: async (name, input) => {
      if (!socket.connected) return { ok: false, code: 'offline' };
      try {
        // The table types `emitWithAck` per name; a generic name is more than TypeScript resolves.
        const emit = socket.timeout(answerTimeout).emitWithAck as (name: string, input: unknown) => Promise<never>;
        return await emit.call(socket.timeout(answerTimeout), name, input);
      } catch {
        return { ok: false, code: 'offline' };
      }
    },
    on: (name, handler) => void socket.on(name as string as never, handler as never),
    close: () => {
      closed = true;
      socket.disconnect();
    },
  };
};
