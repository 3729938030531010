import { type Socket, io } from 'socket.io-client';
import { randomBytes, randomCard } from '../../kit/client.ts';
import { mediaKind } from '../../kit/rtc/packets.ts';
import { capabilities } from '../../../server/media/codecs.ts';
import { startChild } from '../children/child.ts';
import type { Usage } from '../children/usage.ts';
import { type Class, type MediaLine, type Person, type Place, admitting, inTurn } from './place.ts';

/** Starts the floor in its own process. `folder`: a page that it serves. */
export const openFloor = async (folder = ''): Promise<Place> => {
  await using building = new AsyncDisposableStack();
  const child = building.use(startChild('floor', [folder], ['--expose-gc']));
  const { port } = await child.ask<{ port: number }>('start');
  const origin = `http://127.0.0.1:${port}`;
  const stack = building.move();
  return {
    origin,
    openClass: () => openClass(origin),
    usage: (options = {}) => child.ask<Usage>('usage', options),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
};

type Connected = { readonly socket: Socket; readonly here: number };

const connect = async (origin: string, room: string): Promise<Connected> => {
  const socket = io(origin, { path: '/socket', transports: ['websocket'], reconnection: false, forceNew: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const { members } = await socket.emitWithAck('enter', { room, card: randomCard() });
  return { socket, here: members.length };
};

const openClass = async (origin: string): Promise<Class> => {
  const room = randomBytes(16);
  const { socket: hostSocket } = await connect(origin, room);
  // Who relays a list is not told of it.
  let admitted = 1;
  const host = { ...personOf(hostSocket, 1), peopleKnown: () => admitted };
  const people: Person[] = [host];
  // The floor has no keys: a list of people to everybody is the least that says who is in.
  const admit = admitting<Socket>(async (_, sockets) => {
    const members = [hostSocket, ...sockets].map(({ id = '' }, slot) => ({ id, card: randomBytes(32), role: 'student', slot }));
    await hostSocket.emitWithAck('relay', { name: 'people', news: { members } });
    admitted = members.length;
  });
  const close = async (): Promise<void> => {
    await inTurn(people, 20, async (person) => person[Symbol.asyncDispose]());
  };
  return {
    host,
    people,
    join: async () => {
      const { socket, here } = await connect(origin, room);
      const person = personOf(socket, here);
      await admit(socket);
      people.push(person);
      return person;
    },
    end: close,
    [Symbol.asyncDispose]: close,
  };
};

const state = {
  lobby: true,
  locked: false,
  calm: false,
  rights: { speak: true, camera: true, screen: false, chat: true, privateChat: false, hand: true, react: true },
  spotlight: null,
  hostDeadline: null,
};

const personOf = (socket: Socket, here: number): Person => {
  const id = socket.id ?? '';
  const relay = async (name: string, news: unknown): Promise<void> => void (await socket.emitWithAck('relay', { name, news }));
  let known = here;
  socket.on('people', ({ members }: { members: unknown[] }) => {
    known = members.length;
  });
  return {
    id,
    socket,
    peopleKnown: () => known,
    media: mediaLineOf(socket),
    say: (box) => relay('chat', { from: id, scope: 'all', box }),
    raiseHand: async () => void (await socket.emitWithAck('hand.raise', {})),
    lowerAll: () => relay('state', state),
    spotlight: (spotlight) => relay('state', { ...state, spotlight }),
    [Symbol.asyncDispose]: async () => void socket.disconnect(),
  };
};

const mediaLineOf = (socket: Socket): MediaLine => ({
  open: (directions) => socket.emitWithAck('media.open', { capabilities, directions }),
  connect: async (direction, dtls) => void (await socket.emitWithAck('media.connect', { direction, dtls })),
  produce: async (source, rtp) => void (await socket.emitWithAck('media.produce', { source, kind: mediaKind(source), rtp })),
  watch: () => Promise.resolve(),
  ready: async (consumers) => void (await socket.emitWithAck('media.ready', { consumers })),
  onOffers: (take) => void socket.on('offers', ({ offers }) => take(offers)),
});
