import type { Given } from '../../../client/tools/files/giving.ts';
import type { Handout } from '../../../client/tools/files/handout.ts';
import type { Transfer } from '../../../client/tools/files/transfer.ts';
import { longWord, names } from './longWords.ts';

const handout = (index: number, by: number, name: string, size: number): Handout => ({
  by: `person-${by}`,
  giver: names[by] ?? '',
  name,
  file: { id: String(index).repeat(22), key: 'K'.repeat(22), size, parts: 1, hash: 'H'.repeat(43), type: '' },
});
export const handouts = (from: number): Handout[] => [
  handout(1, 0, 'Exercices sur le théorème de Thalès.pdf', 1_240_000),
  handout(2, 0, `${longWord}.odt`, 48_000),
  handout(3, 2, '', 900),
  handout(4, from, 'Correction de la page 12.pdf', 24_000_000),
  handout(5, 0, 'Carte.png', 3_000_000),
];
export const giving: Given[] = [
  {
    key: 1,
    name: 'Film de la sortie.mp4',
    size: 80_000_000,
    room: 30_000_000,
    transfer: { at: 'failed', code: 'file-too-large' },
  },
  { key: 2, name: 'Texte à trous.docx', size: 4_000_000, room: null, transfer: { at: 'going', bytes: 1_500_000, waits: true } },
];
export const fetching = new Map<string, Transfer>([
  ['1'.repeat(22), { at: 'going', bytes: 500_000, waits: false }],
  ['2'.repeat(22), { at: 'failed', code: 'gone' }],
  ['4'.repeat(22), { at: 'stopped', bytes: 6_000_000 }],
]);
