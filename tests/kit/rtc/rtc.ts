import { Audio, PeerConnection, type Track, Video } from 'node-datachannel';
import type { DtlsParametersMessage, TransportParameters } from '#protocol/media.ts';
import type { Offer } from '#protocol/news.ts';
import { isRtcp, keyFramesAskedBy, mediaKind, packetMaker, rtpParametersOf, type StreamShape } from './packets.ts';
import { dtlsOf, type Section, serverSdp } from './sdp.ts';

/** Hands the client's certificate to the server, as `media.connect` does. */
export type Connect = (dtls: DtlsParametersMessage) => Promise<void>;

/** A real WebRTC client's sending half: ICE, DTLS and SRTP are libdatachannel's, the frames are made up. */
export type RtcSender = Disposable & {
  /** Resolves when the DTLS handshake is done. Rejects when it fails. */
  readonly connected: Promise<void>;
  /** Sends one packet of this stream now. False when the transport is not ready. */
  send(ssrc: number): boolean;
  /** Sends all streams at their rates until disposed. */
  start(): void;
  /** Key frames that were asked of this stream. */
  keyFramesAsked(ssrc: number): number;
};

const config = { iceServers: [], bindAddress: '127.0.0.1', disableAutoNegotiation: true };
/** Timers are coarser than packets: each tick sends what is due. */
const tickMs = 10;

/** Connects a send transport for these streams; all of them are negotiated at once, by SSRC. */
export const openRtcSender = (transport: TransportParameters, shapes: readonly StreamShape[], connect: Connect): RtcSender => {
  const peer = new PeerConnection('sender', config);
  const connected = connectionOf(peer);
  const asked = new Map<number, number>();
  const lines = shapes.map((shape, index) => {
    const rtp = rtpParametersOf(shape.source, [shape.ssrc]);
    const track = peer.addTrack(describe(String(index), shape, rtp.codecs[0]?.payloadType ?? 0));
    return { shape, track, rtp, maker: packetMaker(shape) };
  });
  // libdatachannel may hand RTCP to any of the tracks, or to several.
  const onRtcp = (packet: Buffer): void => {
    if (!isRtcp(packet)) return;
    for (const ssrc of keyFramesAskedBy(packet)) {
      asked.set(ssrc, (asked.get(ssrc) ?? 0) + 1);
      lines.find(({ shape }) => shape.ssrc === ssrc)?.maker.wantKeyFrame();
    }
  };
  for (const { track } of lines) track.onMessage(onRtcp);
  peer.setLocalDescription('offer');
  const sections = lines.map(({ shape, rtp }, index): Section => {
    return { mid: String(index), kind: mediaKind(shape.source), direction: 'recvonly', rtp };
  });
  const handshake = connect(dtlsOf(peer.localDescription()?.sdp ?? '')).then(() =>
    peer.setRemoteDescription(serverSdp(transport, sections, 'passive'), 'answer'),
  );
  const timers: NodeJS.Timeout[] = [];
  const emit = ({ track, maker }: (typeof lines)[number]): boolean =>
    !track.isClosed() && track.isOpen() && track.sendMessageBinary(maker.next());
  return {
    connected: Promise.all([handshake, connected]).then(() => undefined),
    send: (ssrc) => lines.some((line) => line.shape.ssrc === ssrc && emit(line)),
    start: () => {
      const from = performance.now();
      const sent = new Map<number, number>();
      const tick = (): void => {
        const seconds = (performance.now() - from) / 1000;
        for (const line of lines) {
          const due = Math.floor(seconds * line.shape.packetsPerSecond);
          for (let count = sent.get(line.shape.ssrc) ?? 0; count < due; count++) emit(line);
          sent.set(line.shape.ssrc, due);
        }
      };
      timers.push(setInterval(tick, tickMs));
    },
    keyFramesAsked: (ssrc) => asked.get(ssrc) ?? 0,
    [Symbol.dispose]: () => {
      for (const timer of timers) clearInterval(timer);
      peer.close();
    },
  };
};

/** A real WebRTC client's receiving half: counts the RTP packets of each consumer. */
export type RtcReceiver = Disposable & {
  /** Resolves when the DTLS handshake is done, which the first `add` begins. */
  readonly connected: Promise<void>;
  /** Builds the receivers of these offers, as a browser does before `media.ready`. */
  add(offers: readonly Offer[]): Promise<void>;
  /** RTP packets received of this consumer. */
  received(consumer: string): number;
  /** Resolves as soon as this consumer has had so many packets. */
  until(consumer: string, packets: number): Promise<void>;
};

/** Connects a receive transport, once there is something to receive. `heard` is given each RTP packet. */
export const openRtcReceiver = (
  transport: TransportParameters,
  connect: Connect,
  heard?: (consumer: string, packet: Buffer) => void,
): RtcReceiver => {
  const peer = new PeerConnection('receiver', config);
  const connected = connectionOf(peer);
  const sections: Section[] = [];
  const consumers = new Map<string, string>();
  const counts = new Map<string, number>();
  const waiting = new Set<() => void>();
  const tracks: Track[] = [];
  let handshake: Promise<void> | undefined;
  peer.onTrack((track) => {
    tracks.push(track);
    const mid = track.mid();
    track.onMessage((packet) => {
      if (isRtcp(packet)) return;
      const consumer = consumers.get(mid) ?? '';
      counts.set(consumer, (counts.get(consumer) ?? 0) + 1);
      heard?.(consumer, packet);
      for (const look of waiting) look();
    });
  });
  return {
    connected,
    add: async (offers) => {
      for (const { consumer, kind, rtp } of offers) {
        const mid = String(sections.length);
        consumers.set(mid, consumer);
        sections.push({ mid, kind, direction: 'sendonly', rtp });
      }
      peer.setRemoteDescription(serverSdp(transport, sections, 'actpass'), 'offer');
      peer.setLocalDescription('answer');
      handshake ??= connect(dtlsOf(peer.localDescription()?.sdp ?? ''));
      await handshake;
    },
    received: (consumer) => counts.get(consumer) ?? 0,
    until: (consumer, packets) =>
      new Promise((resolve) => {
        const look = (): void => {
          if ((counts.get(consumer) ?? 0) < packets) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    [Symbol.dispose]: () => peer.close(),
  };
};

const connectionOf = (peer: PeerConnection): Promise<void> =>
  new Promise((resolve, reject) => {
    peer.onStateChange((state) => {
      if (state === 'connected') resolve();
      if (state === 'failed') reject(new Error('the WebRTC connection failed'));
    });
  });

const describe = (mid: string, { source, ssrc }: StreamShape, payloadType: number): Audio | Video => {
  const description = mediaKind(source) === 'audio' ? new Audio(mid, 'SendOnly') : new Video(mid, 'SendOnly');
  if (description instanceof Audio) description.addOpusCodec(payloadType);
  else description.addVP8Codec(payloadType);
  description.addSSRC(ssrc, 'a');
  return description;
};
