import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { heartbeat } from '../../../server/transport/socket/heartbeat.ts';
import { answer } from './child.ts';
import { openFloorMedia } from './floorMedia.ts';
import { serveFolder } from './folder.ts';
import { watchUsage } from './usage.ts';

/** Hands go out together, as the product does it: what is compared is the cost of saying it, not how often. */
const gatherMs = 20;

type Relayed = { readonly name: string; readonly news: unknown };

/**
 * The least that can do a class's work: Socket.IO and mediasoup with nothing between them. No ticket, no schema, no right, no
 * lobby, no limit; everybody is believed.
 */
export const run = async (folder: string): Promise<void> => {
  const usage = watchUsage();
  const media = await openFloorMedia();
  const http = createServer(serveFolder(folder));
  const io = new Server(http, { path: '/socket', transports: ['websocket'], serveClient: false, ...heartbeat });
  const members = new Map<string, Map<string, unknown>>();
  const hands = new Map<string, string[]>();

  const serve = (socket: Socket): void => {
    let room = '';
    socket.on('enter', (input: { room: string; card: unknown }, done: (snapshot: unknown) => void) => {
      room = input.room;
      const here = members.get(room) ?? new Map<string, unknown>();
      members.set(room, here.set(socket.id, input.card));
      void socket.join(room);
      socket.to(room).emit('member.joined', { id: socket.id, card: input.card });
      done({ members: Array.from(here, ([id, card]) => ({ id, card })) });
    });
    socket.on('relay', ({ name, news }: Relayed, done: (nothing: object) => void) => {
      socket.to(room).emit(name, news);
      done({});
    });
    socket.on('hand.raise', (_: object, done: (nothing: object) => void) => {
      const raised = hands.get(room);
      if (raised) raised.push(socket.id);
      else {
        const first = [socket.id];
        hands.set(room, first);
        setTimeout(() => {
          hands.delete(room);
          io.to(room).emit('tools', { hands: first });
        }, gatherMs);
      }
      done({});
    });
    media.serve(socket, () => room);
    socket.on('disconnect', () => {
      members.get(room)?.delete(socket.id);
      if (members.get(room)?.size === 0) members.delete(room);
    });
  };
  io.on('connection', serve);
  http.listen(0, '127.0.0.1', () => {
    const { port } = http.address() as AddressInfo;
    answer({ start: () => ({ port }), usage }, async () => {
      await io.close();
      media.close();
    });
  });
};
