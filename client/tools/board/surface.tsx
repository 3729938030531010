import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useRoom } from '../../room/roomState.ts';
import { type Point, glimpseOf, most } from './board.ts';
import type { Desk } from './desk.ts';
import { newId } from './sheet/gestures.ts';
import { crosshair } from './sheet/crosshair.ts';
import { Items } from './items.tsx';
import { pointing } from './sheet/pointing.ts';
import { savePage } from './sheet/savePage.ts';
import { type Live, Sheet, nothingLive, onPage } from './sheet/sheet.ts';
import { words } from './text.ts';
import { DrawingTools, PageTools } from './toolbar.tsx';
import { type Size, type View, firstView, toPixels, zoomed } from './sheet/viewport.ts';
import { WriteHere } from './writeHere.tsx';

/** The board as everybody sees it on the stage, with what one draws with for who may. */
export function Surface({ desk }: { desk: Desk }) {
  const room = useRoom();
  const t = words();
  const holds = room.holds.value;
  const base = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const size = useSignal<Size>({ width: 0, height: 0 });
  const live = useSignal<Live>(nothingLive);
  const writing = useSignal<{ at: Point; note: boolean } | null>(null);
  const viewNow = (): View => desk.view.value ?? firstView(size.peek());
  const sheet = useMemo(() => ({ current: null as Sheet | null }), []);

  useEffect(() => {
    if (!base.current || !above.current || !frame.current) return;
    sheet.current = new Sheet(base.current, above.current);
    const observer = new ResizeObserver(([entry]) => {
      if (entry) size.value = { width: entry.contentRect.width, height: entry.contentRect.height };
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);

  // Another page is seen whole at first.
  const page = desk.page.value;
  useEffect(() => void (desk.view.value = null), [page]);

  useSignalEffect(() => {
    const board = desk.board.value;
    const now = size.value;
    const shown = desk.page.value;
    const view = desk.view.value ?? firstView(now);
    if (!board || !sheet.current || shown === null || now.width === 0) return;
    const paper = board.pages.find(({ id }) => id === shown)?.paper ?? 'blank';
    sheet.current.show(
      onPage(board, shown).map(({ element }) => element),
      paper,
      now,
      view,
    );
    sheet.current.showLive(live.value, desk.glimpses.value, board, shown, now, view);
  });
  useSignalEffect(() => void (live.value = { ...live.peek(), selected: desk.selected.value }));

  const hands = useMemo(() => {
    const port = {
      desk,
      self: room.call.self,
      holds: () => room.holds.peek(),
      view: viewNow,
      setView: (view: View) => void (desk.view.value = view),
      live: (shown: Live) => {
        live.value = shown;
        if (shown.element) desk.glimpse(glimpseOf(shown.element));
        const here = desk.page.peek();
        if (shown.laser && here !== null)
          desk.glimpse({ laser: [Math.round(shown.laser[0]), Math.round(shown.laser[1])], page: here });
      },
      write: (at: Point, note: boolean) => void (writing.value = { at, note }),
    };
    return { pointers: pointing(() => above.current, port), cross: crosshair(port, () => size.peek()) };
  }, [desk]);

  const zoom = (factor: number | 'fit', at: Point = [size.peek().width / 2, size.peek().height / 2]): void => {
    desk.view.value = factor === 'fit' ? firstView(size.peek()) : zoomed(viewNow(), factor, at);
  };
  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const at: Point = [event.offsetX, event.offsetY];
    if (event.ctrlKey) return zoom(Math.exp(-event.deltaY / 300), at);
    const view = viewNow();
    desk.view.value = { ...view, x: view.x + event.deltaX / view.scale, y: view.y + event.deltaY / view.scale };
  };
  const put = (text: string): void => {
    const place = writing.value;
    writing.value = null;
    if (!place || !text.trim() || page === null) return;
    const at: [number, number] = [Math.round(place.at[0]), Math.round(place.at[1])];
    const element = {
      kind: 'text',
      page,
      colour: desk.colour.value,
      at,
      text: text.trim().slice(0, most.text),
      note: place.note,
    } as const;
    desk.draw({ put: newId(), element });
  };
  const mayDraw = desk.mayDraw.value;
  return (
    <section class="board" aria-label={t.title}>
      {mayDraw ? <DrawingTools desk={desk} /> : <p class="board-watching">{t.watching}</p>}
      <div ref={frame} class="board-sheet">
        <canvas ref={base} aria-hidden="true" />
        <canvas
          ref={above}
          class="board-live"
          data-tool={mayDraw ? desk.tool.value : 'move'}
          role="application"
          aria-label={t.sheet}
          aria-description={t.keys}
          tabIndex={0}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            hands.pointers.down(event);
          }}
          onPointerMove={hands.pointers.moved}
          onPointerUp={hands.pointers.up}
          onPointerCancel={hands.pointers.cancel}
          onWheel={wheel}
          onKeyDown={hands.cross.key}
          onBlur={hands.cross.leave}
        />
        {writing.value && (
          <WriteHere at={toPixels(viewNow(), writing.value.at)} onPut={put} onCancel={() => (writing.value = null)} />
        )}
        {!desk.board.value && (
          <p class="board-loading" role="status">
            {t.loading}
          </p>
        )}
      </div>
      <PageTools desk={desk} holds={holds} onZoom={zoom} onSave={() => void savePage(desk, room)} />
      <Items desk={desk} />
    </section>
  );
}
