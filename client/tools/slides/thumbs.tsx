import { useEffect, useRef } from 'preact/hooks';
import type { DeckFile, Leaf } from './deck.ts';
import type { OpenPdf } from './reading.ts';
import type { Show } from './show.ts';
import { words } from './text.ts';

/** How wide a small picture of a page is, in pixels of CSS. */
const across = 112;

type Queue = { last: Promise<void> };

/** All pages of a file, small: each leads to its page. */
export function Thumbs({ show, file, pdf }: { show: Show; file: DeckFile; pdf: OpenPdf | null }) {
  const t = words();
  const at = show.at.value?.leaf;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at]);
  // One after the other: the page that one looks at is drawn beside them.
  const queue = useRef<Queue>({ last: Promise.resolve() });
  return (
    <ol ref={list} class="slides-thumbs" aria-label={t.thumbs}>
      {file.leaves.map((leaf, index) => (
        <li key={leaf}>
          <button
            type="button"
            class="quiet"
            aria-label={
              typeof leaf === 'number'
                ? t.page(index + 1, file.leaves.length)
                : `${t.page(index + 1, file.leaves.length)}, ${t.blank}`
            }
            aria-current={leaf === at ? 'page' : undefined}
            onClick={() => show.go(file.id, leaf)}
          >
            <Thumb leaf={leaf} pdf={pdf} queue={queue.current} />
            <span aria-hidden="true">{index + 1}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Drawn once it is seen. */
function Thumb({ leaf, pdf, queue }: { leaf: Leaf; pdf: OpenPdf | null; queue: Queue }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element || !pdf || typeof leaf !== 'number') return;
    const giveUp = new AbortController();
    const draw = async (): Promise<void> => {
      if (giveUp.signal.aborted) return;
      const size = await pdf.size(leaf);
      const scale = (across * devicePixelRatio) / size.width;
      const piece = { scale, left: 0, top: 0, width: across * devicePixelRatio, height: size.height * scale };
      const drawn = await pdf.draw(leaf, piece, giveUp.signal);
      if (!drawn) return;
      [element.width, element.height] = [drawn.width, drawn.height];
      element.getContext('2d')?.drawImage(drawn, 0, 0);
    };
    const observer = new IntersectionObserver(([seen]) => {
      if (!seen?.isIntersecting) return;
      observer.disconnect();
      // A page that cannot be drawn stays white here, and says so where it is shown.
      queue.last = queue.last.then(draw).catch(() => {});
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      giveUp.abort();
    };
  }, [pdf, leaf]);
  return <canvas ref={canvas} width={160} height={90} aria-hidden="true" />;
}
