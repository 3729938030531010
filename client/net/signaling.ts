import { type Socket, io } from 'socket.io-client';
import type { RefusalCode } from '#protocol/codes.ts';
import type { Answer, ClientToServer, ServerToClient } from '#protocol/messages.ts';
import type { News, NewsName } from '#protocol/news.ts';
import type { RequestAnswer, RequestInput, RequestName } from '#protocol/requests.ts';
import { growingPauses, isPassing, neverConnected } from './patience.ts';
import { type Sign, onSigns } from './signs.ts';

const answerTimeout = 15_000;
/** How long the server may say nothing when it is asked whether the line still is one. */
const questionMs = 2_000;
/** How long the opening of a connection may take. */
const openingMs = 10_000;
/** How long the first connection may take, from its first ticket on, before that is said. */
const firstMs = 6_000;

/** The connection to the server: requests with answers, and news. It comes back by itself until closed. */
export type Signaling = {
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Answer<RequestAnswer<N>>>;
  on<N extends NewsName>(name: N, handler: (news: News<N>) => void | Promise<void>): void;
  /** Hears of everything that the server tells. */
  onEach(handler: (name: string, news: unknown) => void): void;
  /** Whoever takes the connection is told of it from now on; at once, when it is there. */
  handOver(events: SignalingEvents): void;
  /** There is reason to doubt the line: it is tried at once, and had anew when it is dead. */
  doubt(): void;
  close(): void;
};

export type SignalingEvents = {
  /** A fresh ticket for each attempt, or why there is none: unless that passes by itself, the connection gives up. */
  ticket(): Promise<Answer<string>>;
  connected(): void;
  /** Cut; the connection tries to come back. */
  cut(): void;
  /** The server answers, but not with a ticket; the connection tries again. */
  busy(): void;
  /** Given up: the server refused a ticket for good, or closed the connection itself. */
  ended(code: RefusalCode): void;
};

/** Opens the connection over one WebSocket to the page's own origin. */
export const openSignaling = (first: SignalingEvents): Signaling => {
  let events = first;
  let closed = false;
  const pauses = growingPauses();
  let overdue: ReturnType<typeof setTimeout> | undefined;
  const came = () => {
    clearTimeout(overdue);
    neverConnected.value = false;
  };
  const socket: Socket<ServerToClient, ClientToServer> = io({
    path: '/socket',
    transports: ['websocket'],
    // Each attempt has its own ticket and its own pause.
    reconnection: false,
    autoConnect: false,
    timeout: openingMs,
  });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  /** The one attempt that counts: what comes of an earlier one is not heard. */
  let latest: { readonly since: number } | null = null;
  const attempt = async () => {
    const mine = { since: performance.now() };
    latest = mine;
    const answer = await events.ticket();
    if (closed || latest !== mine) return;
    if (answer.ok) {
      // The only header that a page can give a WebSocket: the server reads the ticket before it holds anything.
      socket.io.opts.protocols = ['ardoise', answer.value];
      // What an earlier attempt still opens is let go.
      socket.disconnect().connect();
      overdue ??= setTimeout(() => !closed && !socket.connected && (neverConnected.value = true), firstMs);
    } else if (isPassing(answer.code)) {
      if (answer.code !== 'offline') events.busy();
      later();
    } else giveUp(answer.code);
  };
  const later = () => {
    latest = null;
    clearTimeout(waiting);
    waiting = setTimeout(() => !closed && void attempt(), pauses.take());
  };
  let silent: ReturnType<typeof setTimeout> | undefined;
  /** Asks whether the line still is one. Without an answer it is closed, and had anew. */
  const question = () => {
    if (silent !== undefined) return;
    const { engine } = socket.io;
    const asked = performance.now();
    const answered = () => {
      clearTimeout(silent);
      silent = undefined;
      engine.off('packet', heard);
    };
    // Any other word is one too, from a server that is busy, unless it was on its way already.
    const heard = () => performance.now() - asked > questionMs / 2 && answered();
    silent = setTimeout(() => {
      answered();
      engine.close();
    }, questionMs);
    engine.on('packet', heard);
    socket.emit('held', {}, answered);
  };
  const doubt = (sign?: Sign) => {
    if (closed) return;
    if (socket.connected) return question();
    // What has only just been tried is left alone, unless it was by a network that is gone.
    if (sign !== 'network' && latest && performance.now() - latest.since < questionMs) return;
    pauses.restart();
    later();
  };
  const signs = onSigns(doubt);
  const end = () => {
    closed = true;
    signs[Symbol.dispose]();
    came();
    socket.disconnect();
  };
  const giveUp = (code: RefusalCode) => {
    if (closed) return;
    end();
    events.ended(code);
  };
  socket.on('connect', () => {
    came();
    pauses.restart();
    events.connected();
  });
  socket.on('connect_error', () => !closed && later());
  socket.on('disconnect', (reason) => {
    if (closed) return;
    if (reason === 'io server disconnect') return giveUp('ended');
    events.cut();
    later();
  });
  void attempt();
  return {
    ask: async (name, input) => {
      if (!socket.connected) return { ok: false, code: 'offline' };
      const { id } = socket;
      try {
        // The table types `emitWithAck` per name; a generic name is more than TypeScript resolves.
        const emit = socket.timeout(answerTimeout).emitWithAck as (name: string, input: unknown) => Promise<never>;
        return await emit.call(socket.timeout(answerTimeout), name, input);
      } catch {
        // Nobody knows what was done, and an answer that comes now is not heard: who comes back is told how it is.
        if (socket.connected && socket.id === id) socket.io.engine.close();
        return { ok: false, code: 'offline' };
      }
    },
    on: (name, handler) => void socket.on(name as string as never, handler as never),
    onEach: (handler) => void socket.onAny(handler),
    handOver: (next) => {
      events = next;
      if (socket.connected) events.connected();
    },
    doubt: () => doubt(),
    close: end,
  };
};
