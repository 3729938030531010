import type { Device } from 'mediasoup-client';
import type { RefusalCode } from '#protocol/codes.ts';
import type { Source } from '#protocol/media.ts';
import type { Offer } from '#protocol/news.ts';
import type { RequestInput } from '#protocol/requests.ts';
import { capture } from '../media/devices.ts';
import { type Protection, Streams } from '../media/streams.ts';
import type { Line } from './line.ts';
import { type Store, allSources, announce, put, setLocal } from './store.ts';

/** The devices chosen in the preflight. */
export type Chosen = { micId?: string | undefined; cameraId?: string | undefined };

/** What is on the screen, and how large. */
type Tiles = Readonly<RequestInput<'media.watch'>['tiles']>;

/** What this browser sends and receives: owns the local tracks and, across reconnections, the streams. */
export class LocalMedia {
  readonly #store: Store;
  readonly #line: Line;
  readonly #protection: Protection;
  readonly #device: Promise<Device>;
  #chosen: Chosen = {};
  #streams: Promise<Streams> | null = null;
  /** The server has been asked for transports: it can be told what to send on them. */
  #asked = false;
  /** One is in the class, as far as it was told. */
  #inside = false;
  #tiles: Tiles = [];

  constructor(store: Store, line: Line, protection: Protection, device: Promise<Device>) {
    this.#store = store;
    this.#line = line;
    this.#protection = protection;
    this.#device = device;
  }

  /** The devices to turn on when the person asks for it. */
  choose(chosen: Chosen): void {
    this.#chosen = { ...chosen };
  }

  /** Opens the transports before one is in the class, if that is not done: they carry nothing yet. Of a failure nothing is said. */
  prepare(): void {
    if (this.#streams) return;
    this.#begin()
      .opening.then((streams) => (this.#inside ? undefined : streams.rehearse()))
      .catch(() => {});
  }

  /** One is in: what was prepared is used, else the transports are opened. Resolves when the server has been asked, or cannot be. */
  begin(): Promise<void> {
    this.#inside = true;
    const prepared = this.#streams;
    if (!prepared) return this.open();
    prepared.catch(() => this.#streams === prepared && void this.open());
    return Promise.resolve();
  }

  /** The server has lost the transports. */
  lost(): void {
    if (this.#inside) {
      announce(this.#store, 'mediaLost');
      void this.open();
    } else {
      this.suspend();
      this.prepare();
    }
  }

  /** Opens the transports (again) and sends what was on. Resolves when the server has been asked, or cannot be. */
  open(): Promise<void> {
    const { asked, opening } = this.#begin();
    void opening
      .then((streams) => this.#resume(streams, () => this.#streams === opening))
      .catch(() => this.#streams === opening && announce(this.#store, 'mediaLost'));
    return asked;
  }

  #begin(): { readonly asked: Promise<void>; readonly opening: Promise<Streams> } {
    const former = this.#streams;
    const asked = Promise.withResolvers<void>();
    const opening = (async () => {
      if (former) await former.then((streams) => streams.close()).catch(() => {});
      const device = await this.#device;
      const streams = Streams.open(this.#line, device, this.#protection, {
        received: (id, source, track) => put(this.#store.tracks, `${id}/${source}`, track),
        broken: () => this.#streams === opening && this.#broken(),
      });
      this.#asked = true;
      asked.resolve();
      if (this.#tiles.length > 0) this.watch(this.#tiles);
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

  async #resume(streams: Streams, current: () => boolean): Promise<void> {
    for (const [source, track] of this.#store.localTracks.value) {
      try {
        await streams.send(source, track);
        if (this.#store.local.value[source] === 'paused') await this.#tellPause(streams, source, true);
      } catch (error) {
        if (!current()) return;
        this.end(source);
        this.#explain(source, error);
      }
    }
  }

  offers(offers: readonly Offer[]): void {
    if (!this.#streams) return;
    void this.#streams.then((streams) => streams.take(offers)).catch(() => {});
  }

  gone(consumers: readonly string[]): void {
    void this.#streams?.then((streams) => streams.drop(consumers)).catch(() => {});
  }

  watch(tiles: Tiles): void {
    this.#tiles = tiles;
    const wanted = this.#store.audioOnly.value ? [] : [...tiles];
    if (this.#asked) void this.#line.ask('media.watch', { tiles: wanted });
  }

  /** Without pictures: none is received, and the own camera is let go. */
  setAudioOnly(on: boolean): void {
    this.watch(this.#tiles);
    if (on) void this.stop('camera');
  }

  /** Turns a source on: asks for the device, then sends. Refusals and device faults become notices. */
  async start(source: Source): Promise<void> {
    if (this.#store.local.value[source] === 'starting' || this.#store.local.value[source] === 'on') return;
    if (this.#store.local.value[source] === 'paused') return this.#unpause(source);
    setLocal(this.#store, source, 'starting');
    try {
      const deviceId = source === 'mic' ? this.#chosen.micId : source === 'camera' ? this.#chosen.cameraId : undefined;
      const tracks = await capture(source, deviceId);
      for (const track of tracks)
        await this.#sendTrack(track.kind === 'audio' && source === 'screen' ? 'screenAudio' : source, track);
    } catch (error) {
      this.end(source);
      this.#explain(source, error);
    }
  }

  async #sendTrack(source: Source, track: MediaStreamTrack): Promise<void> {
    track.contentHint = source === 'screen' ? 'detail' : source === 'mic' ? 'speech' : '';
    track.addEventListener('ended', () => this.#store.localTracks.value.get(source) === track && void this.stop(source));
    put(this.#store.localTracks, source, track);
    const streams = await this.#streams;
    if (!streams) throw new Error('offline');
    await streams.send(source, track);
    if (this.#store.localTracks.value.get(source) === track) setLocal(this.#store, source, 'on');
  }

  #explain(source: Source, error: unknown): void {
    const name = error instanceof DOMException ? error.name : '';
    // Closing the screen picker is a choice, not a fault.
    if (name === 'NotAllowedError' && source === 'screen') return;
    if (name) return announce(this.#store, 'deviceFailed', { source });
    announce(this.#store, 'refused', { source, code: (error as Error).message as RefusalCode });
  }

  /** Turns a source off: a microphone is paused, so that it is quick to come back; anything else is let go. */
  async stop(source: Source): Promise<void> {
    const state = this.#store.local.value[source];
    if (state === 'off') return;
    if (source === 'mic' && state === 'on') {
      setLocal(this.#store, source, 'paused');
      const streams = await this.#streams?.catch(() => null);
      if (streams) await this.#tellPause(streams, source, true);
      return;
    }
    this.end(source);
    await this.#line.ask('media.close', { source });
    if (source === 'screen') await this.stop('screenAudio');
  }

  async #unpause(source: Source): Promise<void> {
    const streams = await this.#streams?.catch(() => null);
    const refusal = streams ? await this.#tellPause(streams, source, false) : 'offline';
    if (refusal) announce(this.#store, 'refused', { source, code: refusal });
    else setLocal(this.#store, source, 'on');
  }

  async #tellPause(streams: Streams, source: Source, paused: boolean): Promise<RefusalCode | null> {
    if (paused) streams.pause(source, true);
    const answer = await this.#line.ask('media.pause', { source, paused });
    if (!answer.ok) return answer.code;
    if (!paused) streams.pause(source, false);
    return null;
  }

  /** Lets go of a source at once, here only: the server has ended it, or is being told. */
  end(source: Source): void {
    this.#store.localTracks.value.get(source)?.stop();
    setLocal(this.#store, source, 'off', null);
    void this.#streams?.then((streams) => streams.stop(source)).catch(() => {});
  }

  async setDevice(kind: 'mic' | 'camera', deviceId: string): Promise<void> {
    this.#chosen[kind === 'mic' ? 'micId' : 'cameraId'] = deviceId;
    const former = this.#store.localTracks.value.get(kind);
    if (!former) return;
    try {
      const [track] = await capture(kind, deviceId);
      if (!track) return;
      await (await this.#streams)?.replace(kind, track);
      former.stop();
      put(this.#store.localTracks, kind, track);
      track.addEventListener('ended', () => this.#store.localTracks.value.get(kind) === track && void this.stop(kind));
    } catch (error) {
      this.#explain(kind, error);
    }
  }

  /** The transports are gone: nothing is received; what is sent will be sent again after `open`. */
  suspend(): void {
    void this.#streams?.then((streams) => streams.close()).catch(() => {});
    this.#streams = null;
    this.#asked = false;
    this.#inside = false;
  }

  close(): void {
    for (const source of allSources) this.end(source);
    this.suspend();
  }
}
