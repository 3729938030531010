import { useSignal, useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { adoptStyle } from '../ui/adoptStyle.ts';
import { crosshair } from './crosshair.ts';
import type { Desk } from './desk.ts';
import { newId } from './gestures.ts';
import { ImageDialog } from './pictures/imageDialog.tsx';
import { onPage } from './layer.ts';
import { type Point, glimpseOf, most } from './marks.ts';
import { pointing } from './pointing.ts';
import { type Ground, type Live, Sheet, nothingLive } from './sheet.ts';
import style from './style.css?inline';
import { words } from './text/text.ts';
import { toPixels } from './viewport.ts';
import { WriteHere } from './writeHere.tsx';

adoptStyle(style);

/** One page to look at and to draw on. `ground`: what is under everything; `children`: what is over it, such as that it is still coming. */
export function SheetView(props: { desk: Desk; label: string; ground: Ground; children?: ComponentChildren }) {
  const { desk, label, ground, children } = props;
  const t = words();
  const base = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const live = useSignal<Live>(nothingLive);
  const under = useSignal<Ground>(ground);
  const writing = useSignal<{ at: Point; note: boolean } | null>(null);
  const sheet = useMemo(() => ({ current: null as Sheet | null }), []);
  if (under.peek() !== ground) under.value = ground;

  useEffect(() => {
    if (!base.current || !above.current || !frame.current) return;
    sheet.current = new Sheet(base.current, above.current);
    const observer = new ResizeObserver(([entry]) => {
      if (entry) desk.size.value = { width: entry.contentRect.width, height: entry.contentRect.height };
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [desk]);

  // Another page is seen whole at first.
  const page = desk.page.value;
  useEffect(() => void (desk.view.value = null), [desk, page]);

  useSignalEffect(() => {
    const layer = desk.layer.value;
    const now = desk.size.value;
    const shown = desk.page.value;
    const view = desk.viewNow();
    const beneath = under.value;
    if (!layer || !sheet.current || shown === null || now.width === 0) return;
    sheet.current.show(onPage(layer, shown), beneath, now, view);
    sheet.current.showLive(live.value, desk.glimpses.value, layer, shown, now, view);
  });
  useSignalEffect(() => void (live.value = { ...live.peek(), selected: desk.selected.value }));

  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const { target, clipboardData } = event;
      if (!desk.mayDraw.peek() || (target instanceof Element && target.closest('input, textarea, [contenteditable]'))) return;
      const file = Array.from(clipboardData?.files ?? []).find(({ type }) => type.startsWith('image/'));
      if (!file) return;
      event.preventDefault();
      desk.offered.value = file;
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [desk]);

  const hands = useMemo(() => {
    const port = {
      desk,
      live: (shown: Live) => {
        live.value = shown;
        if (shown.element) desk.glimpse(glimpseOf(shown.element));
        const here = desk.page.peek();
        if (shown.laser && here !== null)
          desk.glimpse({ laser: [Math.round(shown.laser[0]), Math.round(shown.laser[1])], page: here });
      },
      write: (at: Point, note: boolean) => void (writing.value = { at, note }),
    };
    return { pointers: pointing(() => above.current, port), cross: crosshair(port) };
  }, [desk]);

  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    if (event.ctrlKey) return desk.zoom(Math.exp(-event.deltaY / 300), [event.offsetX, event.offsetY]);
    const view = desk.viewNow();
    desk.view.value = { ...view, x: view.x + event.deltaX / view.scale, y: view.y + event.deltaY / view.scale };
  };
  const put = (text: string): void => {
    const place = writing.value;
    writing.value = null;
    if (!place || !text.trim() || page === null) return;
    const at: [number, number] = [Math.round(place.at[0]), Math.round(place.at[1])];
    const colour = desk.colour.value;
    const words = text.trim().slice(0, most.text);
    desk.draw({ put: newId(), element: { kind: 'text', page, colour, at, text: words, note: place.note } });
  };
  return (
    <div
      ref={frame}
      class="sheet-frame"
      onDragOver={(event) => {
        if (desk.mayDraw.value && event.dataTransfer?.types.includes('Files')) event.preventDefault();
      }}
      onDrop={(event) => {
        const file = event.dataTransfer?.files[0];
        if (!file) return;
        // Else the browser leaves the class for the file.
        event.preventDefault();
        if (desk.mayDraw.value) desk.offered.value = file;
      }}
    >
      <canvas ref={base} aria-hidden="true" />
      <canvas
        ref={above}
        class="sheet-live"
        data-tool={desk.mayDraw.value ? desk.tool.value : 'move'}
        role="application"
        aria-label={label}
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
        onKeyUp={hands.cross.keyUp}
        onBlur={hands.cross.leave}
      />
      {writing.value && (
        <WriteHere at={toPixels(desk.viewNow(), writing.value.at)} onPut={put} onCancel={() => (writing.value = null)} />
      )}
      {desk.offered.value && <ImageDialog desk={desk} file={desk.offered.value} />}
      {children}
    </div>
  );
}
