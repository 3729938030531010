import { observer } from 'mediasoup';
import type { Consumer, Producer, Router, Transport, Worker } from 'mediasoup/types';

/** A frame as it travelled: of Opus one packet's payload, of VP8 what its packets carry together. */
export type Captured = { readonly owner: string; readonly kind: 'audio' | 'video'; readonly data: Uint8Array };

/**
 * Everything that the media workers of this process forward, as they hold it: after SRTP was taken off. mediasoup tells of its
 * routers by itself; a transport of our own on each consumes every stream. To be made before the server.
 */
export class Capture implements Disposable {
  readonly frames: Captured[] = [];
  /** RTP packets as they are forwarded. */
  readonly packets: { readonly owner: string; readonly kind: 'audio' | 'video'; readonly bytes: Buffer }[] = [];
  /** Which stream was forwarded on which transport. */
  readonly consumed: {
    readonly router: Router;
    readonly transport: Transport;
    readonly owner: string;
    readonly consumer: Consumer;
  }[] = [];
  readonly #owners = new Map<string, string>();
  readonly #waiting = new Set<(frame: Captured) => void>();
  readonly #onWorker = (worker: Worker) =>
    worker.observer.on('newrouter', (router) => {
      router.observer.on('newtransport', (transport: Transport) => {
        if (transport.type !== 'webrtc') return;
        transport.observer.on('newproducer', (producer) => void this.#listen(router, producer).catch(() => undefined));
        transport.observer.on('newconsumer', (consumer) =>
          this.consumed.push({ router, transport, owner: this.#owners.get(consumer.producerId) ?? '', consumer }),
        );
      });
    });

  constructor() {
    observer.on('newworker', this.#onWorker);
  }

  /** The frames of one person, in the order in which they came. */
  of(owner: string, kind: 'audio' | 'video'): Uint8Array[] {
    return this.frames.flatMap((frame) => (frame.owner === owner && frame.kind === kind ? [frame.data] : []));
  }

  /** Resolves once a frame like this has come, from now on. */
  until(is: (frame: Captured) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (frame: Captured) => {
        if (!is(frame)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
    });
  }

  [Symbol.dispose](): void {
    observer.off('newworker', this.#onWorker);
  }

  async #listen(router: Router, producer: Producer): Promise<void> {
    this.#owners.set(producer.id, String(producer.appData['owner']));
    const transport = await router.createDirectTransport();
    const consumer = await transport.consume({ producerId: producer.id, rtpCapabilities: router.rtpCapabilities });
    const owner = String(producer.appData['owner']);
    const { kind } = producer;
    const whole = kind === 'audio' ? (packet: Rtp) => packet.payload : vp8Frames();
    consumer.on('rtp', (bytes) => {
      this.packets.push({ owner, kind, bytes: Buffer.from(bytes) });
      const data = whole(readRtp(bytes));
      if (!data || data.length === 0) return;
      const frame = { owner, kind, data };
      this.frames.push(frame);
      for (const look of this.#waiting) look(frame);
    });
    producer.observer.once('close', () => transport.close());
  }
}

type Rtp = { readonly sequence: number; readonly marker: boolean; readonly payload: Buffer };

/** RFC 3550, section 5.1, with RFC 8285's extensions left out. */
export const readRtp = (packet: Buffer): Rtp => {
  const first = packet.readUInt8(0);
  let at = 12 + 4 * (first & 0x0f);
  if (first & 0x10) at += 4 + 4 * packet.readUInt16BE(at + 2);
  const padding = first & 0x20 ? (packet.at(-1) ?? 0) : 0;
  const payload = Buffer.from(packet.subarray(at, packet.length - padding));
  return { sequence: packet.readUInt16BE(2), marker: (packet.readUInt8(1) & 0x80) !== 0, payload };
};

/** Puts VP8 frames together from their packets (RFC 7741, section 4.2); a frame with a gap is left out. */
const vp8Frames = () => {
  let parts: Buffer[] | null = null;
  let next = -1;
  return ({ sequence, marker, payload }: Rtp): Uint8Array | null => {
    const start = (payload.readUInt8(0) & 0x17) === 0x10;
    if (start) parts = [];
    else if (sequence !== next) parts = null;
    next = (sequence + 1) & 0xffff;
    parts?.push(payload.subarray(descriptorLength(payload)));
    return marker && parts ? Buffer.concat(parts) : null;
  };
};

const descriptorLength = (payload: Buffer): number => {
  if (!(payload.readUInt8(0) & 0x80)) return 1;
  const extensions = payload.readUInt8(1);
  const picture = extensions & 0x80 ? (payload.readUInt8(2) & 0x80 ? 2 : 1) : 0;
  return 2 + picture + (extensions & 0x40 ? 1 : 0) + (extensions & 0x30 ? 1 : 0);
};
