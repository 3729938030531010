import * as v from 'valibot';
import type { HostWord } from '#protocol/group.ts';
import { type Bytes, concat, readUint, uint } from '../bytes.ts';
import { fromJson, toJson } from '../sealedJson.ts';
import type { LetterCounts } from './letters.ts';

/** What brings a reloaded page back into its group. Secret. */
export type Saved = LetterCounts & { readonly group: Bytes; readonly word: HostWord | null };

const int = v.pipe(v.number(), v.integer());
const word = v.strictObject({ group: v.string(), epoch: int, transcript: v.string(), at: int, signature: v.string() });
const kept = v.strictObject({ said: int, heard: v.array(v.tuple([v.string(), int])), word: v.nullable(word) });

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
