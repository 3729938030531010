import type { Block } from '../reading.ts';

/** What pdf.js tells of a text: a run of letters, or where something marked begins and ends. */
type Item = {
  readonly str?: string;
  readonly hasEOL?: boolean;
  readonly height?: number;
  readonly type?: string;
  readonly id?: string | null;
};
type Node = {
  readonly role?: string;
  readonly alt?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
};

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** A line so much higher than the usual one is a heading. */
const headingRatio = 1.25;

/** What is written on a page, with its headings where the file says them, and else where the letters do. */
export function wordsOf(items: readonly object[], tree: object | null): readonly Block[] {
  const tagged = tree ? blocksOf(tree as Node, textById(items as readonly Item[])) : [];
  return tagged.length > 0 ? tagged : linesOf(items as readonly Item[]);
}

/** The text of each marked part. Parts may stand within others. */
function textById(items: readonly Item[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const open: (string | null)[] = [];
  for (const { type, id, str, hasEOL } of items) {
    if (type?.startsWith('beginMarkedContent')) open.push(id ?? null);
    else if (type === 'endMarkedContent') open.pop();
    else {
      const inside = open.findLast((one) => one !== null);
      if (inside != null) texts.set(inside, `${texts.get(inside) ?? ''}${str ?? ''}${hasEOL ? '\n' : ''}`);
    }
  }
  return texts;
}

const textIn = (node: Node, texts: ReadonlyMap<string, string>): string =>
  node.type === 'content'
    ? (texts.get(node.id ?? '') ?? '')
    : (node.children ?? []).map((child) => textIn(child, texts)).join(' ');

/** Of these, the text is one block. */
const whole: Readonly<Record<string, 'item' | 'text'>> = {
  P: 'text',
  LI: 'item',
  Caption: 'text',
  TR: 'text',
  BlockQuote: 'text',
};

function blocksOf(node: Node, texts: ReadonlyMap<string, string>): Block[] {
  const { role = '', alt } = node;
  if (role === 'Figure' || role === 'Formula') {
    const text = tidy(alt ?? textIn(node, texts));
    return text ? [{ kind: 'picture', text }] : [];
  }
  const heading = /^H([1-6])?$/.exec(role);
  const kind = whole[role];
  if (heading || role === 'Title' || kind || node.type === 'content') {
    const text = tidy(textIn(node, texts));
    if (!text) return [];
    if (heading || role === 'Title') return [{ kind: 'heading', level: Number(heading?.[1] ?? 1), text }];
    return [{ kind: kind ?? 'text', text }];
  }
  return (node.children ?? []).flatMap((child) => blocksOf(child, texts));
}

/** Line by line: the highest letters are of headings. */
function linesOf(items: readonly Item[]): readonly Block[] {
  const lines: { text: string; height: number }[] = [];
  let line = { text: '', height: 0 };
  for (const { str, hasEOL, height = 0 } of items) {
    if (str === undefined) continue;
    line.text += str;
    if (str.trim()) line.height = Math.max(line.height, height);
    if (hasEOL) {
      lines.push(line);
      line = { text: '', height: 0 };
    }
  }
  const written = [...lines, line].map(({ text, height }) => ({ text: tidy(text), height })).filter(({ text }) => text !== '');
  const heights = written.map(({ height }) => height).toSorted((one, other) => one - other);
  const usual = heights[Math.floor((heights.length - 1) / 2)] ?? 0;
  return written.map(({ text, height }, index): Block => {
    const isHeading = height > usual * headingRatio || (index === 0 && written.length === 1);
    return isHeading ? { kind: 'heading', level: 1, text } : { kind: 'text', text };
  });
}
