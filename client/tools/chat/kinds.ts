import * as v from 'valibot';
import { terms } from '#tools/chat/terms.ts';
import type { SealedKind } from '../../crypto/messages/sealedKind.ts';

/** The longest message, in units of UTF-16: as every browser counts what it takes from another. */
export const longestText = 2_000;

/** A message without what nobody can see or read: controls and broken halves of letters, of which each would take six bytes. */
export const messageOf = (typed: string): string => typed.replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, '').trim();

export const chatKind: SealedKind<{ text: string }> = {
  name: 'chat',
  bytes: terms.sealed.chat,
  shape: v.strictObject({ text: v.pipe(v.string(), v.minLength(1), v.maxLength(longestText)) }),
};
