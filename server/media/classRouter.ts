import type { ClassMedia, Clock, MediaListener, Tile } from '../classroom/ports.ts';
import { Refusal } from '../protocol/refusal.ts';
import type {
  Direction,
  DtlsParametersMessage,
  RtpCapabilitiesMessage,
  RtpParametersMessage,
  Source,
  TransportParameters,
} from '../protocol/media.ts';
import { type BitrateLimits, Bitrates } from './bitrates.ts';
import { type Stream, usualTiles, wantedOf } from './forwarding.ts';
import type { Place } from './place.ts';
import type { ClassReach } from './reach.ts';
import type { RouterLease } from './routerLease.ts';
import { Endpoint } from './endpoint.ts';
import { reportSpeakers } from './speakers.ts';
import { openTransports, playable } from './transports.ts';

export type ClassRouterOptions = {
  /** Gives the class a place in a worker. */
  readonly lease: () => Promise<RouterLease>;
  readonly listener: MediaListener;
  /** Told once that the class holds nothing any more. */
  readonly closed: () => void;
  readonly clock: Clock;
  readonly limits: BitrateLimits;
  readonly reach: ClassReach;
};

/** The media of one class. It owns its router and everybody's endpoint, and goes to another worker when its own dies. */
export class ClassRouter implements ClassMedia {
  readonly #options: ClassRouterOptions;
  readonly #bitrates: Bitrates;
  readonly #places = new Map<string, Place>();
  readonly #streams = new Map<string, Stream>();
  #leased: Promise<RouterLease> | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: ClassRouterOptions) {
    this.#options = options;
    const { clock, limits, listener } = options;
    this.#bitrates = new Bitrates(clock, limits, ({ owner, source }) => {
      this.stop(owner, source);
      listener.exceeded(owner, source);
    });
  }

  /** The class's place in a worker; made anew after the worker's death. Refuses with `media` when there is none. */
  leased(): Promise<RouterLease> {
    this.#leased ??= this.#settle().catch((error: unknown) => {
      this.#leased = undefined;
      throw error;
    });
    return this.#leased;
  }

  /** Refuses with `conflict` when the participant opened again or was dropped meanwhile. */
  async open(id: string, capabilities: RtpCapabilitiesMessage): Promise<Record<Direction, TransportParameters>> {
    return this.#open(id, capabilities, true);
  }

  async prepare(id: string, capabilities: RtpCapabilitiesMessage): Promise<Record<Direction, TransportParameters>> {
    return this.#open(id, capabilities, false);
  }

  async #open(
    id: string,
    capabilities: RtpCapabilitiesMessage,
    admitted: boolean,
  ): Promise<Record<Direction, TransportParameters>> {
    this.#assertOpen();
    const canPlay = playable(capabilities);
    const place = this.#places.get(id) ?? { wanted: undefined, endpoint: undefined, turn: undefined, admitted };
    this.#places.set(id, place);
    this.#leave(place);
    const turn = Symbol(id);
    Object.assign(place, { turn, admitted });
    const transports = await openTransports(await this.leased());
    const { listener, clock, reach } = this.#options;
    const endpoint = new Endpoint({
      id,
      transports,
      capabilities: canPlay,
      wanted: place.wanted ?? usualTiles(id, this.#streams),
      listener,
      bitrates: this.#bitrates,
      clock,
      reach,
    });
    if (place.turn !== turn) {
      endpoint[Symbol.dispose]();
      throw new Refusal(this.#closing ? 'ended' : 'conflict');
    }
    place.endpoint = endpoint;
    if (place.admitted) void endpoint.forwarding.offer(this.#streams.values());
    return endpoint.parameters;
  }

  admit(id: string): void {
    const place = this.#places.get(id);
    if (!place || place.admitted) return;
    place.admitted = true;
    void place.endpoint?.forwarding.watch(place.wanted ?? usualTiles(id, this.#streams), this.#streams.values());
  }

  async connect(id: string, direction: Direction, dtls: DtlsParametersMessage): Promise<void> {
    await this.#endpoint(id).connect(direction, dtls);
  }

  async restart(id: string, direction: Direction): Promise<TransportParameters['iceParameters']> {
    return this.#endpoint(id).restart(direction);
  }

  async produce(id: string, source: Source, rtp: RtpParametersMessage, paused: boolean): Promise<string> {
    const endpoint = this.#endpoint(id);
    this.#end(endpoint.stop(source));
    const stream = await endpoint.produce(source, rtp, paused);
    this.#begin(stream);
    return stream.producer.id;
  }

  async pause(id: string, source: Source, paused: boolean): Promise<void> {
    await this.#endpoint(id).pause(source, paused);
  }

  stop(id: string, source: Source): void {
    this.#end(this.#places.get(id)?.endpoint?.stop(source));
  }

  async watch(id: string, tiles: readonly Tile[]): Promise<void> {
    const place = this.#places.get(id);
    if (!place) throw new Refusal('not-found');
    place.wanted = wantedOf(tiles);
    await place.endpoint?.forwarding.watch(place.wanted, this.#streams.values());
  }

  async ready(id: string, consumers: readonly string[]): Promise<void> {
    await this.#endpoint(id).forwarding.ready(consumers);
  }

  drop(id: string): void {
    const place = this.#places.get(id);
    if (!place) return;
    this.#places.delete(id);
    this.#leave(place);
  }

  blockedOf(id: string): readonly Direction[] {
    return this.#places.get(id)?.endpoint?.blocked ?? [];
  }

  get held(): ReadonlySet<string> {
    return new Set(this.#places.keys());
  }

  close(): Promise<void> {
    this.#closing ??= this.#shut();
    return this.#closing;
  }

  async #settle(): Promise<RouterLease> {
    const leased = await this.#options.lease();
    if (this.#closing) {
      leased.router.close();
      throw new Refusal('ended');
    }
    leased.router.on('workerclose', () => this.#lost());
    reportSpeakers(leased.speakers, (ids) => this.#options.listener.speakers(ids));
    return leased;
  }

  #endpoint(id: string): Endpoint {
    this.#assertOpen();
    const endpoint = this.#places.get(id)?.endpoint;
    if (!endpoint) throw new Refusal('not-found');
    return endpoint;
  }

  #assertOpen(): void {
    if (this.#closing) throw new Refusal('ended');
  }

  #begin(stream: Stream): void {
    this.#streams.set(stream.producer.id, stream);
    this.#bitrates.begin(stream);
    for (const { endpoint, admitted } of this.#places.values()) if (admitted) void endpoint?.forwarding.offer([stream]);
    // Only voices; a rejection means that the stream or the worker closed meanwhile.
    const listen = async (): Promise<void> => (await this.#leased)?.speakers.addProducer({ producerId: stream.producer.id });
    if (stream.source === 'mic') void listen().catch(() => undefined);
  }

  #end(stream: Stream | undefined): void {
    if (!stream) return;
    this.#streams.delete(stream.producer.id);
    this.#bitrates.end(stream);
    for (const { endpoint } of this.#places.values()) endpoint?.forwarding.ended(stream);
  }

  /** Closes what a participant has, and settles an `open` that is under way. */
  #leave(place: Place): void {
    const { endpoint } = place;
    place.turn = undefined;
    place.endpoint = undefined;
    if (!endpoint) return;
    for (const stream of endpoint.streams) this.#end(stream);
    endpoint[Symbol.dispose]();
  }

  #lost(): void {
    if (this.#closing) return;
    this.#leased = undefined;
    this.#streams.clear();
    for (const place of this.#places.values()) this.#leave(place);
    this.#options.listener.lost();
  }

  async #shut(): Promise<void> {
    for (const place of this.#places.values()) this.#leave(place);
    this.#places.clear();
    this.#streams.clear();
    this.#bitrates[Symbol.dispose]();
    const leased = await this.#leased?.catch(() => undefined);
    leased?.router.close();
    this.#options.closed();
  }
}
