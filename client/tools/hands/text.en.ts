import { countEn } from '../../text/text.ts';
import type { fr } from './text.fr.ts';

export const en: typeof fr = {
  word: 'Hand',
  up: 'Raise my hand',
  down: 'Lower my hand',
  raised: (n) => countEn(n, 'raised hand', 'raised hands'),
  title: 'Raised hands',
  lowerAll: 'Lower all hands',
  lowerThis: 'Lower',
  place: (n) => `you are number ${n} in line`,
  first: 'It is your turn: your hand is the first',
  hasSpoken: 'has spoken',
  spoke: (name) => `${name} has spoken, hand still raised`,
  youSpoke: 'You have spoken, and your hand is still raised',
  sound: 'A hand is raised',
  lower: (name) => `Lower ${name}’s hand`,
  mark: 'hand raised',
  raises: (name) => `${name ?? 'Somebody'} raised a hand`,
  right: 'Raise a hand',
  shortcut: 'Raised hand',
};
