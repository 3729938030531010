import type { Device, types } from 'mediasoup-client';
import type { Direction, Source, TransportParameters } from '#protocol/media.ts';
import type { Offer } from '#protocol/news.ts';
import type { Signaling } from '../net/signaling.ts';
import { onSigns } from '../net/signs.ts';
import { encodingsOf } from './encodings.ts';
import { rehearse } from './rehearsal.ts';

/** Encryption of the frames, given by `client/crypto`. */
export type Protection = {
  sender(sender: RTCRtpSender, source: Source): void;
  receiver(receiver: RTCRtpReceiver, id: string, source: Source): void;
  /** Resolves once what this person sends can be shown. */
  opens(id: string): Promise<void>;
};

export type StreamsEvents = {
  /** A received track, or null when it is gone. */
  received(id: string, source: Source, track: MediaStreamTrack | null): void;
  /** A transport lost its path and could not be repaired: open everything again. */
  broken(): void;
};

type Consuming = { readonly consumer: types.Consumer; readonly id: string; readonly source: Source };

/** The two WebRTC transports of this browser and everything on them. One for each (re)opening: close it and make another. */
export class Streams {
  readonly #signaling: Signaling;
  readonly #protection: Protection;
  readonly #events: StreamsEvents;
  readonly #device: Device;
  readonly #recv: types.Transport;
  readonly #sendTo: types.TransportOptions;
  #sending: types.Transport | null = null;
  #rehearsed: Promise<void> | null = null;
  readonly #connected = Promise.withResolvers<void>();
  readonly #producers = new Map<Source, types.Producer>();
  readonly #consuming = new Map<string, Consuming>();
  /** Offers withdrawn while they were being built. */
  readonly #withdrawn = new Set<string>();
  /** Another network is another way: ICE looks for it at once, not when it has missed the former for seconds. */
  readonly #signs = onSigns((sign) => sign === 'network' && this.#restartAll());
  #closed = false;

  private constructor(
    signaling: Signaling,
    device: Device,
    protection: Protection,
    events: StreamsEvents,
    ends: Record<Direction, TransportParameters>,
  ) {
    this.#signaling = signaling;
    this.#protection = protection;
    this.#events = events;
    this.#device = device;
    this.#sendTo = ends.send as types.TransportOptions;
    this.#recv = this.#wire('recv', device.createRecvTransport(ends.recv as types.TransportOptions));
  }

  #wire(direction: Direction, transport: types.Transport): types.Transport {
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      void this.#signaling
        .ask('media.connect', { direction, dtls: dtlsParameters as never })
        .then((answer) => (answer.ok ? done() : failed(new Error(answer.code))));
    });
    transport.on('connectionstatechange', (state) => {
      if (direction === 'recv' && state === 'connected') this.#connected.resolve();
      void this.#watchPath(transport, direction, state);
    });
    return transport;
  }

  /** Resolves once the receiving transport is connected. */
  get connected(): Promise<void> {
    return this.#connected.promise;
  }

  /** Made when something is sent for the first time: whoever watches needs none. */
  get #send(): types.Transport {
    if (this.#sending) return this.#sending;
    const transport = this.#wire('send', this.#device.createSendTransport(this.#sendTo));
    transport.on('produce', ({ rtpParameters, appData }, done, failed) => {
      const { source, paused } = appData as { source: Source; paused: boolean };
      void this.#signaling
        .ask('media.produce', { source, rtp: rtpParameters as never, paused })
        .then((answer) => (answer.ok ? done({ id: answer.value.producer }) : failed(new Error(answer.code))));
    });
    this.#sending = transport;
    return transport;
  }

  /** Connects the receiving transport before anything is received, once. See `rehearse`. */
  rehearse(): Promise<void> {
    this.#rehearsed ??= rehearse(this.#recv, this.#device.recvRtpCapabilities);
    return this.#rehearsed;
  }

  /** Asks the server for transports. Throws an Error whose message is the refusal's code. */
  static async open(signaling: Signaling, device: Device, protection: Protection, events: StreamsEvents): Promise<Streams> {
    const answer = await signaling.ask('media.open', { capabilities: device.recvRtpCapabilities as never });
    if (!answer.ok) throw new Error(answer.code);
    return new Streams(signaling, device, protection, events, answer.value);
  }

  /** Starts sending a track. Throws an Error whose message is the refusal's code. */
  async send(source: Source, track: MediaStreamTrack): Promise<void> {
    const producer = await this.#send.produce({
      track,
      ...encodingsOf[source],
      stopTracks: false,
      onRtpSender: (sender) => this.#protection.sender(sender, source),
      appData: { source, paused: false },
    });
    this.#producers.get(source)?.close();
    this.#producers.set(source, producer);
  }

  async replace(source: Source, track: MediaStreamTrack): Promise<void> {
    await this.#producers.get(source)?.replaceTrack({ track });
  }

  pause(source: Source, paused: boolean): void {
    const producer = this.#producers.get(source);
    if (paused) producer?.pause();
    else producer?.resume();
  }

  stop(source: Source): void {
    this.#producers.get(source)?.close();
    this.#producers.delete(source);
  }

  /** Builds the offered streams and tells the server to send them, each person's as soon as it can be shown. */
  async take(offers: readonly Offer[]): Promise<void> {
    const taken = await Promise.all(offers.map((offer) => this.#consume(offer)));
    const consuming = taken.flatMap((consumer) => this.#consuming.get(consumer ?? '') ?? []);
    const people = Map.groupBy(consuming, ({ id }) => id);
    await Promise.all(Array.from(people, ([id, theirs]) => this.#begin(id, theirs)));
  }

  async #begin(id: string, theirs: readonly Consuming[]): Promise<void> {
    await this.#protection.opens(id);
    const consumers = theirs.flatMap(({ consumer }) => (consumer.closed ? [] : [consumer.id]));
    if (consumers.length > 0 && !this.#closed) await this.#signaling.ask('media.ready', { consumers });
  }

  async #consume(offer: Offer): Promise<string | null> {
    const { id, source } = offer;
    if (this.#closed) return null;
    const consumer = await this.#recv.consume({
      id: offer.consumer,
      producerId: offer.producer,
      kind: offer.kind,
      rtpParameters: offer.rtp as types.RtpParameters,
      // One stream id per person and pair of sources keeps lips and voice together (RFC 8830).
      streamId: `${id}-${source.startsWith('screen') ? 'screen' : 'person'}`,
      onRtpReceiver: (receiver) => this.#protection.receiver(receiver, id, source),
    });
    if (this.#closed || this.#withdrawn.delete(consumer.id)) {
      consumer.close();
      return null;
    }
    this.#consuming.set(consumer.id, { consumer, id, source });
    this.#events.received(id, source, consumer.track);
    return consumer.id;
  }

  /** Drops streams that the server no longer forwards. */
  drop(consumers: readonly string[]): void {
    for (const id of consumers) {
      const consuming = this.#consuming.get(id);
      if (!consuming) {
        this.#withdrawn.add(id);
        continue;
      }
      this.#consuming.delete(id);
      consuming.consumer.close();
      const replaced = this.#consuming.values().some((other) => other.id === consuming.id && other.source === consuming.source);
      if (!replaced) this.#events.received(consuming.id, consuming.source, null);
    }
  }

  async #watchPath(transport: types.Transport, direction: Direction, state: RTCPeerConnectionState): Promise<void> {
    if (this.#closed || (state !== 'failed' && state !== 'disconnected')) return;
    // The socket takes the same way.
    this.#signaling.doubt();
    await this.#restart(transport, direction);
  }

  #restartAll(): void {
    const transports = [
      [this.#recv, 'recv'],
      [this.#sending, 'send'],
    ] as const;
    for (const [transport, direction] of transports)
      if (transport && transport.connectionState !== 'new') void this.#restart(transport, direction);
  }

  /** Finds the way anew, ICE restart (RFC 8445, section 2.4). */
  async #restart(transport: types.Transport, direction: Direction): Promise<void> {
    const answer = await this.#signaling.ask('media.restart', { direction });
    if (this.#closed) return;
    const iceParameters = answer.ok ? (answer.value.ice as types.IceParameters) : null;
    const restarted = await (iceParameters &&
      transport.restartIce({ iceParameters }).then(
        () => true,
        () => false,
      ));
    if (!this.#closed && !restarted && (answer.ok || answer.code !== 'offline')) this.#events.broken();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#signs[Symbol.dispose]();
    this.drop(Array.from(this.#consuming.keys()));
    this.#sending?.close();
    this.#recv.close();
  }
}
