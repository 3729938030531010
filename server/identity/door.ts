import { type KeyObject, createHmac, createSecretKey } from 'node:crypto';
import { framed, isSigned, keyOfPoint } from './signed.ts';
import { hashToken, sameToken } from './tokens.ts';

/** What the link's proof is given for. Each is signed differently, so that none stands for another. */
export type DoorAsk = 'ticket' | 'reach';

/** What is signed besides the server's nonce. */
export type DoorClaim = {
  readonly ask: DoorAsk;
  readonly classId: string;
  readonly nonce: string;
  /** What is shown along with it: the proof cannot be moved to another seat or host. */
  readonly seat?: string | undefined;
  readonly hostProof?: string | undefined;
};

const signatureBytes = 64;

/**
 * The public key of a class's door: a point of P-256 in base64url, as its charter has it. Null when it is none, or when the
 * charter is of a version that had no doors.
 */
export const doorKeyOf = (point: string | undefined): KeyObject | null => keyOfPoint(point ?? '');

/**
 * Which keys a class has: of its door and of its host. Seats and tickets name them, so that those given before the keys were
 * renewed are worth nothing. It is no secret, and opens nothing.
 */
export const keysOf = (known: { readonly charter: { readonly doorKey: string }; readonly hostProofHash: string }): string =>
  hashToken(`${known.charter.doorKey} ${known.hostProofHash}`).slice(0, 22);

/** Whether who signed this (ECDSA, 64 bytes in base64url) has the link's secret, under which the private key is sealed. */
export const provesLink = (key: KeyObject, { ask, classId, nonce, seat, hostProof }: DoorClaim, signature: string): boolean => {
  if (Buffer.from(signature, 'base64url').length !== signatureBytes) return false;
  const said = framed('ardoise door 1', ask, classId, nonce, seat ?? '', hostProof ?? '');
  return isSigned(key, said, signature);
};

/** How long a nonce may be used, in milliseconds. Browsers take a new one somewhat earlier. */
const nonceLifetime = 300_000;
const timeBytes = 6;
const macBytes = 16;

/** What a browser signs so that its proof is of now: `base64url(time, HMAC-SHA256 of it)`. The server keeps none. */
export type Nonces = {
  make(classId: string, now: number): string;
  /** Made here, for this class, within the last five minutes. */
  isFresh(nonce: string, classId: string, now: number): boolean;
};

/** `secret`: this server's own. */
export const openNonces = (secret: Buffer): Nonces => {
  const key = createSecretKey(secret);
  const make = (classId: string, now: number): string => {
    const time = Buffer.alloc(timeBytes);
    time.writeUIntBE(now, 0, timeBytes);
    const mac = createHmac('sha256', key).update(framed('ardoise nonce 1', classId)).update(time).digest();
    return Buffer.concat([time, mac.subarray(0, macBytes)]).toString('base64url');
  };
  return {
    make,
    isFresh(nonce, classId, now) {
      const bytes = Buffer.from(nonce, 'base64url');
      if (bytes.length !== timeBytes + macBytes) return false;
      const made = bytes.readUIntBE(0, timeBytes);
      return made <= now && now - made < nonceLifetime && sameToken(nonce, make(classId, made));
    },
  };
};
