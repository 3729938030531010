import { type GenericSchema, type InferOutput, parse } from 'valibot';
import { type Bytes, fromUtf8, utf8 } from './bytes.ts';
import { CryptoRefusal } from './refusal.ts';

export const toJson = (value: unknown): Bytes => utf8(JSON.stringify(value));

/** A value that somebody sealed, checked as it comes from a browser that may be anybody's. Throws CryptoRefusal `unreadable`. */
export const fromJson = <T extends GenericSchema>(shape: T, bytes: Uint8Array): InferOutput<T> => {
  try {
    return parse(shape, JSON.parse(fromUtf8(bytes)));
  } catch {
    throw new CryptoRefusal('unreadable');
  }
};
