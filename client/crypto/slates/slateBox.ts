import { type Bytes, concat, framed, fromBase64url, toBase64url } from '../base/bytes.ts';
import { open, seal, sign, verify } from '../base/primitives.ts';
import { CryptoRefusal } from '../base/refusal.ts';
import { pad, unpad } from '../messages/sealedMessage.ts';
import { type SlateKeys, keyIdBytes } from './slateKeys.ts';

/** Where a box belongs: it opens nowhere else. `upTo`: of a snapshot, the number of the last item that it stands for; null for one item. */
export type BoxPlace = { readonly classId: string; readonly slate: string; readonly from: string; readonly upTo: number | null };

const signatureBytes = 64;

export type GlimpsePlace = Omit<BoxPlace, 'upTo'>;
const glimpseOf = (id: Bytes, { classId, slate, from }: GlimpsePlace): Bytes =>
  framed('ardoise slate glimpse 1', id, classId, slate, from);

const about = (id: Bytes, { classId, slate, from, upTo }: BoxPlace): Bytes =>
  upTo === null
    ? framed('ardoise slate item 1', id, classId, slate, from)
    : framed('ardoise slate snapshot 1', id, classId, slate, from, upTo);

/** Seals under the present key, and signs with the card key. Throws CryptoRefusal `unreadable` when there is no key yet. */
export const sealBox = async (keys: SlateKeys, signing: CryptoKey, place: BoxPlace, content: Bytes): Promise<Bytes> => {
  const { current } = keys;
  const key = current && (await keys.of(current, place.slate));
  if (!current || !key) throw new CryptoRefusal('unreadable');
  const id = fromBase64url(current);
  const sealed = await seal(key, pad(content), about(id, place));
  return concat(id, sealed, await sign(signing, framed(about(id, place), sealed)));
};

/** Seals what is seen for a moment, without a signature: a member who works with the server could forge it, as they could a frame. */
export const sealGlimpse = async (keys: SlateKeys, place: GlimpsePlace, content: Bytes): Promise<Bytes | null> => {
  const { current } = keys;
  const key = current && (await keys.of(current, place.slate));
  if (!current || !key) return null;
  const id = fromBase64url(current);
  return concat(id, await seal(key, pad(content), glimpseOf(id, place)));
};

/** Throws CryptoRefusal `unreadable`. */
export const openGlimpse = async (keys: SlateKeys, place: GlimpsePlace, box: Bytes): Promise<Bytes> => {
  const id = box.slice(0, keyIdBytes);
  const key = await keys.of(toBase64url(id), place.slate);
  if (!key) throw new CryptoRefusal('unreadable');
  return unpad(await open(key, box.slice(keyIdBytes), glimpseOf(id, place)));
};

/** The key that a box needs. Throws CryptoRefusal `unreadable` when it cannot be a box. */
export const keyOf = (box: Uint8Array): string => {
  if (box.length < keyIdBytes + signatureBytes) throw new CryptoRefusal('unreadable');
  return toBase64url(box.subarray(0, keyIdBytes));
};

/** Whether its writer wrote it, here. */
export const isWritten = (verifyKey: CryptoKey, place: BoxPlace, box: Bytes): Promise<boolean> =>
  verify(
    verifyKey,
    box.slice(-signatureBytes),
    framed(about(box.slice(0, keyIdBytes), place), box.slice(keyIdBytes, -signatureBytes)),
  );

/** What is in a box that its writer wrote. Throws CryptoRefusal `unreadable` when it does not open. */
export const openBox = async (keys: SlateKeys, place: BoxPlace, box: Bytes): Promise<Bytes> => {
  const id = box.slice(0, keyIdBytes);
  const sealed = box.slice(keyIdBytes, -signatureBytes);
  const key = await keys.of(toBase64url(id), place.slate);
  if (!key) throw new CryptoRefusal('unreadable');
  return unpad(await open(key, sealed, about(id, place)));
};
