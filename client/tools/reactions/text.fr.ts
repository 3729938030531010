import type { ReactionEmoji } from './kinds.ts';

const names: Record<ReactionEmoji, string> = {
  '👍': 'D’accord',
  '✅': 'Compris',
  '❓': 'Pas compris',
  '🐢': 'Moins vite',
  '⭐': 'Bravo',
  '❤️': 'Merci',
};

export const fr = { title: 'Réagir', names, said: (name: string, what: string) => `${name} : ${what}`, right: 'Réagir' };
