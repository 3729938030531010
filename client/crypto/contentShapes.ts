import * as z from 'zod/mini';
import { reactionEmojis } from '../text/reactions.ts';

/** What people write to each other, as it is once decrypted: nothing else is taken from another browser. */
export const contentShapes = {
  chat: z.strictObject({ text: z.string().check(z.minLength(1), z.maxLength(2_000)) }),
  react: z.strictObject({ emoji: z.enum(reactionEmojis) }),
} as const;

export type ContentKind = keyof typeof contentShapes;
export type Content<K extends ContentKind> = z.infer<(typeof contentShapes)[K]>;
