import type { ClassMedia, Clock, MediaListener, Tile } from '../classroom/ports.ts';
import { Refusal } from '../classroom/refusal.ts';
import type {
  Direction,
  DtlsParametersMessage,
  RtpCapabilitiesMessage,
  RtpParametersMessage,
  Source,
  TransportParameters,
} from '../protocol/media.ts';
import { type BitrateLimits, Bitrates } from './bitrates.ts';
import { type Stream, type Wanted, usualTiles, wantedOf } from './forwarding.ts';
import type { Ground } from './ground.ts';
import { Seat } from './seat.ts';
import { reportSpeakers } from './speakers.ts';
import { openTransports, playable } from './transports.ts';

/**
 * A participant: the tiles they look at, once they have said, outlive their transports. `turn` tells the last `open` from those
 * it replaced. To who is not admitted, nothing is forwarded.
 */
type Place = { wanted: Wanted | undefined; seat: Seat | undefined; turn: symbol | undefined; admitted: boolean };

export type RoomOptions = {
  /** Gives the room a place in a worker. */
  readonly lease: () => Promise<Ground>;
  readonly listener: MediaListener;
  /** Told once that the room holds nothing any more. */
  readonly closed: () => void;
  readonly clock: Clock;
  readonly limits: BitrateLimits;
};

/** The media of one class. It owns its router and everybody's seat, and goes to another worker when its own dies. */
export class Room implements ClassMedia {
  readonly #lease: () => Promise<Ground>;
  readonly #listener: MediaListener;
  readonly #closed: () => void;
  readonly #bitrates: Bitrates;
  readonly #places = new Map<string, Place>();
  readonly #streams = new Map<string, Stream>();
  #ground: Promise<Ground> | undefined;
  #closing: Promise<void> | undefined;

  constructor({ lease, listener, closed, clock, limits }: RoomOptions) {
    this.#lease = lease;
    this.#listener = listener;
    this.#closed = closed;
    this.#bitrates = new Bitrates(clock, limits, ({ owner, source }) => {
      this.stop(owner, source);
      listener.exceeded(owner, source);
    });
  }

  /** The class's place in a worker; made anew after the worker's death. Refuses with `media` when there is none. */
  ground(): Promise<Ground> {
    this.#ground ??= this.#settle().catch((error: unknown) => {
      this.#ground = undefined;
      throw error;
    });
    return this.#ground;
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
    const place = this.#places.get(id) ?? { wanted: undefined, seat: undefined, turn: undefined, admitted };
    this.#places.set(id, place);
    this.#leave(place);
    const turn = Symbol(id);
    Object.assign(place, { turn, admitted });
    const transports = await openTransports(await this.ground());
    const seat = new Seat({
      id,
      transports,
      capabilities: canPlay,
      wanted: place.wanted ?? usualTiles(id, this.#streams),
      listener: this.#listener,
      bitrates: this.#bitrates,
    });
    if (place.turn !== turn) {
      seat[Symbol.dispose]();
      throw new Refusal(this.#closing ? 'ended' : 'conflict');
    }
    place.seat = seat;
    if (place.admitted) void seat.forwarding.offer(this.#streams.values());
    return seat.parameters;
  }

  admit(id: string): void {
    const place = this.#places.get(id);
    if (!place || place.admitted) return;
    place.admitted = true;
    void place.seat?.forwarding.watch(place.wanted ?? usualTiles(id, this.#streams), this.#streams.values());
  }

  async connect(id: string, direction: Direction, dtls: DtlsParametersMessage): Promise<void> {
    await this.#seat(id).connect(direction, dtls);
  }

  async restart(id: string, direction: Direction): Promise<TransportParameters['iceParameters']> {
    return this.#seat(id).restart(direction);
  }

  async produce(id: string, source: Source, rtp: RtpParametersMessage, paused: boolean): Promise<string> {
    const seat = this.#seat(id);
    this.#end(seat.stop(source));
    const stream = await seat.produce(source, rtp, paused);
    this.#begin(stream);
    return stream.producer.id;
  }

  async pause(id: string, source: Source, paused: boolean): Promise<void> {
    await this.#seat(id).pause(source, paused);
  }

  stop(id: string, source: Source): void {
    this.#end(this.#places.get(id)?.seat?.stop(source));
  }

  async watch(id: string, tiles: readonly Tile[]): Promise<void> {
    const place = this.#places.get(id);
    if (!place) throw new Refusal('not-found');
    place.wanted = wantedOf(tiles);
    await place.seat?.forwarding.watch(place.wanted, this.#streams.values());
  }

  async ready(id: string, consumers: readonly string[]): Promise<void> {
    await this.#seat(id).forwarding.ready(consumers);
  }

  drop(id: string): void {
    const place = this.#places.get(id);
    if (!place) return;
    this.#places.delete(id);
    this.#leave(place);
  }

  get held(): ReadonlySet<string> {
    return new Set(this.#places.keys());
  }

  close(): Promise<void> {
    this.#closing ??= this.#shut();
    return this.#closing;
  }

  async #settle(): Promise<Ground> {
    const ground = await this.#lease();
    if (this.#closing) {
      ground.router.close();
      throw new Refusal('ended');
    }
    ground.router.on('workerclose', () => this.#lost());
    reportSpeakers(ground.speakers, (ids) => this.#listener.speakers(ids));
    return ground;
  }

  #seat(id: string): Seat {
    this.#assertOpen();
    const seat = this.#places.get(id)?.seat;
    if (!seat) throw new Refusal('not-found');
    return seat;
  }

  #assertOpen(): void {
    if (this.#closing) throw new Refusal('ended');
  }

  #begin(stream: Stream): void {
    this.#streams.set(stream.producer.id, stream);
    this.#bitrates.begin(stream);
    for (const { seat, admitted } of this.#places.values()) if (admitted) void seat?.forwarding.offer([stream]);
    // Only voices; a rejection means that the stream or the worker closed meanwhile.
    const listen = async (): Promise<void> => (await this.#ground)?.speakers.addProducer({ producerId: stream.producer.id });
    if (stream.source === 'mic') void listen().catch(() => undefined);
  }

  #end(stream: Stream | undefined): void {
    if (!stream) return;
    this.#streams.delete(stream.producer.id);
    this.#bitrates.end(stream);
    for (const { seat } of this.#places.values()) seat?.forwarding.ended(stream);
  }

  /** Closes what a participant has, and settles an `open` that is under way. */
  #leave(place: Place): void {
    const { seat } = place;
    place.turn = undefined;
    place.seat = undefined;
    if (!seat) return;
    for (const stream of seat.streams) this.#end(stream);
    seat[Symbol.dispose]();
  }

  #lost(): void {
    if (this.#closing) return;
    this.#ground = undefined;
    this.#streams.clear();
    for (const place of this.#places.values()) this.#leave(place);
    this.#listener.lost();
  }

  async #shut(): Promise<void> {
    for (const place of this.#places.values()) this.#leave(place);
    this.#places.clear();
    this.#streams.clear();
    this.#bitrates[Symbol.dispose]();
    const ground = await this.#ground?.catch(() => undefined);
    ground?.router.close();
    this.#closed();
  }
}
