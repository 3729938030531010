import type { RtpCapabilities, WebRtcTransport } from 'mediasoup/types';
import type { Clock, MediaListener } from '../classroom/ports.ts';
import { Refusal } from '../protocol/refusal.ts';
import {
  type Direction,
  type DtlsParametersMessage,
  kindOf,
  type RtpParametersMessage,
  type Source,
  type TransportParameters,
} from '../protocol/media.ts';
import type { Bitrates } from './bitrates.ts';
import { sendable } from './codecs.ts';
import { Forwarding, type Stream, type Wanted } from './forwarding.ts';
import { Outbox } from './outbox.ts';
import { Lines } from './lines.ts';
import type { ClassReach } from './reach.ts';
import { parametersOf, type Transports } from './transports.ts';

/** At most so many key frames a second are asked of a sender, however many people turn to it: one per 300 ms. */
const keyFrameRequestDelay = 300;

export type EndpointOptions = {
  readonly id: string;
  readonly transports: Transports;
  readonly capabilities: RtpCapabilities;
  readonly wanted: Wanted;
  readonly listener: MediaListener;
  readonly bitrates: Bitrates;
  readonly clock: Clock;
  readonly reach: ClassReach;
};

/** The media of one participant: a transport each way, what they send and what they receive. */
export class Endpoint implements Disposable {
  readonly forwarding: Forwarding;
  readonly #lines: Lines;
  readonly #id: string;
  readonly #transports: Transports;
  readonly #bitrates: Bitrates;
  readonly #streams = new Map<Source, Stream>();
  /** Whose turn it is to be the stream of a source: what is made in vain is closed again. */
  readonly #turns = new Map<Source, symbol>();
  readonly #stack = new DisposableStack();

  constructor({ id, transports, capabilities, wanted, listener, bitrates, clock, reach }: EndpointOptions) {
    this.#id = id;
    this.#transports = transports;
    this.#bitrates = bitrates;
    for (const transport of Object.values(transports)) this.#stack.defer(() => transport.close());
    const changed = (blocked: readonly Direction[]): void => listener.line(id, blocked);
    this.#lines = this.#stack.use(new Lines({ id, transports, clock, reach, changed }));
    const outbox = this.#stack.use(new Outbox(id, listener));
    this.forwarding = new Forwarding(id, transports.recv, capabilities, wanted, outbox);
  }

  get parameters(): Readonly<Record<Direction, TransportParameters>> {
    return { send: parametersOf(this.#transports.send), recv: parametersOf(this.#transports.recv) };
  }

  /** The directions in which nothing passes. */
  get blocked(): readonly Direction[] {
    return this.#lines.blocked;
  }

  get streams(): Iterable<Stream> {
    return this.#streams.values();
  }

  async connect(direction: Direction, dtlsParameters: DtlsParametersMessage): Promise<void> {
    const transport = this.#transports[direction];
    await judged(
      transport,
      transport.connect({ dtlsParameters: dtlsParameters as Parameters<typeof transport.connect>[0]['dtlsParameters'] }),
    );
    if (!transport.closed) this.#lines.tried(direction);
  }

  async restart(direction: Direction): Promise<TransportParameters['iceParameters']> {
    return this.#transports[direction].restartIce().catch(() => {
      throw new Refusal('media');
    });
  }

  /**
   * Refuses with `conflict` when the source was stopped or started anew meanwhile, and with `too-often` as long as what was sent
   * before was far too much.
   */
  async produce(source: Source, rtp: RtpParametersMessage, paused: boolean): Promise<Stream> {
    const rtpParameters = sendable(source, rtp);
    if (this.#bitrates.blocks(this.#id, source)) throw new Refusal('too-often');
    const turn = Symbol(source);
    this.#turns.set(source, turn);
    const transport = this.#transports.send;
    const making = transport.produce({
      kind: kindOf[source],
      rtpParameters,
      paused,
      keyFrameRequestDelay,
      appData: { owner: this.#id },
    });
    const [producer] = await judged(transport, Promise.all([making, this.#allow(source)]));
    if (this.#turns.get(source) !== turn) {
      producer.close();
      throw new Refusal('conflict');
    }
    const stream = { owner: this.#id, source, producer };
    this.#streams.set(source, stream);
    return stream;
  }

  async pause(source: Source, paused: boolean): Promise<void> {
    const producer = this.#streams.get(source)?.producer;
    if (!producer) throw new Refusal('not-found');
    await (paused ? producer.pause() : producer.resume()).catch(() => {
      throw new Refusal(producer.closed ? 'not-found' : 'media');
    });
  }

  /** Ends a stream, and one that is being made. Returns what ended. */
  stop(source: Source): Stream | undefined {
    this.#turns.delete(source);
    const stream = this.#streams.get(source);
    this.#streams.delete(source);
    if (stream) this.#bitrates.end(stream);
    stream?.producer.close();
    return stream;
  }

  [Symbol.dispose](): void {
    this.#turns.clear();
    this.#stack.dispose();
  }

  /** Screen and camera each have their share. Browsers obey; what the others send is measured. */
  async #allow(source: Source): Promise<void> {
    if (kindOf[source] === 'audio') return;
    const videos = new Set([...this.#streams.keys(), source].filter((one) => kindOf[one] === 'video'));
    await this.#transports.send.setMaxIncomingBitrate(this.#bitrates.advised(videos));
  }
}

/** The worker said no: to what was asked, unless it is the transport that is gone. */
const judged = <T>(transport: WebRtcTransport, asked: Promise<T>): Promise<T> =>
  asked.catch(() => {
    throw new Refusal(transport.closed ? 'media' : 'invalid');
  });
