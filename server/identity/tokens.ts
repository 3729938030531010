import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 128 random bits in base64url: 22 characters. */
export const randomToken = (): string => randomBytes(16).toString('base64url');

/** SHA-256 of a token's text, in base64url. Only this is stored. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** SHA-256 of the bytes that base64url text stands for, in base64url: for proofs whose hash a browser made. */
export const hashBytes = (encoded: string): string =>
  createHash('sha256').update(Buffer.from(encoded, 'base64url')).digest('base64url');

/** Compares two texts in a time that does not tell where they differ. */
export const sameToken = (a: string, b: string): boolean => {
  const left = createHash('sha256').update(a).digest();
  return timingSafeEqual(left, createHash('sha256').update(b).digest());
};
