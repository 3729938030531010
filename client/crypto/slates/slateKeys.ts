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

/**
 * Keys in base64url, as they are handed out; the last is what is sealed with from now on. `epoch`: of the group, in which that one was
 * made; null when somebody has left since. `stands`: how far whoever hands them on has read each slate.
 */
export type GivenKeys = {
  readonly keys: readonly string[];
  readonly epoch: number | null;
  readonly stands: readonly (readonly [slate: string, life: number, last: number, head: string])[];
};

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const hash = v.pipe(v.string(), v.regex(/^[\w-]{22}$/));

export const slateKeysKind: SealedKind<GivenKeys> = {
  name: 'slateKeys',
  bytes: limits.slates.keysBytes,
  shape: v.strictObject({
    keys: v.pipe(v.array(hash), v.minLength(1), v.maxLength(kept)),
    epoch: v.nullable(count),
    stands: v.pipe(v.array(v.tuple([hash, count, count, hash])), v.maxLength(limits.slates.count)),
  }),
};

const idOf = async (key: Bytes): Promise<string> =>
  toBase64url((await sha256(concat(utf8('ardoise slate key 1'), key))).slice(0, keyIdBytes));

/** A fresh key, for everybody who is in the group in this epoch. */
export const newSlateKey = (epoch: number): GivenKeys => ({ keys: [toBase64url(randomBytes(keyBytes))], epoch, stands: [] });

/** The keys of what the class writes together. Whoever leaves gets none that is made afterwards. */
export class SlateKeys {
  #keys: ReadonlyMap<string, Bytes> = new Map();
  readonly #derived = new Map<string, Promise<CryptoKey>>();
  #waiting: (() => void)[] = [];
  #word: { readonly id: string; readonly epoch: number | null } | null = null;
  #since = 0;
  readonly #vouched = new Set<string>();

  /** The name of the one to seal with; null before there is any, and where somebody who has left may have it. */
  get current(): string | null {
    return this.#word?.epoch != null && this.#word.epoch >= this.#since ? this.#word.id : null;
  }

  /** All that somebody who comes needs; null while there is none. */
  get all(): Omit<GivenKeys, 'stands'> | null {
    if (this.#keys.size === 0) return null;
    const named = Array.from(this.#keys).toSorted(
      ([one], [other]) => Number(one === this.#word?.id) - Number(other === this.#word?.id),
    );
    const epoch = this.current === null ? null : (this.#word?.epoch ?? null);
    return { keys: named.map(([, key]) => toBase64url(key)), epoch };
  }

  /** Somebody has left, in this epoch of the group: nothing is sealed with what was made before. */
  expire(epoch: number): void {
    this.#since = epoch;
  }

  /** Who holds the class has used it, or handed it on. */
  vouch(id: string): void {
    this.#vouched.add(id);
  }

  /** `isWord`: given by who may say which one is to be sealed with. Of others a key is taken, and not that. */
  async take({ keys, epoch }: GivenKeys, isWord: boolean): Promise<void> {
    const named = await Promise.all(keys.map(fromBase64url).map(async (key) => [await idOf(key), key] as const));
    const given = new Map(named);
    // The one that counts stands last.
    const others = Array.from(this.#keys).filter(([id]) => !(isWord && given.has(id)));
    this.#keys = new Map((isWord ? [...others, ...given] : [...given, ...others]).slice(-kept));
    if (isWord) for (const id of given.keys()) this.vouch(id);
    const last = Array.from(given.keys()).at(-1);
    const isNew = this.#word?.epoch == null || (isWord && epoch !== null && epoch >= this.#word.epoch);
    if (last !== undefined && isNew) this.#word = { id: last, epoch };
    this.stir();
  }

  /** `isVouched`: and somebody who holds the class has: else everybody could be made to read something else. */
  has(id: string, isVouched: boolean): boolean {
    return this.#keys.has(id) && (!isVouched || this.#vouched.has(id));
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
