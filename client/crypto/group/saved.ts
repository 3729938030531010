import * as z from 'zod/mini';
import { type Bytes, concat, readUint, uint } from '../bytes.ts';
import { fromJson, toJson } from '../sealedJson.ts';
import type { LetterCounts } from './letters.ts';

/** What brings a reloaded page back into its group. Secret. */
export type Saved = LetterCounts & { readonly group: Bytes };

const counts = z.strictObject({ said: z.int(), heard: z.array(z.tuple([z.string(), z.int()])) });

export const writeSaved = ({ group, said, heard }: Saved): Bytes => {
  const json = toJson({ said, heard });
  return concat(uint(json.length, 4), json, group);
};

/** Null when it is none. */
export const readSaved = (bytes: Uint8Array | null): Saved | null => {
  if (!bytes) return null;
  try {
    const end = 4 + readUint(bytes.subarray(0, 4));
    return { ...fromJson(counts, bytes.subarray(4, end)), group: new Uint8Array(bytes.subarray(end)) };
  } catch {
    return null;
  }
};
