import type { Device } from 'mediasoup-client';
import type { Offer } from '#protocol/news.ts';
import type { RequestInput } from '#protocol/requests.ts';
import { type Protection, Streams } from '../media/streams.ts';
import type { Signaling } from '../net/signaling.ts';
import { type Store, announce, put } from './store.ts';

/** What is on the screen, and how large. */
type Tiles = Readonly<RequestInput<'media.watch'>['tiles']>;

/** What a path is made of. */
export type PathParts = {
  readonly store: Store;
  readonly signaling: Signaling;
  readonly protection: Protection;
  readonly device: () => Promise<Device>;
  /** Sends on these transports what was on; `current`: whether they still are the call's. */
  readonly resume: (streams: Streams, current: () => boolean) => Promise<void>;
};

/** This browser's way to the media: its transports, across reconnections, and what is looked at. */
export class Path {
  readonly #parts: PathParts;
  #streams: Promise<Streams> | null = null;
  /** The server has been asked for transports: it can be told what to send on them. */
  #asked = false;
  /** One is in the class, as far as it was told. */
  #inside = false;
  #tiles: Tiles = [];
  readonly #received = Promise.withResolvers<void>();

  constructor(parts: PathParts) {
    this.#parts = parts;
  }

  /** The transports, if they are being opened or are open. Rejects with the refusal's code as its message. */
  get streams(): Promise<Streams> | null {
    return this.#streams;
  }

  /** Opens the transports before one is in the class, if that is not done: they carry nothing yet. Of a failure nothing is said. */
  prepare(): void {
    if (!this.#streams) this.#begin().opening.catch(() => {});
  }

  /** Connects what was prepared. To be called while there is time: whoever is about to be let in loses some. */
  rehearse(): void {
    void this.#streams?.then((streams) => (this.#inside ? undefined : streams.rehearse())).catch(() => {});
  }

  /** Resolves once this browser receives something of those who send. */
  get received(): Promise<void> {
    return this.#received.promise;
  }

  /** One is in: what was prepared is used, else the transports are opened. Resolves when the server has been asked, or cannot be. */
  begin(): Promise<void> {
    this.#inside = true;
    const prepared = this.#streams;
    if (!prepared) return this.open();
    if (this.#tiles.length > 0) this.rewatch();
    const current = () => this.#streams === prepared;
    prepared.then((streams) => this.#parts.resume(streams, current)).catch(() => current() && void this.open());
    return Promise.resolve();
  }

  /** Opens the transports (again) and sends what was on. Resolves when the server has been asked, or cannot be. */
  open(): Promise<void> {
    const { asked, opening } = this.#begin();
    const current = () => this.#streams === opening;
    opening
      .then((streams) => this.#parts.resume(streams, current))
      .catch(() => current() && announce(this.#parts.store, 'mediaLost'));
    return asked;
  }

  /** The server has lost the transports. */
  lost(): void {
    if (this.#inside) {
      announce(this.#parts.store, 'mediaLost');
      void this.open();
    } else {
      this.suspend();
      this.prepare();
    }
  }

  #begin(): { readonly asked: Promise<void>; readonly opening: Promise<Streams> } {
    const { store, signaling, protection } = this.#parts;
    const former = this.#streams;
    const asked = Promise.withResolvers<void>();
    const opening = (async () => {
      if (former) await former.then((streams) => streams.close()).catch(() => {});
      const device = await this.#parts.device();
      const streams = Streams.open(signaling, device, protection, {
        received: (id, source, track) => put(store.tracks, `${id}/${source}`, track),
        broken: () => this.#streams === opening && this.#broken(),
      });
      this.#asked = true;
      asked.resolve();
      if (this.#inside && (this.#tiles.length > 0 || store.audioOnly.value)) this.rewatch();
      return streams;
    })();
    this.#streams = opening;
    opening.catch(() => {}).finally(() => asked.resolve());
    return { asked: asked.promise, opening };
  }

  /** Before one is in, there is nothing that would have to come back at once. */
  #broken(): void {
    if (this.#inside) void this.open();
    else this.suspend();
  }

  offers(offers: readonly Offer[]): void {
    if (!this.#streams) return;
    void this.#streams
      .then((streams) => streams.take(offers).then(() => streams.connected))
      .then(this.#received.resolve)
      .catch(() => {});
  }

  gone(consumers: readonly string[]): void {
    void this.#streams?.then((streams) => streams.drop(consumers)).catch(() => {});
  }

  watch(tiles: Tiles): void {
    this.#tiles = tiles;
    const wanted = this.#parts.store.audioOnly.value ? [] : [...tiles];
    if (this.#asked) void this.#parts.signaling.ask('media.watch', { tiles: wanted });
  }

  /** Tells again what is looked at: it is nothing without pictures. */
  rewatch(): void {
    this.watch(this.#tiles);
  }

  /** The transports are gone: nothing is received; what is sent will be sent again when they are opened. */
  suspend(): void {
    void this.#streams?.then((streams) => streams.close()).catch(() => {});
    this.#streams = null;
    this.#asked = false;
    this.#inside = false;
  }
}
