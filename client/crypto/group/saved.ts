import * as z from 'zod/mini';
import type { HostWord } from '#protocol/group.ts';
import { type Bytes, concat, readUint, uint } from '../bytes.ts';
import { fromJson, toJson } from '../sealedJson.ts';
import type { LetterCounts } from './letters.ts';

/** What brings a reloaded page back into its group. Secret. */
export type Saved = LetterCounts & { readonly group: Bytes; readonly word: HostWord | null };

const word = z.strictObject({ group: z.string(), epoch: z.int(), transcript: z.string(), at: z.int(), signature: z.string() });
const kept = z.strictObject({ said: z.int(), heard: z.array(z.tuple([z.string(), z.int()])), word: z.nullable(word) });

export const writeSaved = ({ group, ...rest }: Saved): Bytes => {
  const json = toJson(rest);
  return concat(uint(json.length, 4), json, group);
};

/** Null when it is none. */
export const readSaved = (bytes: Uint8Array | null): Saved | null => {
  if (!bytes) return null;
  try {
    const end = 4 + readUint(bytes.subarray(0, 4));
    return { ...fromJson(kept, bytes.subarray(4, end)), group: new Uint8Array(bytes.subarray(end)) };
  } catch {
    return null;
  }
};
