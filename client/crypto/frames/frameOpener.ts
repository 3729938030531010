import type { Source } from '#protocol/media.ts';
import { equal } from '../base/bytes.ts';
import { clearBytesOf, type Codec } from './codecs.ts';
import { type EpochKeys, type FrameOrigin, frameKey, originOf } from './frameKeys.ts';
import { ReplayWindow } from './replay.ts';
import { decodeHeader, decrypt, type SFrameHeader, type SFrameKey, tagBytes } from './sframe.ts';

/**
 * Why a frame was dropped.
 * - `unknown`: this browser has no key for it (yet)
 * - `old`: its epoch was over more than a moment ago
 * - `replayed`: it was opened before
 * - `foreign`: it is another person's or another source's
 * - `forged`: not encrypted by who has the key, or changed on the way
 */
export const frameFaults = ['unknown', 'old', 'replayed', 'foreign', 'forged'] as const;
export type FrameFault = (typeof frameFaults)[number];

/** From whom a stream is, and of what. */
export type FrameStream = { readonly id: string; readonly source: Source };

/** How long the epochs before are good for frames that are still under way, in milliseconds. */
const grace = 5_000;
/** How long a frame of an epoch that is still on its way here is kept for it, in milliseconds. */
const patience = 1_000;
/** Keys of one stream in one epoch: one for each load of the sender's page. Before anything opens with one, it is not kept. */
const mostRuns = 64;

type Receiving = { readonly frames: SFrameKey; readonly replay: ReplayWindow };
type Epoch = {
  readonly keys: EpochKeys;
  /** When it is no longer good: some time after the next one came. */
  until: number;
  readonly receiving: Map<bigint, Receiving>;
};

/** Time, as the opener needs it: milliseconds of any clock that does not go back, and a wait. */
export type OpenerTime = { readonly now: () => number; readonly wait: (ms: number) => Promise<void>; readonly patience?: number };

/** Decrypts the others' frames. */
export class FrameOpener {
  readonly #time: OpenerTime;
  /** By the 8 bits that a frame shows of them. */
  readonly #epochs = new Map<number, Epoch>();
  #newest = -1;
  #arrivals: (() => void)[] = [];

  constructor(time: OpenerTime) {
    this.#time = time;
  }

  /** Gives the keys of an epoch. The ones before are good for a moment more. */
  setEpoch(keys: EpochKeys): void {
    const known = this.#epochs.get(keys.epoch & 255);
    if (known && equal(known.keys.base, keys.base)) return;
    const now = this.#time.now();
    for (const [shown, epoch] of this.#epochs) {
      if (epoch.until < now) this.#epochs.delete(shown);
      epoch.until = Math.min(epoch.until, now + grace);
    }
    this.#newest = keys.epoch & 255;
    this.#epochs.set(this.#newest, { keys, until: Infinity, receiving: new Map() });
    for (const arrive of this.#arrivals.splice(0)) arrive();
  }

  /** Opens nothing more until there are keys again. */
  clear(): void {
    this.#epochs.clear();
    this.#newest = -1;
  }

  /** The frame as it was before it travelled, or why it must be dropped. */
  async open(stream: FrameStream, codec: Codec, data: ArrayBuffer): Promise<ArrayBuffer | FrameFault> {
    const frame = new Uint8Array(data);
    const clearLength = clearBytesOf(codec, frame);
    const header = decodeHeader(frame, clearLength);
    if (!header || frame.length < clearLength + header.length + tagBytes) return 'forged';
    const origin = originOf(header.kid);
    if (origin?.source !== stream.source) return 'foreign';
    const epoch = await this.#epochOf(origin);
    if (typeof epoch === 'string') return epoch;
    if (epoch.keys.leaves.get(stream.id) !== origin.leaf) return 'foreign';
    return this.#decrypt(epoch, origin, header, frame, clearLength);
  }

  async #decrypt(epoch: Epoch, origin: FrameOrigin, header: SFrameHeader, frame: Uint8Array<ArrayBuffer>, clearLength: number) {
    const known = epoch.receiving.get(header.kid);
    if (!known && epoch.receiving.size >= mostRuns * epoch.keys.leaves.size) return 'forged';
    const receiving = known ?? { frames: await frameKey(epoch.keys.base, origin), replay: new ReplayWindow() };
    const { frames, replay } = epoch.receiving.get(header.kid) ?? receiving;
    const counter = Number(header.ctr);
    if (!replay.isNew(counter)) return 'replayed';
    const clear = frame.subarray(0, clearLength);
    const bodyAt = clearLength + header.length;
    try {
      const body = await decrypt(frames, header.ctr, frame.subarray(clearLength, bodyAt), clear, frame.subarray(bodyAt));
      // Two frames of a new run may be opened side by side: the window is one.
      const kept = epoch.receiving.get(header.kid) ?? receiving;
      epoch.receiving.set(header.kid, kept);
      if (!kept.replay.isNew(counter)) return 'replayed';
      kept.replay.add(counter);
      return join(clear, body);
    } catch {
      return 'forged';
    }
  }

  /** The frame's epoch. One that is just ahead is waited for: its sender has heard of it a moment earlier. */
  async #epochOf(origin: FrameOrigin): Promise<Epoch | FrameFault> {
    for (const until = this.#time.now() + (this.#time.patience ?? patience); ;) {
      const epoch = this.#epochs.get(origin.epoch);
      if (epoch) return epoch.until < this.#time.now() ? 'old' : epoch;
      const ahead = (origin.epoch - this.#newest + 256) % 256;
      const left = until - this.#time.now();
      if (this.#newest === -1 || ahead === 0 || ahead >= 128 || left <= 0) return 'unknown';
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#arrivals.push(resolve);
      await Promise.race([promise, this.#time.wait(left)]);
    }
  }
}

const join = (clear: Uint8Array, body: ArrayBuffer): ArrayBuffer => {
  if (clear.length === 0) return body;
  const whole = new Uint8Array(clear.length + body.byteLength);
  whole.set(clear);
  whole.set(new Uint8Array(body), clear.length);
  return whole.buffer;
};
