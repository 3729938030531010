import type { Source } from '#protocol/media.ts';
import { clearBytesOf, type Codec } from './codecs.ts';
import { type EpochKeys, frameKey, runs } from './frameKeys.ts';
import { encrypt, type SFrameKey } from './sframe.ts';

/** A source's key with the counter of its frames: shared by every stream of the source, as a counter is used only once. */
type Sending = { readonly key: SFrameKey; counter: bigint };

/** Encrypts one's own frames. */
export class FrameSealer {
  readonly #run: number;
  #keys: EpochKeys | null = null;
  #sending = new Map<Source, Promise<Sending>>();
  /** Epochs that were in use: taking one up again would start its counters again. */
  readonly #used = new Set<string>();

  /** `run`: random, below `runs`; other than that of any page of this person before. */
  constructor(run = Math.floor((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % runs)) {
    this.#run = run;
  }

  /** Uses this epoch's key from the next frame on. One that was used before is not taken up again. */
  setEpoch(keys: EpochKeys): void {
    const name = `${keys.leaf}/${keys.base.join()}`;
    if (this.#used.has(name)) return;
    this.#used.add(name);
    this.#keys = keys;
    this.#sending = new Map();
  }

  /** Sends nothing more until there is a key again. */
  clear(): void {
    this.#keys = null;
    this.#sending = new Map();
  }

  /**
   * The frame as it travels: clear bytes, SFrame header, ciphertext, tag. Null, when it must not be sent:
   * without a key, or when it is too short to be a frame of its codec.
   */
  async seal(source: Source, codec: Codec, data: ArrayBuffer): Promise<ArrayBuffer | null> {
    const sending = await this.#sendingOf(source);
    if (!sending) return null;
    const frame = new Uint8Array(data);
    const clearLength = clearBytesOf(codec, frame);
    if (frame.length < clearLength) return null;
    const clear = frame.subarray(0, clearLength);
    const { header, ciphertext } = await encrypt(sending.key, sending.counter++, clear, frame.subarray(clearLength));
    const sealed = new Uint8Array(clearLength + header.length + ciphertext.length);
    sealed.set(clear);
    sealed.set(header, clearLength);
    sealed.set(ciphertext, clearLength + header.length);
    return sealed.buffer;
  }

  #sendingOf(source: Source): Promise<Sending> | null {
    if (!this.#keys) return null;
    const known = this.#sending.get(source);
    if (known) return known;
    const { epoch, leaf, base } = this.#keys;
    const made = frameKey(base, { epoch: epoch & 255, leaf, source, run: this.#run }).then((key) => ({ key, counter: 0n }));
    this.#sending.set(source, made);
    return made;
  }
}
