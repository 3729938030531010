import { type Bytes, concat, fromBase64url, fromUtf8, readUint, toBase64url, uint, utf8 } from '../crypto/base/bytes.ts';
import { open, randomBytes, seal, sha256 } from '../crypto/base/primitives.ts';
import type { ClassLink } from './classLink.ts';
import type { SavedVisit } from './tab.ts';

const tabItem = 'ardoise-tab';

/** What a tab remembers, but for the visit's keys and the bytes of its group. */
type Content = {
  readonly link: ClassLink;
  readonly visit:
    | (Pick<SavedVisit, 'participantId' | 'name' | 'seat'> & {
        /** In base64url, as `Identity` has them. */
        readonly signKey: string;
        readonly publicKey: string;
      })
    | null;
};
/** What is sealed of a tab: what it remembers, and the bytes of its group. */
export type Opened = Content & { readonly group: Bytes | null };

/** The number of this tab (16 random bytes), from before a reload or of the tab that this one was duplicated from. */
export const numberOfTab = (): Bytes | null => {
  try {
    const known = sessionStorage.getItem(tabItem);
    return known === null ? null : fromBase64url(known);
  } catch {
    return null;
  }
};

export const newNumber = (): Bytes => randomBytes(16);

/** Gives this tab its number, for as long as the tab lives. */
export const rememberNumber = (number: Bytes): void => sessionStorage.setItem(tabItem, toBase64url(number));

export const forgetNumber = (): void => sessionStorage.removeItem(tabItem);

/** The name of a tab's record: a hash of the number, which it does not give away. */
export const recordName = async (number: Bytes): Promise<string> =>
  toBase64url((await sha256(concat(utf8('ardoise tab'), number))).slice(0, 16));

/** Fresh key material of a record. It never can be read out of the browser. */
export const newBase = (): Promise<CryptoKey> => crypto.subtle.importKey('raw', randomBytes(32), 'HKDF', false, ['deriveKey']);

/** The key of a record's content: it takes the record's key material and the tab's number (HKDF-SHA-256, AES-256-GCM). */
export const keyOf = (base: CryptoKey, number: Bytes): Promise<CryptoKey> =>
  crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: number, info: utf8('ardoise 1 tab') },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );

export const sealTab = (key: CryptoKey, { group, ...content }: Opened): Promise<Bytes> => {
  const words = utf8(JSON.stringify(content));
  return seal(key, concat(uint(group ? 1 : 0, 1), uint(words.length, 4), words, group ?? new Uint8Array()), new Uint8Array());
};

/** Throws CryptoRefusal `unreadable`. */
export const unsealTab = async (key: CryptoKey, sealed: Bytes): Promise<Opened> => {
  const bytes = await open(key, sealed, new Uint8Array());
  const end = 5 + readUint(bytes.subarray(1, 5));
  const content = JSON.parse(fromUtf8(bytes.subarray(5, end))) as Content;
  return { ...content, group: bytes[0] === 1 ? bytes.slice(end) : null };
};
