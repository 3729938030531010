import { expect, test } from 'vitest';
import { wordsOf } from '../../../client/tools/slides/pdf/pageWords.ts';

const marked = (id: string, ...texts: readonly string[]) => [
  { type: 'beginMarkedContentProps', id, tag: 'Span' },
  ...texts.map((str) => ({ str, hasEOL: false, height: 12 })),
  { type: 'endMarkedContent' },
];
const content = (id: string) => ({ type: 'content', id });
const line = (str: string, height: number) => ({ str, height, hasEOL: true });

test('the headings, lists and pictures of a tagged page are said as what they are, in the order of the file’s tree', () => {
  const items = [...marked('a', 'Thalès'), ...marked('b', 'AM/AB', ' = AN/AC'), ...marked('c', 'Une hauteur')];
  const tree = {
    role: 'Root',
    children: [
      { role: 'H2', children: [content('a')] },
      { role: 'L', children: [{ role: 'LI', children: [{ role: 'LBody', children: [content('c')] }] }] },
      { role: 'P', children: [content('b')] },
      { role: 'Figure', alt: 'Un triangle', children: [] },
    ],
  };
  expect(wordsOf(items, tree)).toEqual([
    { kind: 'heading', level: 2, text: 'Thalès' },
    { kind: 'item', text: 'Une hauteur' },
    { kind: 'text', text: 'AM/AB = AN/AC' },
    { kind: 'picture', text: 'Un triangle' },
  ]);
});

test('where a file has no tags, higher letters are headings', () => {
  expect(wordsOf([line('Le théorème', 40), line('AM/AB', 20), line('', 0), line('AN/AC', 20)], null)).toEqual([
    { kind: 'heading', level: 1, text: 'Le théorème' },
    { kind: 'text', text: 'AM/AB' },
    { kind: 'text', text: 'AN/AC' },
  ]);
});

test('a page without text has none', () => {
  expect(wordsOf([], null)).toEqual([]);
  expect(wordsOf([], { role: 'Root', children: [] })).toEqual([]);
});
