import { type Signal, signal } from '@preact/signals';
import type { ClientTool, LiveTool, ToolCall } from '../port.ts';
import { type ReactionEmoji, reactKind } from './kinds.ts';
import style from './style.css?inline';
import { reactionsParts } from './view.tsx';

export type Reaction = { readonly key: string; readonly name: string; readonly emoji: ReactionEmoji };

/** Reactions, and how one reacts. */
export type Reactions = {
  /** Those that are shown now, newest last. */
  readonly shown: Signal<readonly Reaction[]>;
  react(emoji: ReactionEmoji): Promise<void>;
  /** Shows one for a few seconds. */
  show(from: string, emoji: ReactionEmoji): void;
};

const shownMs = 5_000;

export const openReactions = (call: ToolCall<'reactions'>): Reactions => {
  const shown = signal<readonly Reaction[]>([]);
  let count = 0;
  const reactions: Reactions = {
    shown,
    show: (from, emoji) => {
      const reaction = { key: String(++count), name: call.namedOf(from).name, emoji };
      shown.value = [...shown.value, reaction];
      setTimeout(() => (shown.value = shown.value.filter((other) => other !== reaction)), shownMs);
    },
    react: async (emoji) => {
      const box = await call.sealAll(reactKind, { emoji });
      if (box !== null && (await call.ask('react', { box }))) reactions.show(call.self, emoji);
    },
  };
  return reactions;
};

export const liveReactions = (call: ToolCall<'reactions'>, reactions: Reactions): LiveTool<'reactions'> => ({
  hears: {
    reaction: async ({ from, box }) => {
      const said = await call.open(reactKind, from, 'all', box);
      if (said) reactions.show(from, said.emoji);
    },
  },
  takes: null,
  kept: null,
  parts: reactionsParts(reactions),
  [Symbol.dispose]: () => (reactions.shown.value = []),
});

export const reactions: ClientTool<'reactions'> = { style, start: (call) => liveReactions(call, openReactions(call)) };
