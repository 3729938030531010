import type { Source } from '#protocol/media.ts';
import { clearBytesOf, type Codec } from './codecs.ts';
import { type FrameOrigin, frameKey, originOf } from './frameKeys.ts';
import { ReplayWindow } from './replay.ts';
import { compareKeys, type SenderKey, stepTo } from './senderKeys.ts';
import { decodeHeader, decrypt, type SFrameKey, tagBytes } from './sframe.ts';

/**
 * Why a frame was dropped.
 * - `unknown`: this browser has no key for it (yet)
 * - `old`: its key was replaced more than a moment ago
 * - `replayed`: it was opened before
 * - `foreign`: it is another person's or another source's
 * - `forged`: not encrypted by who has the key, or changed on the way
 */
export const frameFaults = ['unknown', 'old', 'replayed', 'foreign', 'forged'] as const;
export type FrameFault = (typeof frameFaults)[number];

/** From whom a stream is, and of what. */
export type FrameStream = { readonly id: string; readonly source: Source };

/** How long the key before is good for frames that are still under way, in milliseconds. */
const grace = 5_000;

type Receiving = Omit<SenderKey, 'key'> & { readonly frames: SFrameKey; readonly replay: ReplayWindow };
type Generation = {
  base: SenderKey;
  /** When it is no longer good: some time after the next one came. */
  until: number;
  /** The keys of its steps and sources, by key identifier. */
  readonly receiving: Map<bigint, Promise<Receiving>>;
};
type Peer = {
  readonly slot: number;
  /** By the 8 bits that a frame shows of them. */
  readonly generations: Map<number, Generation>;
  /** The newest key of each source that opened a frame, and since when. */
  readonly newest: Map<Source, Receiving & { readonly since: number }>;
};

/** Decrypts the others' frames. `now` gives milliseconds of any clock that does not go back. */
export class FrameOpener {
  readonly #now: () => number;
  readonly #peers = new Map<string, Peer>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Gives a person's newest key. The one before is good for a moment more. */
  setKey(id: string, slot: number, key: SenderKey): void {
    const known = this.#peers.get(id);
    const peer: Peer = known?.slot === slot ? known : { slot, generations: new Map(), newest: new Map() };
    this.#peers.set(id, peer);
    const shown = key.generation & 255;
    const same = peer.generations.get(shown);
    if (same?.base.generation === key.generation) {
      if (key.step > same.base.step) same.base = key;
      return;
    }
    for (const [other, generation] of peer.generations) {
      if (generation.until < this.#now()) peer.generations.delete(other);
      generation.until = Math.min(generation.until, this.#now() + grace);
    }
    peer.generations.set(shown, { base: key, until: Infinity, receiving: new Map() });
  }

  removePeer(id: string): void {
    this.#peers.delete(id);
  }

  /** The frame as it was before it travelled, or why it must be dropped. */
  async open({ id, source }: FrameStream, codec: Codec, data: ArrayBuffer): Promise<ArrayBuffer | FrameFault> {
    const frame = new Uint8Array(data);
    const clearLength = clearBytesOf(codec, frame);
    const header = decodeHeader(frame, clearLength);
    if (!header || frame.length < clearLength + header.length + tagBytes) return 'forged';
    const peer = this.#peers.get(id);
    if (!peer) return 'unknown';
    const origin = originOf(header.kid);
    if (origin?.slot !== peer.slot || origin.source !== source) return 'foreign';
    const receiving = await this.#receivingOf(peer, header.kid, origin, source);
    if (typeof receiving === 'string') return receiving;
    const counter = Number(header.ctr);
    if (!receiving.replay.isNew(counter)) return 'replayed';
    const clear = frame.subarray(0, clearLength);
    const bodyAt = clearLength + header.length;
    try {
      const body = await decrypt(
        receiving.frames,
        header.ctr,
        frame.subarray(clearLength, bodyAt),
        clear,
        frame.subarray(bodyAt),
      );
      receiving.replay.add(counter);
      this.#noteNewest(peer, source, receiving);
      return join(clear, body);
    } catch {
      return 'forged';
    }
  }

  async #receivingOf(peer: Peer, kid: bigint, origin: FrameOrigin, source: Source): Promise<Receiving | FrameFault> {
    const generation = peer.generations.get(origin.generation);
    if (!generation) return 'unknown';
    if (generation.until < this.#now()) return 'old';
    const newest = peer.newest.get(source);
    const asked = { generation: generation.base.generation, step: origin.step };
    if (newest && compareKeys(asked, newest) < 0 && newest.since + grace < this.#now()) return 'old';
    const known = generation.receiving.get(kid);
    if (known) return known;
    if (asked.step < generation.base.step) return 'unknown';
    const made = stepTo(generation.base, asked.step).then(async (key) => ({
      ...asked,
      frames: await frameKey(peer.slot, key, source),
      replay: new ReplayWindow(),
    }));
    generation.receiving.set(kid, made);
    return made;
  }

  #noteNewest(peer: Peer, source: Source, receiving: Receiving): void {
    const newest = peer.newest.get(source);
    if (!newest || compareKeys(receiving, newest) > 0) peer.newest.set(source, { ...receiving, since: this.#now() });
  }
}

const join = (clear: Uint8Array, body: ArrayBuffer): ArrayBuffer => {
  if (clear.length === 0) return body;
  const whole = new Uint8Array(clear.length + body.byteLength);
  whole.set(clear);
  whole.set(new Uint8Array(body), clear.length);
  return whole.buffer;
};
