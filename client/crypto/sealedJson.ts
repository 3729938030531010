import * as z from 'zod/mini';
import { type Bytes, fromUtf8, utf8 } from './bytes.ts';
import { CryptoRefusal } from './refusal.ts';

// The page's content security policy forbids generated code, which zod would use for speed.
z.config({ jitless: true });

export const toJson = (value: unknown): Bytes => utf8(JSON.stringify(value));

/** A value that somebody sealed, checked as it comes from a browser that may be anybody's. Throws CryptoRefusal `unreadable`. */
export const fromJson = <T extends z.core.$ZodType>(shape: T, bytes: Uint8Array): z.output<T> => {
  try {
    return z.parse(shape, JSON.parse(fromUtf8(bytes)));
  } catch {
    throw new CryptoRefusal('unreadable');
  }
};
