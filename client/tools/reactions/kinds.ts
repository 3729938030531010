import * as v from 'valibot';
import { terms } from '#tools/reactions/terms.ts';
import type { SealedKind } from '../../crypto/messages/sealedKind.ts';

/** The reactions that one can send. The emoji travels (sealed); each browser shows its own drawing and word. */
export const reactionEmojis = ['👍', '✅', '❓', '🐢', '⭐', '❤️'] as const;
export type ReactionEmoji = (typeof reactionEmojis)[number];

export const reactKind: SealedKind<{ emoji: ReactionEmoji }> = {
  name: 'react',
  bytes: terms.sealed.react,
  shape: v.strictObject({ emoji: v.picklist(reactionEmojis) }),
};
