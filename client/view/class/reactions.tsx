import { type ReactionEmoji, reactionEmojis } from '../../text/reactions.ts';
import { text } from '../../text/text.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Sentence } from './named.tsx';
import { useRoom } from './roomState.ts';

export const reactionIcons: Record<ReactionEmoji, IconName> = {
  '👍': 'thumb',
  '✅': 'check',
  '❓': 'question',
  '🐢': 'slower',
  '⭐': 'star',
  '❤️': 'heart',
};
const known = (emoji: string): emoji is ReactionEmoji => reactionEmojis.some((one) => one === emoji);
const shownAtOnce = 6;

/** Reactions as they come: seen for a moment, said politely. One that this page does not know is not shown. */
export function Reactions() {
  const { call } = useRoom();
  const t = text.value.room.reactions;
  return (
    <div class="reactions" role="status">
      {call.reactions.value.slice(-shownAtOnce).map(
        ({ key, name, emoji }) =>
          known(emoji) && (
            <p key={key} class="reaction">
              <Icon name={reactionIcons[emoji]} />
              <Sentence words={(who) => t.said(who, t.names[emoji])} name={name} />
            </p>
          ),
      )}
    </div>
  );
}
