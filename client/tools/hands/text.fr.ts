import { countFr } from '../../text/text.ts';

export const fr = {
  word: 'Main',
  up: 'Lever la main',
  down: 'Baisser la main',
  raised: (n: number) => countFr(n, 'main levée', 'mains levées'),
  title: 'Mains levées',
  lowerAll: 'Baisser toutes les mains',
  lower: (name: string) => `Baisser la main de ${name}`,
  mark: 'main levée',
  raises: (name?: string) => `${name ?? 'Quelqu’un'} lève la main`,
  right: 'Lever la main',
  shortcut: 'Main levée',
};
