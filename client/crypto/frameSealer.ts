import type { Source } from '#protocol/media.ts';
import { clearBytesOf, type Codec } from './codecs.ts';
import { frameKey } from './frameKeys.ts';
import type { SenderKey } from './senderKeys.ts';
import { encrypt, type SFrameKey } from './sframe.ts';

/** A source's key with the counter of its frames: shared by every stream of the source, as a counter is used only once. */
type Sending = { readonly key: SFrameKey; counter: bigint };

/** Encrypts one's own frames. */
export class FrameSealer {
  #own: { readonly slot: number; readonly key: SenderKey } | null = null;
  #sending = new Map<Source, Promise<Sending>>();
  /** Keys that were in use: taking one up again would start its counters again. */
  readonly #used = new Set<string>();

  /** Uses this key from the next frame on. A key that was used before is not taken up again. */
  setKey(slot: number, key: SenderKey): void {
    const name = `${slot}/${key.generation}/${key.step}`;
    if (this.#used.has(name)) return;
    this.#used.add(name);
    this.#own = { slot, key };
    this.#sending = new Map();
  }

  /** Sends nothing more until there is a key again. */
  clearKey(): void {
    this.#own = null;
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
    if (!this.#own) return null;
    const known = this.#sending.get(source);
    if (known) return known;
    const { slot, key } = this.#own;
    const made = frameKey(slot, key, source).then((derived) => ({ key: derived, counter: 0n }));
    this.#sending.set(source, made);
    return made;
  }
}
