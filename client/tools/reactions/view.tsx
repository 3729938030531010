import { Choice } from '../../room/choice.tsx';
import { Sentence } from '../../room/named.tsx';
import { whyNot } from '../../room/sender.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import type { ToolParts } from '../port.ts';
import { type ReactionEmoji, reactionEmojis } from './kinds.ts';
import { words } from './text.ts';
import type { Reactions } from './tool.ts';

const icons: Record<ReactionEmoji, IconName> = {
  '👍': 'thumb',
  '✅': 'check',
  '❓': 'question',
  '🐢': 'slower',
  '⭐': 'star',
  '❤️': 'heart',
};
const shownAtOnce = 6;

/** Reactions are chosen from a button, seen for a moment, and said politely. */
export const reactionsParts = (reactions: Reactions): ToolParts => ({
  controls: [
    {
      key: 'react',
      narrow: () => 'menu',
      icon: 'smile',
      word: () => words().title,
      title: () => words().title,
      blocked: (room) => whyNot(room, 'react'),
      Choices: ({ close }) => (
        <div class="choices two">
          {reactionEmojis.map((emoji) => (
            <Choice
              key={emoji}
              icon={icons[emoji]}
              word={words().names[emoji]}
              onPress={() => {
                void reactions.react(emoji);
                close();
              }}
            />
          ))}
        </div>
      ),
    },
  ],
  rights: [{ right: 'react', words: () => words().right }],
  Over: () => (
    <div class="reactions" role="status">
      {reactions.shown.value.slice(-shownAtOnce).map(({ key, name, emoji }) => (
        <p key={key} class="reaction">
          <Icon name={icons[emoji]} />
          <span>
            <Sentence words={(who) => words().said(who, words().names[emoji])} name={name} />
          </span>
        </p>
      ))}
    </div>
  ),
});
