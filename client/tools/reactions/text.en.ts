import type { fr } from './text.fr.ts';

export const en: typeof fr = {
  title: 'React',
  names: { '👍': 'I agree', '✅': 'Understood', '❓': 'Not understood', '🐢': 'Slower', '⭐': 'Well done', '❤️': 'Thank you' },
  said: (name, what) => `${name}: ${what}`,
  right: 'React',
};
