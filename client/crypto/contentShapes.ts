import * as v from 'valibot';
import { reactionEmojis } from '../text/reactions.ts';

/** What people write to each other, as it is once decrypted: nothing else is taken from another browser. */
export const contentShapes = {
  chat: v.strictObject({ text: v.pipe(v.string(), v.minLength(1), v.maxLength(2_000)) }),
  react: v.strictObject({ emoji: v.picklist(reactionEmojis) }),
} as const;

export type ContentKind = keyof typeof contentShapes;
export type Content<K extends ContentKind> = v.InferOutput<(typeof contentShapes)[K]>;
