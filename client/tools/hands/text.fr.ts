import { countFr } from '../../text/text.ts';

export const fr = {
  word: 'Main',
  up: 'Lever la main',
  down: 'Baisser la main',
  raised: (n: number) => countFr(n, 'main levée', 'mains levées'),
  title: 'Mains levées',
  lowerAll: 'Baisser toutes les mains',
  lowerThis: 'Baisser',
  place: (n: number) => (n === 1 ? 'vous êtes la première main' : `vous êtes la ${n}e main`),
  first: 'C’est à vous : votre main est la première',
  hasSpoken: 'a parlé',
  spoke: (name: string) => `${name} a parlé, main toujours levée`,
  youSpoke: 'Vous avez parlé, et votre main est toujours levée',
  sound: 'Une main se lève',
  lower: (name: string) => `Baisser la main de ${name}`,
  mark: 'main levée',
  raises: (name?: string) => `${name ?? 'Quelqu’un'} lève la main`,
  right: 'Lever la main',
  shortcut: 'Main levée',
};
