/** The reactions that one can send. The emoji travels (sealed); each browser shows its own drawing and word. */
export const reactionEmojis = ['👍', '✅', '❓', '🐢', '⭐', '❤️'] as const;
export type ReactionEmoji = (typeof reactionEmojis)[number];
export type Reactions = Record<ReactionEmoji, string>;
