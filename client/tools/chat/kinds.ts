import * as v from 'valibot';
import { terms } from '#tools/chat/terms.ts';
import type { SealedKind } from '../../crypto/messages/sealedKind.ts';

/** The longest message, in characters. */
export const longestText = 2_000;

export const chatKind: SealedKind<{ text: string }> = {
  name: 'chat',
  bytes: terms.sealed.chat,
  shape: v.strictObject({ text: v.pipe(v.string(), v.minLength(1), v.maxLength(longestText)) }),
};
