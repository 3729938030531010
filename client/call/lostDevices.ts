import type { Source } from '#protocol/media.ts';
import { browserTime } from '../crypto/base/browserTime.ts';
import { capture } from '../media/devices.ts';
import { whenBack, whyEnded } from '../media/loss.ts';
import { type Store, announce } from './store.ts';

type DeviceSource = 'mic' | 'camera';
export const isDevice = (source: Source): source is DeviceSource => source === 'mic' || source === 'camera';

/** So long a device that went comes back by itself, in milliseconds. After it, nobody would expect it to be on. */
const backMs = 120_000;

/** The devices that went by themselves while they were on: says so, and waits for them to come back. */
export class LostDevices {
  readonly #store: Store;
  readonly #waits = new Map<Source, Disposable>();
  readonly #muted = new Set<Source>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Something else is wanted of this source. */
  forget(source: Source): void {
    this.#waits.get(source)?.[Symbol.dispose]();
    this.#waits.delete(source);
    this.#muted.delete(source);
  }

  isWaiting(source: Source): boolean {
    return this.#waits.has(source);
  }

  isMuted(source: Source): boolean {
    return this.#muted.has(source);
  }

  muted(source: DeviceSource): void {
    this.#muted.add(source);
    announce(this.#store, 'deviceLost', { source, trouble: 'muted' });
  }

  /** Says that a source is on again, if it is. */
  back(source: DeviceSource): void {
    if (this.#store.local.value[source] === 'on') announce(this.#store, 'deviceBack', { source });
  }

  /** A track has ended, and was let go. `begin` turns its source on with the same device, once it is there. */
  async ended(
    source: DeviceSource,
    track: MediaStreamTrack,
    begin: (tracks: MediaStreamTrack[]) => Promise<void>,
  ): Promise<void> {
    const name = track.getSettings();
    const again = async () => {
      const tracks = await capture(source, name.deviceId).catch(() => null);
      if (!tracks) return;
      if (this.#waits.get(source) !== wait) return tracks.forEach((late) => late.stop());
      await begin(tracks);
      this.back(source);
    };
    const waiting = whenBack(source, name, () => void again());
    const limit = browserTime.after(backMs, () => this.forget(source));
    const wait = {
      [Symbol.dispose]: () => {
        waiting[Symbol.dispose]();
        limit[Symbol.dispose]();
      },
    };
    this.#waits.set(source, wait);
    announce(this.#store, 'deviceLost', { source, trouble: await whyEnded(source, name) });
  }
}
