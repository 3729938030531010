import * as v from 'valibot';
import type { HostWord } from '#protocol/group.ts';
import { type Bytes, concat, readUint, uint } from '../base/bytes.ts';
import { fromJson, toJson } from '../base/sealedJson.ts';
import type { MessageCounts } from './messageCipher.ts';

/** A commit that was about to be sent, and the group after it. Secret. */
type SavedCommit = { readonly commit: string; readonly next: Bytes };

/**
 * What brings a reloaded page back into its group. Secret. `pending`: the server may have taken it without a word to the page before,
 * and nobody can apply their own commit from outside when it brings fresh keys.
 */
export type Saved = MessageCounts & {
  readonly group: Bytes;
  readonly word: HostWord | null;
  readonly pending: SavedCommit | null;
};

const int = v.pipe(v.number(), v.integer());
const word = v.strictObject({ group: v.string(), epoch: int, transcript: v.string(), at: int, signature: v.string() });
const kept = v.strictObject({
  said: int,
  heard: v.array(v.tuple([v.string(), int])),
  word: v.nullable(word),
  commit: v.nullable(v.string()),
});

export const writeSaved = ({ group, pending, ...rest }: Saved): Bytes => {
  const json = toJson({ ...rest, commit: pending?.commit ?? null });
  return concat(uint(json.length, 4), json, uint(group.length, 4), group, pending?.next ?? new Uint8Array());
};

/** Null when it is none. */
export const readSaved = (bytes: Uint8Array | null): Saved | null => {
  if (!bytes) return null;
  try {
    const end = 4 + readUint(bytes.subarray(0, 4));
    const { commit, ...rest } = fromJson(kept, bytes.subarray(4, end));
    const begin = end + 4;
    const middle = begin + readUint(bytes.subarray(end, begin));
    const pending = commit === null ? null : { commit, next: new Uint8Array(bytes.subarray(middle)) };
    return { ...rest, group: new Uint8Array(bytes.subarray(begin, middle)), pending };
  } catch {
    return null;
  }
};
