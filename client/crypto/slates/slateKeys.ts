import * as v from 'valibot';
import { limits } from '#protocol/limits.ts';
import { type Bytes, concat, fromBase64url, toBase64url, utf8 } from '../base/bytes.ts';
import { derivedAesKey, randomBytes, sha256 } from '../base/primitives.ts';
import type { SealedKind } from '../messages/sealedKind.ts';

const keyBytes = 16;
/** How long the name of a key is: a hash of it, so that whoever hands out another is found out. */
export const keyIdBytes = 16;
/** Older keys open nothing that is still held: a departure has all sealed anew. */
const kept = 32;

/** Keys in base64url, as they are handed out; the last is what is sealed with from now on. */
export type GivenKeys = { readonly keys: readonly string[] };

export const slateKeysKind: SealedKind<GivenKeys> = {
  name: 'slateKeys',
  bytes: limits.slates.keysBytes,
  shape: v.strictObject({
    keys: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[\w-]{22}$/))), v.minLength(1), v.maxLength(kept)),
  }),
};

const idOf = async (key: Bytes): Promise<string> =>
  toBase64url((await sha256(concat(utf8('ardoise slate key 1'), key))).slice(0, keyIdBytes));

/** A fresh key, for everybody. */
export const newSlateKey = (): GivenKeys => ({ keys: [toBase64url(randomBytes(keyBytes))] });

/** The keys of what the class writes together. Whoever leaves gets none that is made afterwards. */
export class SlateKeys {
  #keys: ReadonlyMap<string, Bytes> = new Map();
  readonly #derived = new Map<string, Promise<CryptoKey>>();
  #waiting: (() => void)[] = [];

  /** The name of the one to seal with; null before there is any. */
  get current(): string | null {
    return Array.from(this.#keys.keys()).at(-1) ?? null;
  }

  /** All that somebody who comes needs. */
  get all(): GivenKeys {
    return { keys: Array.from(this.#keys.values(), toBase64url) };
  }

  /** `isWord`: given by who may say which one is to be sealed with. Of others a key is taken, and not that. */
  async take({ keys }: GivenKeys, isWord: boolean): Promise<void> {
    const named = await Promise.all(keys.map(fromBase64url).map(async (key) => [await idOf(key), key] as const));
    const given = new Map(named);
    // The one that counts stands last.
    const others = Array.from(this.#keys).filter(([id]) => !(isWord && given.has(id)));
    this.#keys = new Map((isWord ? [...others, ...given] : [...given, ...others]).slice(-kept));
    this.stir();
  }

  has(id: string): boolean {
    return this.#keys.has(id);
  }

  /** Resolves when other keys have come, or by `stir`. */
  change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Whoever waits for keys looks again. */
  stir(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** The key of one slate; null when this one is not known. */
  async of(id: string, slate: string): Promise<CryptoKey | null> {
    const key = this.#keys.get(id);
    if (!key) return null;
    const name = `${id}/${slate}`;
    const derived = this.#derived.get(name) ?? derivedAesKey(key, `slate ${slate}`);
    this.#derived.set(name, derived);
    return derived;
  }
}
