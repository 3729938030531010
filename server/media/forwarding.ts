import type { Consumer, Producer, RtpCapabilities, WebRtcTransport } from 'mediasoup/types';
import type { Tile } from '../classroom/ports.ts';
import { kindOf, type Source, type TileSize } from '../protocol/media.ts';
import type { Offer } from '../protocol/news.ts';
import { layersFor } from './codecs.ts';
import type { Outbox } from './outbox.ts';

/** What one participant sends from one source. */
export type Stream = { readonly owner: string; readonly source: Source; readonly producer: Producer };

/** The tiles that a participant looks at, by `owner/source`. */
export type Wanted = ReadonlyMap<string, TileSize>;

/** The most videos that are forwarded to one participant. */
const maxVideos = 30;

/** The first 30 tiles, each once. */
export const wantedOf = (tiles: readonly Tile[]): Wanted => {
  const wanted = new Map<string, TileSize>();
  for (const { id, source, size } of tiles) {
    if (wanted.size === maxVideos) break;
    wanted.set(`${id}/${source}`, size);
  }
  return wanted;
};

/** Videos that are forwarded to who has not said yet what is on their screen, and how many at most are medium ones. */
const usual = { most: 9, medium: 4 };

/** What a page shows that has just opened: screens first, then faces. */
export const usualTiles = (self: string, streams: ReadonlyMap<string, Stream>): Wanted => {
  const videos = Array.from(streams.values()).filter(({ owner, source }) => owner !== self && kindOf[source] === 'video');
  const shown = videos.toSorted((a, b) => Number(b.source === 'screen') - Number(a.source === 'screen')).slice(0, usual.most);
  const size = shown.length <= usual.medium ? 'medium' : 'small';
  return new Map(shown.map(({ owner, source }) => [`${owner}/${source}`, size]));
};

/** `seen`: its first picture has gone through, a moment ago at least. */
type Forward = { readonly stream: Stream; size: TileSize | undefined; consumer: Consumer | undefined; seen: boolean };

/** Browsers send one key frame in 300 ms, whatever layers are asked for: so long, and a little, after the first one. In milliseconds. */
const settlingMs = 500;

/** The streams that one participant receives: everybody's audio, and the videos on their screen. */
export class Forwarding {
  readonly #self: string;
  readonly #transport: WebRtcTransport;
  readonly #capabilities: RtpCapabilities;
  readonly #outbox: Outbox;
  #wanted: Wanted;
  /** By producer. An entry that is no longer here while its consumer is being made, is no longer wanted. */
  readonly #forwards = new Map<string, Forward>();
  readonly #byConsumer = new Map<string, Forward>();

  constructor(self: string, transport: WebRtcTransport, capabilities: RtpCapabilities, wanted: Wanted, outbox: Outbox) {
    this.#self = self;
    this.#transport = transport;
    this.#capabilities = capabilities;
    this.#wanted = wanted;
    this.#outbox = outbox;
  }

  /** Forwards exactly these videos of those that there are. Resolves when the worker has done it; never rejects. */
  async watch(wanted: Wanted, streams: Iterable<Stream>): Promise<void> {
    this.#wanted = wanted;
    for (const forward of this.#forwards.values()) {
      if (!this.#wants(forward.stream)) {
        forward.consumer?.close();
        this.#forget(forward);
      }
    }
    await this.offer(streams);
  }

  /** Offers those of the streams that are wanted and not forwarded yet. Never rejects. */
  async offer(streams: Iterable<Stream>): Promise<void> {
    const wanted = Array.from(streams).filter((stream) => this.#wants(stream));
    await Promise.all(wanted.map((stream) => this.#forward(stream)));
  }

  /** The stream is over: the worker closes its consumers by itself. */
  ended(stream: Stream): void {
    const forward = this.#forwards.get(stream.producer.id);
    if (forward) this.#forget(forward);
  }

  /** The browser has built these consumers. Those that ended meanwhile are left out; never rejects. */
  async ready(consumers: readonly string[]): Promise<void> {
    await Promise.all(
      consumers.map(async (id) => {
        const consumer = this.#byConsumer.get(id)?.consumer;
        // A rejection means that it was closed meanwhile, with its producer or its worker.
        if (consumer?.paused) await consumer.resume().catch(() => undefined);
      }),
    );
  }

  #wants({ owner, source }: Stream): boolean {
    return owner !== this.#self && (kindOf[source] === 'audio' || this.#wanted.has(`${owner}/${source}`));
  }

  async #forward(stream: Stream): Promise<void> {
    const { id, type } = stream.producer;
    const size = this.#wanted.get(`${stream.owner}/${stream.source}`);
    const known = this.#forwards.get(id);
    if (known) return this.#resize(known, size);
    const forward: Forward = { stream, size, consumer: undefined, seen: false };
    this.#forwards.set(id, forward);
    const consumer = await this.#consume(id, type === 'simulcast' ? size : undefined);
    // A transport that closed meanwhile does not close what the worker made before it heard of that.
    if (this.#transport.closed || this.#forwards.get(id) !== forward) {
      consumer?.close();
      return;
    }
    if (!consumer) {
      this.#forwards.delete(id);
      return;
    }
    forward.consumer = consumer;
    this.#byConsumer.set(consumer.id, forward);
    this.#outbox.offer(offerOf(stream, consumer));
    consumer.once('layerschange', () => settle(forward, consumer));
    await adjust(forward);
  }

  /** Nothing when the browser cannot play it, or when one of the two ends closed meanwhile. */
  async #consume(producerId: string, size: TileSize | undefined): Promise<Consumer | undefined> {
    try {
      return await this.#transport.consume({
        producerId,
        rtpCapabilities: this.#capabilities,
        paused: true,
        ...(size && { preferredLayers: layersFor(size) }),
      });
    } catch {
      return undefined;
    }
  }

  async #resize(forward: Forward, size: TileSize | undefined): Promise<void> {
    if (forward.size === size) return;
    forward.size = size;
    await adjust(forward);
  }

  #forget(forward: Forward): void {
    this.#forwards.delete(forward.stream.producer.id);
    if (!forward.consumer) return;
    this.#byConsumer.delete(forward.consumer.id);
    this.#outbox.withdraw(forward.consumer.id);
  }
}

/** Asks for another layer, if one is wanted, once the first picture has gone through. */
const settle = (forward: Forward, consumer: Consumer): void => {
  const timer = setTimeout(() => {
    forward.seen = true;
    void adjust(forward);
  }, settlingMs);
  consumer.observer.once('close', () => clearTimeout(timer));
};

/**
 * Asks for the layer of this size; while the first picture is on its way, some time after it has come: another layer needs a key frame of
 * its own, which the sender would not make so soon, and the worker asks for anew after a second only.
 */
const adjust = async (forward: Forward): Promise<void> => {
  const { consumer, size, seen } = forward;
  if (!consumer || !size || consumer.type !== 'simulcast') return;
  const awaited = !consumer.paused && !consumer.producerPaused && !seen;
  const { spatialLayer } = layersFor(size);
  if (awaited || consumer.preferredLayers?.spatialLayer === spatialLayer) return;
  // A rejection means that it was closed meanwhile.
  await consumer.setPreferredLayers({ spatialLayer }).catch(() => undefined);
  if (forward.size !== size) await adjust(forward);
};

const offerOf = ({ owner, source, producer }: Stream, consumer: Consumer): Offer => ({
  consumer: consumer.id,
  producer: producer.id,
  id: owner,
  source,
  kind: consumer.kind,
  rtp: consumer.rtpParameters as Offer['rtp'],
});
