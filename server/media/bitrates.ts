import type { Clock } from '../classroom/ports.ts';
import type { Source } from '../protocol/media.ts';
import type { Stream } from './forwarding.ts';

/** What each source may weigh as it arrives, headers included: bits per second. */
export type BitrateLimits = Readonly<Record<Source, number>>;

/** Several times what browsers send as sound, in stereo and encrypted. */
const soundLimit = 200_000;

export const bitrateLimits = (videos: { readonly cameraKbps: number; readonly screenKbps: number }): BitrateLimits => ({
  mic: soundLimit,
  screenAudio: soundLimit,
  camera: videos.cameraKbps * 1_000,
  screen: videos.screenKbps * 1_000,
});

/** How often the worker is asked what has arrived, per sender and not per receiver: milliseconds. */
const readEvery = 1_000;
/** What may come at once, as seconds of the limit: key frames of all layers, and packets that were held up on the way. */
const burstSeconds = 5;
/** Who sent far more than that waits no longer than this. */
const waitSecondsMax = 30;

/** A bucket that drains at the limit. It outlives its stream: starting anew does not empty it. */
type Bucket = { bits: number; at: number; readonly counted: Map<string, number> };

const nameOf = (owner: string, source: Source): string => `${owner}/${source}`;

/** Measures what the streams of one class weigh at their producers, whatever their senders promised, and says which go beyond. */
export class Bitrates implements Disposable {
  readonly #clock: Clock;
  readonly #limits: BitrateLimits;
  readonly #exceeded: (stream: Stream) => void;
  readonly #streams = new Set<Stream>();
  readonly #buckets = new Map<string, Bucket>();
  #timer: Disposable | null = null;

  constructor(clock: Clock, limits: BitrateLimits, exceeded: (stream: Stream) => void) {
    this.#clock = clock;
    this.#limits = limits;
    this.#exceeded = exceeded;
  }

  /** What senders are told by their congestion control, in bits per second: a cheap first line, which honest ones obey. */
  advised(sources: Iterable<Source>): number {
    return Array.from(sources).reduce((sum, source) => sum + this.#limits[source], 0);
  }

  begin(stream: Stream): void {
    this.#streams.add(stream);
    this.#timer ??= this.#clock.after(readEvery, () => void this.#read());
  }

  /** Reads it for the last time: to be called before the producer is closed, so that stopping and starting anew hides nothing. */
  end(stream: Stream): void {
    if (this.#streams.delete(stream)) void this.#count(stream);
  }

  /** True while this person's last stream of this source was too much for a new one to begin. */
  blocks(owner: string, source: Source): boolean {
    const bucket = this.#buckets.get(nameOf(owner, source));
    return bucket !== undefined && this.#drained(bucket, source) > this.#limits[source] * burstSeconds;
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#streams.clear();
    this.#buckets.clear();
  }

  async #read(): Promise<void> {
    await Promise.all(Array.from(this.#streams, (stream) => this.#measure(stream)));
    for (const [name, bucket] of this.#buckets) if (bucket.bits === 0 && !this.#measured(name)) this.#buckets.delete(name);
    const more = this.#streams.size > 0 || this.#buckets.size > 0;
    this.#timer = more ? this.#clock.after(readEvery, () => void this.#read()) : null;
  }

  async #measure(stream: Stream): Promise<void> {
    await this.#count(stream);
    if (this.#streams.has(stream) && this.blocks(stream.owner, stream.source)) this.#exceeded(stream);
  }

  async #count({ owner, source, producer }: Stream): Promise<void> {
    // A rejection means that it was closed meanwhile.
    const stats = await producer.getStats().catch(() => []);
    const name = nameOf(owner, source);
    const bucket = this.#buckets.get(name) ?? { bits: 0, at: this.#clock.now(), counted: new Map<string, number>() };
    this.#buckets.set(name, bucket);
    this.#drained(bucket, source);
    for (const { ssrc, byteCount } of stats) {
      const layer = `${producer.id} ${ssrc}`;
      bucket.bits += Math.max(0, byteCount - (bucket.counted.get(layer) ?? 0)) * 8;
      bucket.counted.set(layer, byteCount);
    }
    bucket.bits = Math.min(bucket.bits, this.#limits[source] * (burstSeconds + waitSecondsMax));
  }

  #drained(bucket: Bucket, source: Source): number {
    const now = this.#clock.now();
    const gone = (Math.max(0, now - bucket.at) / 1_000) * this.#limits[source];
    Object.assign(bucket, { bits: Math.max(0, bucket.bits - gone), at: now });
    return bucket.bits;
  }

  #measured(name: string): boolean {
    return Array.from(this.#streams).some(({ owner, source }) => nameOf(owner, source) === name);
  }
}
