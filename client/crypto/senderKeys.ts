import { type Bytes, concat, framed, fromBase64url, readUint, toBase64url, uint } from './bytes.ts';
import { aesKey, agree, hkdf, open, randomBytes, seal } from './primitives.ts';
import { CryptoRefusal } from './refusal.ts';

/**
 * The key from which everything that one person sends to all is derived. `generation` changes with a fresh key (somebody
 * left); `step` when the key is turned forward by one HKDF (somebody came), which everybody who has it can do.
 */
export type SenderKey = { readonly generation: number; readonly step: number; readonly key: Bytes };

const keyBytes = 16;
/** The step has 8 bits in the key identifier of a frame. */
export const lastStep = 255;

/**
 * A fresh key. Generations are seconds since 1970, so that they grow across a reload of the page, which forgets them.
 * Two that follow each other always differ in the 8 bits which a frame shows of them.
 */
export const newSenderKey = (previous: SenderKey | null, now: number): SenderKey => {
  const next = Math.max((previous?.generation ?? 0) + 1, Math.floor(now / 1_000));
  const alike = previous !== null && next % 256 === previous.generation % 256;
  return { generation: alike ? next + 1 : next, step: 0, key: randomBytes(keyBytes) };
};

/** Turns a key forward to `step`. There is no way back: who gets the result learns nothing of what was sent before. */
export const stepTo = async (from: SenderKey, step: number): Promise<SenderKey> => {
  let { key } = from;
  for (let at = from.step; at < step; at++) key = await hkdf(key, 'step', keyBytes);
  return { generation: from.generation, step, key };
};

/** Below zero when `one` is older than `other`. */
export const compareKeys = (one: Omit<SenderKey, 'key'>, other: Omit<SenderKey, 'key'>): number =>
  one.generation - other.generation || one.step - other.step;

/** The key under which two people wrap for each other: only they can make it, and only with the class secret. */
export const pairKey = async (own: CryptoKey, other: CryptoKey, secret: Bytes, use: string): Promise<CryptoKey> =>
  aesKey(await hkdf(await agree(own, other), `pair ${use}`, keyBytes, secret));

/** Between whom a box travels. A box for one pair, direction, session or version opens for no other. */
export type Passage = { readonly classId: string; readonly session: string; readonly from: string; readonly to: string };

/** What a box of `keys.send` carries. */
export type KeyBox =
  /** `said`: the number of the last message that the sender signed: anything up to it is of the past. */
  | { readonly kind: 'sender'; readonly version: number; readonly key: SenderKey; readonly said: number }
  /** A host's permission to sign rosters (see `roster.ts`). */
  | { readonly kind: 'delegation'; readonly version: number; readonly delegation: Bytes };

const kinds = { sender: 1, delegation: 2 } as const;
const headBytes = 5;

const contentOf = (box: KeyBox): Bytes =>
  box.kind === 'delegation'
    ? box.delegation
    : concat(uint(box.key.generation, 4), uint(box.key.step, 1), uint(box.said, 6), box.key.key);

/** Wraps for one person. `version` is that of the last roster the sender accepted: it tells an old box from a new one. */
export const wrap = async (pair: CryptoKey, passage: Passage, box: KeyBox): Promise<string> => {
  const head = concat(uint(kinds[box.kind], 1), uint(box.version, 4));
  return toBase64url(concat(head, await seal(pair, contentOf(box), aboutBox(head, passage))));
};

const aboutBox = (head: Bytes, { classId, session, from, to }: Passage): Bytes =>
  framed('ardoise keys 1', head, classId, session, from, to);

/** Opens what `wrap` made for this passage. Throws CryptoRefusal `unreadable`. */
export const unwrap = async (pair: CryptoKey, passage: Passage, box: string): Promise<KeyBox> => {
  const bytes = fromBase64url(box);
  const head = bytes.slice(0, headBytes);
  const content = await open(pair, bytes.slice(headBytes), aboutBox(head, passage));
  const version = readUint(head.subarray(1));
  if (head[0] === kinds.delegation) return { kind: 'delegation', version, delegation: content };
  if (head[0] !== kinds.sender || content.length !== 11 + keyBytes) throw new CryptoRefusal('unreadable');
  const key = { generation: readUint(content.subarray(0, 4)), step: content[4] ?? 0, key: content.slice(11) };
  return { kind: 'sender', version, key, said: readUint(content.subarray(5, 11)) };
};
