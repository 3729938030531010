import type { Request, Response, WebSocket } from 'playwright-core';
import type { CreateClass, TicketAnswer } from '../../../server/protocol/http.ts';
import type { RequestInput, RequestName } from '../../../server/protocol/requests.ts';
import type { Visitor } from '../../kit/browser.ts';

/** What the browsers gave to the server and got from it: what it might keep although it cannot read it. */
export type Wire = {
  readonly made: CreateClass[];
  readonly tickets: TicketAnswer[];
  readonly hostProofs: string[];
  /** Of each sealed part of a file, some bytes of the middle (base64url). */
  readonly parts: string[];
  readonly sent: { readonly [N in RequestName]?: RequestInput<N>[] };
  /** Settles when every answer so far has been read, and every connection has carried something else since. */
  settled(): Promise<void>;
};

/** What a browser answers to the server's ping, every ten seconds (Engine.IO). */
const pong = '3';

/** A Socket.IO event: `42`, perhaps a number, then JSON `[name, input]`. */
const eventIn = (frame: string): readonly [name: RequestName, input: never] | null => {
  const json = /^42\d*(\[.*)$/s.exec(frame)?.[1];
  return json === undefined ? null : (JSON.parse(json) as [RequestName, never]);
};

/** Writes down what passes between these people and the server. */
export const recordWire = (): Wire & { follow(visitor: Visitor): void } => {
  const reading: Promise<unknown>[] = [];
  const open = new Set<WebSocket>();
  const sent: Record<string, unknown[]> = {};
  const made: CreateClass[] = [];
  const tickets: TicketAnswer[] = [];
  const hostProofs: string[] = [];
  const parts: string[] = [];
  const asked = (request: Request): void => {
    const path = new URL(request.url()).pathname;
    if (request.method() === 'PUT' && path.includes('/files/'))
      parts.push(request.postDataBuffer()?.subarray(1_000, 1_048).toString('base64url') ?? '');
    if (request.method() !== 'POST') return;
    if (path === '/api/classes') made.push(request.postDataJSON() as CreateClass);
    if (path.endsWith('/vault')) hostProofs.push((request.postDataJSON() as { proof: string }).proof);
  };
  const answered = (response: Response): void => {
    if (!response.url().endsWith('/tickets') || !response.ok()) return;
    reading.push(response.json().then((answer: TicketAnswer) => tickets.push(answer)));
  };
  const connected = (socket: WebSocket): void => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('framesent', ({ payload }) => {
      const event = eventIn(String(payload));
      if (event) (sent[event[0]] ??= []).push(event[1]);
    });
  };
  return {
    made,
    tickets,
    hostProofs,
    parts,
    sent: sent as Wire['sent'],
    follow({ page }) {
      page.on('request', asked);
      page.on('response', answered);
      page.on('websocket', connected);
    },
    async settled() {
      // The last packet of a connection stays in its buffers until the next one.
      const pulse = (socket: WebSocket) => socket.waitForEvent('framesent', ({ payload }) => payload === pong);
      await Promise.all([...reading, ...[...open].map(pulse)]);
    },
  };
};
