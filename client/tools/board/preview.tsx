import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { onPage } from '../../sheet/layer.ts';
import { paperGround } from '../../sheet/paper.ts';
import { Sheet } from '../../sheet/sheet.ts';
import { type Size, fitting } from '../../sheet/viewport.ts';
import { pageBox } from './board.ts';
import type { BoardDesk } from './desk.ts';

/** The page that is shown, small and to be looked at only: what stands on it is listed where the board is large. */
export function Preview({ desk }: { desk: BoardDesk }) {
  const base = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const size = useSignal<Size>({ width: 0, height: 0 });
  const sheet = useMemo(() => ({ current: null as Sheet | null }), []);
  useEffect(() => {
    if (!base.current?.parentElement || !above.current) return;
    sheet.current = new Sheet(base.current, above.current);
    const observer = new ResizeObserver(([entry]) => {
      if (entry) size.value = { width: entry.contentRect.width, height: entry.contentRect.height };
    });
    observer.observe(base.current.parentElement);
    return () => observer.disconnect();
  }, []);
  useSignalEffect(() => {
    const board = desk.layer.value;
    const shown = desk.page.value;
    const now = size.value;
    if (!board || !sheet.current || shown === null || now.width === 0) return;
    const paper = board.pages.find(({ id }) => id === shown)?.paper ?? 'blank';
    sheet.current.show(onPage(board, shown), paperGround[paper], now, fitting(pageBox, now));
  });
  return (
    <div class="board-preview" aria-hidden="true">
      <canvas ref={base} />
      <canvas ref={above} />
    </div>
  );
}
