import type { Device } from 'mediasoup-client';
import type { RefusalCode } from '#protocol/codes.ts';
import type { Source } from '#protocol/media.ts';
import { SerialQueue } from '../crypto/base/serialQueue.ts';
import { capture } from '../media/devices.ts';
import { followMuting } from '../media/loss.ts';
import type { Protection, Streams } from '../media/streams.ts';
import type { Signaling } from '../net/signaling.ts';
import { explain } from './explain.ts';
import { LostDevices, isDevice } from './lostDevices.ts';
import { Path } from './path.ts';
import { type Store, allSources, announce, put, setLocal } from './store.ts';

/** The devices chosen in the preflight. */
export type Chosen = { micId?: string | undefined; cameraId?: string | undefined };

/** What this browser sends and receives: owns the local tracks and the path that they take. */
export class LocalMedia {
  readonly #store: Store;
  readonly #signaling: Signaling;
  readonly path: Path;
  #chosen: Chosen = {};
  /** What was last wanted of each source: a device that answers to an older wish is let go. */
  readonly #wishes = new Map<Source, symbol>();
  /** What the server is asked about a source goes in the order in which it was wanted. */
  readonly #orders = new Map<Source, SerialQueue>();
  /** What went by itself, and comes back by itself unless something else is wanted meanwhile. */
  readonly #lost: LostDevices;

  constructor(store: Store, signaling: Signaling, protection: Protection, device: () => Promise<Device>) {
    this.#store = store;
    this.#signaling = signaling;
    const resume = (streams: Streams, current: () => boolean): Promise<void> => this.#resume(streams, current);
    this.#lost = new LostDevices(store);
    this.path = new Path({ store, signaling, protection, device, resume });
  }

  /** The devices to turn on when the person asks for it. */
  choose(chosen: Chosen): void {
    this.#chosen = { ...chosen };
  }

  #wish(source: Source): () => boolean {
    const wish = Symbol(source);
    this.#lost.forget(source);
    this.#wishes.set(source, wish);
    return () => this.#wishes.get(source) === wish;
  }

  #inOrder<T>(source: Source, task: () => Promise<T>): Promise<T> {
    const order = this.#orders.get(source) ?? new SerialQueue();
    this.#orders.set(source, order);
    return order.run(task);
  }

  async #resume(streams: Streams, current: () => boolean): Promise<void> {
    for (const [source, track] of this.#store.localTracks.value) {
      try {
        await streams.send(source, track);
        if (this.#store.local.value[source] === 'paused') await this.#tellPause(streams, source, true);
      } catch (error) {
        if (!current()) return;
        this.end(source);
        explain(this.#store, source, error);
      }
    }
  }

  /** Without pictures: none is received, and the own camera is let go. */
  setAudioOnly(on: boolean): void {
    this.path.rewatch();
    if (on) void this.stop('camera');
  }

  /** Turns a source on: asks for the device, then sends. Refusals and device faults become notices. */
  async start(source: Source): Promise<void> {
    if (this.#store.local.value[source] === 'starting' || this.#store.local.value[source] === 'on') return;
    const former = this.#store.localTracks.value.get(source);
    if (this.#store.local.value[source] === 'paused' && !former?.muted) return this.#unpause(source);
    // It gives nothing: it is asked for anew.
    if (former) void this.#letGo(source);
    const deviceId = source === 'mic' ? this.#chosen.micId : source === 'camera' ? this.#chosen.cameraId : undefined;
    await this.#begin(source, () => capture(source, deviceId));
  }

  async #begin(source: Source, open: () => Promise<MediaStreamTrack[]>): Promise<void> {
    setLocal(this.#store, source, 'starting');
    const wanted = this.#wish(source);
    try {
      const tracks = await open();
      for (const track of tracks)
        if (wanted()) await this.#sendTrack(track.kind === 'audio' && source === 'screen' ? 'screenAudio' : source, track);
        else track.stop();
    } catch (error) {
      if (!wanted()) return;
      this.end(source);
      explain(this.#store, source, error);
    }
  }

  async #sendTrack(source: Source, track: MediaStreamTrack): Promise<void> {
    track.contentHint = source === 'screen' ? 'detail' : source === 'mic' ? 'speech' : '';
    put(this.#store.localTracks, source, track);
    this.#follow(source, track);
    const streams = await this.path.streams;
    if (!streams) throw new Error('offline');
    const current = (): boolean => this.#store.localTracks.value.get(source) === track;
    await this.#inOrder(source, async () => {
      if (!current()) return;
      await streams.send(source, track);
      if (!current()) streams.stop(source);
    });
    if (!current()) return;
    setLocal(this.#store, source, 'on');
    this.#followMuting(source, track);
  }

  /** A device can end or fall silent by itself at any time. What is shared ends where the person ends it: in the browser. */
  #follow(source: Source, track: MediaStreamTrack): void {
    const current = (): boolean => this.#store.localTracks.value.get(source) === track;
    track.addEventListener('ended', () => {
      if (current()) void (isDevice(source) ? this.#ended(source, track) : this.stop(source));
    });
  }

  #followMuting(source: Source, track: MediaStreamTrack): void {
    if (!isDevice(source)) return;
    followMuting(track, (muted) => this.#store.localTracks.value.get(source) === track && void this.#muted(source, muted));
  }

  async #ended(source: 'mic' | 'camera', track: MediaStreamTrack): Promise<void> {
    // What the person had turned off is not missed; it is asked for anew when it is wanted.
    const missed = this.#store.local.value[source] !== 'paused' || this.#lost.isMuted(source);
    void this.#letGo(source);
    if (missed) await this.#lost.ended(source, track, (tracks) => this.#begin(source, () => Promise.resolve(tracks)));
  }

  async #muted(source: 'mic' | 'camera', muted: boolean): Promise<void> {
    if (muted && this.#store.local.value[source] === 'on') {
      this.#lost.muted(source);
      return this.#pause(source);
    }
    if (muted || !this.#lost.isMuted(source)) return;
    await this.#unpause(source);
    this.#lost.back(source);
  }

  /** Turns a source off: a microphone is paused, so that it is quick to come back; anything else is let go. */
  async stop(source: Source): Promise<void> {
    const state = this.#store.local.value[source];
    this.#lost.forget(source);
    if (state === 'off' && !this.#store.localTracks.value.has(source)) return;
    if (source === 'mic' && state === 'on') return this.#pause(source);
    await this.#letGo(source);
    if (source === 'screen') await this.stop('screenAudio');
  }

  async #letGo(source: Source): Promise<void> {
    this.end(source);
    await this.#inOrder(source, () => this.#signaling.ask('media.close', { source }));
  }

  async #pause(source: Source): Promise<void> {
    setLocal(this.#store, source, 'paused');
    const streams = await this.path.streams?.catch(() => null);
    if (streams) await this.#tellPause(streams, source, true);
  }

  async #unpause(source: Source): Promise<void> {
    const wanted = this.#wish(source);
    const streams = await this.path.streams?.catch(() => null);
    const refusal = streams ? await this.#tellPause(streams, source, false) : 'offline';
    if (!wanted()) return;
    if (refusal) announce(this.#store, 'refused', { source, code: refusal });
    else setLocal(this.#store, source, 'on');
  }

  async #tellPause(streams: Streams, source: Source, paused: boolean): Promise<RefusalCode | null> {
    if (paused) streams.pause(source, true);
    const answer = await this.#signaling.ask('media.pause', { source, paused });
    if (!answer.ok) return answer.code;
    if (!paused) streams.pause(source, false);
    return null;
  }

  /** Lets go of a source at once, here only: the server has ended it, or is being told. */
  end(source: Source): void {
    this.#wishes.delete(source);
    this.#lost.forget(source);
    this.#store.localTracks.value.get(source)?.stop();
    setLocal(this.#store, source, 'off', null);
    void this.path.streams?.then((streams) => streams.stop(source)).catch(() => {});
  }

  async setDevice(kind: 'mic' | 'camera', deviceId: string): Promise<void> {
    this.#chosen[kind === 'mic' ? 'micId' : 'cameraId'] = deviceId;
    const former = this.#store.localTracks.value.get(kind);
    if (!former) return this.#lost.isWaiting(kind) ? this.start(kind) : undefined;
    try {
      const [track] = await capture(kind, deviceId);
      if (!track) return;
      // Turned off meanwhile, or another one chosen: this device is not wanted any more.
      if (this.#store.localTracks.value.get(kind) !== former || this.#chosen[kind === 'mic' ? 'micId' : 'cameraId'] !== deviceId)
        return track.stop();
      await (await this.path.streams)?.replace(kind, track);
      former.stop();
      put(this.#store.localTracks, kind, track);
      this.#follow(kind, track);
      this.#followMuting(kind, track);
      if (this.#lost.isMuted(kind)) await this.#unpause(kind);
    } catch (error) {
      explain(this.#store, kind, error);
    }
  }

  close(): void {
    for (const source of allSources) this.end(source);
    this.path.suspend();
  }
}
