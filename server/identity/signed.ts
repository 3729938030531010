import { createPublicKey, type KeyObject, verify } from 'node:crypto';

const lengthBytes = 4;
const numberBytes = 6;

const uint = (value: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(value, 0, length);
  return bytes;
};

/** The same unambiguous list that browsers sign (`client/crypto/base/bytes.ts`): each part is preceded by its length. */
export const framed = (...parts: readonly (string | number | Uint8Array)[]): Buffer =>
  Buffer.concat(
    parts.flatMap((part) => {
      const bytes = typeof part === 'string' ? Buffer.from(part) : typeof part === 'number' ? uint(part, numberBytes) : part;
      return [uint(bytes.length, lengthBytes), bytes];
    }),
  );

/** A public key of P-256 from its uncompressed point; null when it is none. */
export const keyOfPoint = (point: string): KeyObject | null => {
  const bytes = Buffer.from(point, 'base64url');
  if (bytes.length !== 65 || bytes[0] !== 4) return null;
  const [x, y] = [bytes.subarray(1, 33).toString('base64url'), bytes.subarray(33).toString('base64url')];
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  } catch {
    return null;
  }
};

/** Whether the key's owner signed these bytes as browsers do: ECDSA with SHA-256, the two numbers in base64url (WebCrypto, IEEE P1363). */
export const isSigned = (key: KeyObject, bytes: Uint8Array, signature: string): boolean =>
  verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
