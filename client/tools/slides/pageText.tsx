import { useSignal } from '@preact/signals';
import { createElement } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Leaf } from './deck.ts';
import type { Block, OpenPdf } from './reading.ts';
import { words } from './text.ts';

/** Headings of a page stand below those of the class. */
const firstLevel = 3;
const deepest = 6;

/** What is written on the page, for who does not see it: with its headings and lists. */
export function PageText({ pdf, leaf, number }: { pdf: OpenPdf | null; leaf: Leaf; number: number }) {
  const t = words();
  const blocks = useSignal<readonly Block[] | null>(null);
  useEffect(() => {
    let left = false;
    blocks.value = null;
    if (pdf && typeof leaf === 'number')
      void pdf
        .words(leaf)
        .catch(() => [])
        .then((found) => left || (blocks.value = found));
    return () => void (left = true);
  }, [pdf, leaf]);
  const found = blocks.value;
  return (
    <article class="slides-text unseen" aria-label={t.textOf(number)}>
      <h2>{t.textOf(number)}</h2>
      {typeof leaf !== 'number' ? (
        <p>{t.blankText}</p>
      ) : found?.length === 0 ? (
        <p>{t.noText}</p>
      ) : (
        grouped(found ?? []).map((block, index) => <OneBlock key={index} block={block} />)
      )}
    </article>
  );
}

type Grouped = Exclude<Block, { kind: 'item' }> | { readonly kind: 'list'; readonly items: readonly string[] };

/** Items that follow one another are one list. */
const grouped = (blocks: readonly Block[]): readonly Grouped[] =>
  blocks.reduce<Grouped[]>((all, block) => {
    const last = all.at(-1);
    if (block.kind === 'heading') return [...all, block];
    if (block.kind !== 'item') return [...all, { kind: block.kind, text: block.text } as Grouped];
    if (last?.kind === 'list') return [...all.slice(0, -1), { kind: 'list', items: [...last.items, block.text] }];
    return [...all, { kind: 'list', items: [block.text] }];
  }, []);

function OneBlock({ block }: { block: Grouped }) {
  if (block.kind === 'list')
    return (
      <ul>
        {block.items.map((item, index) => (
          <li key={index}>{item}</li>
        ))}
      </ul>
    );
  if (block.kind === 'heading') return createElement(`h${Math.min(deepest, firstLevel + block.level - 1)}`, null, block.text);
  return (
    <p>
      {block.kind === 'picture' && words().picture}
      {block.text}
    </p>
  );
}
