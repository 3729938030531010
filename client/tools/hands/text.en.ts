import { countEn } from '../../text/text.ts';
import type { fr } from './text.fr.ts';

export const en: typeof fr = {
  word: 'Hand',
  up: 'Raise my hand',
  down: 'Lower my hand',
  raised: (n) => countEn(n, 'raised hand', 'raised hands'),
  title: 'Raised hands',
  lowerAll: 'Lower all hands',
  lower: (name) => `Lower ${name}’s hand`,
  mark: 'hand raised',
  raises: (name) => `${name ?? 'Somebody'} raised a hand`,
  right: 'Raise a hand',
  shortcut: 'Raised hand',
};
