import { type Bytes, concat, fromBase64url, toBase64url } from '../base/bytes.ts';
import { hkdf, newSigningKeys, randomBytes, sha256 } from '../base/primitives.ts';

const secretBytes = 16;
const fingerprintBytes = 16;
const hostMark = 'h.';

/** What the part of a class link after `#` says. It never leaves the browser. */
export type Link =
  | { readonly kind: 'member'; readonly secret: Bytes; readonly fingerprint: Bytes }
  | { readonly kind: 'host'; readonly hostSecret: Bytes }
  /** No fragment: only a class that is not end-to-end encrypted can be entered. */
  | { readonly kind: 'none' }
  /** Cut, or copied badly. */
  | { readonly kind: 'broken' };

/** The secret of a class: 128 random bits which authenticate, and which every key of the class depends on. */
export const newClassSecret = (): Bytes => randomBytes(secretBytes);

/** The secret of the host link: with it alone, any device can hold the class. */
export const newHostSecret = (): Bytes => randomBytes(secretBytes);

/** The host's signing keys. Extractable, to be sealed once into the vault; `openVault` gives ones that are not. */
export const newHostKeys = (): Promise<CryptoKeyPair> => newSigningKeys(true);

/** Reads a link's fragment, with or without its `#`. */
export const parseLink = (fragment: string): Link => {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  if (text === '') return { kind: 'none' };
  try {
    if (text.startsWith(hostMark)) {
      const hostSecret = fromBase64url(text.slice(hostMark.length));
      return hostSecret.length === secretBytes ? { kind: 'host', hostSecret } : { kind: 'broken' };
    }
    const bytes = fromBase64url(text);
    if (bytes.length !== secretBytes + fingerprintBytes) return { kind: 'broken' };
    return { kind: 'member', secret: bytes.slice(0, secretBytes), fingerprint: bytes.slice(secretBytes) };
  } catch {
    return { kind: 'broken' };
  }
};

/** The fragment of the students' link, without `#`. */
export const formatMemberFragment = (secret: Bytes, fingerprint: Bytes): string => toBase64url(concat(secret, fingerprint));

/** The fragment of the host link, without `#`. */
export const formatHostFragment = (hostSecret: Bytes): string => hostMark + toBase64url(hostSecret);

/** The first 16 bytes of the SHA-256 of the host's public key (an uncompressed point of 65 bytes). */
export const fingerprintOf = async (hostKey: Bytes): Promise<Bytes> => (await sha256(hostKey)).slice(0, fingerprintBytes);

const proofOf = (hostSecret: Bytes) => hkdf(hostSecret, 'host proof', 32);

/** What a host shows the server: 32 bytes in base64url. It says nothing of the host secret. */
export const hostProof = async (hostSecret: Bytes): Promise<string> => toBase64url(await proofOf(hostSecret));

/** What the server keeps of the host proof: the SHA-256 of its 32 bytes, in base64url. */
export const hostProofHash = async (hostSecret: Bytes): Promise<string> => toBase64url(await sha256(await proofOf(hostSecret)));
