import { createWorker } from 'mediasoup';
import type {
  Consumer,
  DtlsParameters,
  Producer,
  Router,
  RtpCapabilities,
  RtpParameters,
  WebRtcServer,
  WebRtcTransport,
} from 'mediasoup/types';
import type { Socket } from 'socket.io';
import type { Direction, Source } from '#protocol/media.ts';
import type { Offer } from '#protocol/news.ts';
import { capabilities, mediaCodecs } from '../../../server/media/codecs.ts';

type Done<T> = (value: T) => void;
type Stream = { readonly owner: string; readonly source: Source; readonly producer: Producer };
type Listener = { readonly socket: Socket; readonly transport: WebRtcTransport; readonly capabilities: RtpCapabilities };
type Room = {
  readonly router: Promise<Router>;
  readonly streams: Stream[];
  readonly listeners: Map<string, Listener>;
  people: number;
};

export type FloorMedia = {
  /** Answers the media requests of one connection. `roomOf`: where it is. */
  serve(socket: Socket, roomOf: () => string): void;
  close(): void;
};

const parametersOf = ({ id, iceParameters, iceCandidates, dtlsParameters }: WebRtcTransport) => ({
  id,
  iceParameters,
  iceCandidates,
  dtlsParameters,
});

/** One bare worker, a router for each room, and a consumer of every stream for everybody who listens. */
export const openFloorMedia = async (): Promise<FloorMedia> => {
  const worker = await createWorker({ logLevel: 'error' });
  const listen = { ip: '127.0.0.1' };
  const server: WebRtcServer = await worker.createWebRtcServer({
    listenInfos: [
      { protocol: 'udp', ...listen },
      { protocol: 'tcp', ...listen },
    ],
  });
  const rooms = new Map<string, Room>();
  const roomNamed = (name: string): Room => {
    const known = rooms.get(name);
    if (known) return known;
    const room: Room = {
      router: worker.createRouter({ mediaCodecs: [...mediaCodecs] }),
      streams: [],
      listeners: new Map(),
      people: 0,
    };
    rooms.set(name, room);
    return room;
  };
  const leave = async (name: string, room: Room): Promise<void> => {
    room.people -= 1;
    if (room.people > 0) return;
    rooms.delete(name);
    (await room.router).close();
  };
  return {
    serve: (socket, roomOf) =>
      serveOne(
        socket,
        server,
        () => roomNamed(roomOf()),
        (room) => leave(roomOf(), room),
      ),
    close: () => worker.close(),
  };
};

const consume = async ({ transport, capabilities: rtpCapabilities }: Listener, stream: Stream): Promise<[Offer, Consumer]> => {
  const { producer, owner, source } = stream;
  const consumer = await transport.consume({ producerId: producer.id, rtpCapabilities, paused: true });
  const { id, kind, rtpParameters } = consumer;
  return [{ consumer: id, producer: producer.id, id: owner, source, kind, rtp: rtpParameters as Offer['rtp'] }, consumer];
};

const serveOne = (socket: Socket, server: WebRtcServer, roomNow: () => Room, leave: (room: Room) => Promise<void>): void => {
  const transports = new Map<Direction, WebRtcTransport>();
  let room: Room | undefined;
  const offer = async (listener: Listener, streams: readonly Stream[]): Promise<void> => {
    if (streams.length === 0) return;
    const made = await Promise.all(streams.map((stream) => consume(listener, stream)));
    for (const [{ consumer: id }, consumer] of made) held(listener.socket).set(id, consumer);
    listener.socket.emit('offers', { offers: made.map(([one]) => one) });
  };
  socket.on('media.capabilities', (_: object, done: Done<unknown>) => done(capabilities));
  socket.on('media.open', async (input: { capabilities: RtpCapabilities; directions: Direction[] }, done: Done<unknown>) => {
    room = roomNow();
    room.people += 1;
    const router = await room.router;
    const make = () => router.createWebRtcTransport({ webRtcServer: server, initialAvailableOutgoingBitrate: 1_000_000 });
    await Promise.all(input.directions.map(async (direction) => transports.set(direction, await make())));
    const [send, recv] = (['send', 'recv'] as const).map((direction) => transports.get(direction));
    done({ send: send && parametersOf(send), recv: recv && parametersOf(recv) });
    if (!recv) return;
    const listener = { socket, transport: recv, capabilities: input.capabilities };
    room.listeners.set(socket.id, listener);
    await offer(listener, room.streams);
  });
  socket.on('media.connect', async (input: { direction: Direction; dtls: DtlsParameters }, done: Done<object>) => {
    await transports.get(input.direction)?.connect({ dtlsParameters: input.dtls });
    done({});
  });
  socket.on(
    'media.produce',
    async (input: { source: Source; kind: 'audio' | 'video'; rtp: RtpParameters }, done: Done<object>) => {
      const producer = await transports.get('send')?.produce({ kind: input.kind, rtpParameters: input.rtp });
      if (!room || !producer) return;
      const stream = { owner: socket.id, source: input.source, producer };
      room.streams.push(stream);
      done({ producer: producer.id });
      const others = Array.from(room.listeners).filter(([id]) => id !== socket.id);
      await Promise.all(others.map(([, listener]) => offer(listener, [stream])));
    },
  );
  socket.on('media.ready', async ({ consumers }: { consumers: string[] }, done: Done<object>) => {
    await Promise.all(consumers.flatMap((id) => held(socket).get(id)?.resume() ?? []));
    done({});
  });
  socket.on('disconnect', () => {
    for (const transport of transports.values()) transport.close();
    if (!room) return;
    room.listeners.delete(socket.id);
    room.streams.splice(0, room.streams.length, ...room.streams.filter(({ owner }) => owner !== socket.id));
    void leave(room);
  });
};

const consumers = new WeakMap<Socket, Map<string, Consumer>>();
const held = (socket: Socket): Map<string, Consumer> => {
  const known = consumers.get(socket) ?? new Map<string, Consumer>();
  consumers.set(socket, known);
  return known;
};
