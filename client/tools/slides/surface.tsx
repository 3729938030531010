import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { useRoom } from '../../room/roomState.ts';
import { DrawingTools } from '../../sheet/drawingTools.tsx';
import type { Ground } from '../../sheet/sheet.ts';
import { SheetView } from '../../sheet/sheetView.tsx';
import type { View } from '../../sheet/viewport.ts';
import { Choosing, Progress } from './choosing.tsx';
import type { Leaf } from './deck.ts';
import { fromShared, toShared } from './page/looking.ts';
import { PageGround } from './page/pageGround.ts';
import { PageText } from './pageText.tsx';
import { pageKeys } from './pageKeys.ts';
import { words } from './text.ts';
import { Thumbs } from './thumbs.tsx';
import type { SlidesRoom } from './tool.ts';
import { SlideTools } from './toolbar.tsx';
import { Trouble } from './trouble.tsx';

const nothing: Ground = (context, { left, top, right, bottom }) => context.clearRect(left, top, right - left, bottom - top);

/** The slides as everybody sees them on the stage, with what one leafs and draws with. */
export function Surface({ slides }: { slides: SlidesRoom }) {
  const room = useRoom();
  const t = words();
  const { show, library, desk, size } = slides;
  const thumbs = useSignal(false);
  const drawing = useSignal(false);
  const failed = useSignal<string | null>(null);
  const lacksFonts = useSignal(false);
  const file = show.file.value;
  const held = useComputed(() => (show.file.value && library.held.value.get(show.file.value.id)) ?? null);
  const pdf = useComputed(() => (held.value?.state === 'open' ? held.value.pdf : null));
  const ground = useMemo(() => new PageGround((key) => (failed.value = key)), []);
  useEffect(() => () => ground[Symbol.dispose](), []);

  useSignalEffect(() => {
    const one = show.file.value;
    if (one && !library.held.value.has(one.id)) library.want(one);
  });
  // What is to be drawn, whenever the page, its place or its frame changes.
  useSignalEffect(() => {
    const [place, now, frame, key] = [show.at.value, pdf.value, desk.size.value, desk.page.value];
    const leaves = show.file.value?.leaves ?? [];
    const view = desk.view.value;
    if (!place || !now || key === null || frame.width === 0) return;
    const page = typeof place.leaf === 'number' ? place.leaf : null;
    const index = leaves.indexOf(place.leaf);
    const isPage = (leaf: Leaf | undefined): leaf is number => typeof leaf === 'number';
    const ahead = [leaves[index + 1], leaves[index - 1], leaves[index + 2]].filter(isPage);
    void now
      .size(page ?? 1)
      .then((points) => {
        if (desk.page.peek() !== key) return;
        if (points.width !== size.value.width || points.height !== size.value.height) size.value = points;
        failed.value = null;
        ground.show({ key, pdf: page === null ? null : now, page: page ?? 0, frame, view, ahead }, points);
      })
      .catch(() => (failed.value = key));
  });
  // What the teacher looks at is looked at here, unless one looks elsewhere oneself.
  const told = useMemo(() => ({ view: null as View | null, page: null as string | null, isNew: true }), []);
  useSignalEffect(() => {
    const [key, frame, points] = [desk.page.value, desk.size.value, size.value];
    const view = fromShared(show.view.value, points, frame);
    if (key !== told.page) told.isNew = true;
    told.page = key;
    told.view = view;
    desk.view.value = view;
  });
  useSignalEffect(() => {
    const view = desk.view.value;
    if (view === told.view || desk.page.peek() !== told.page) return;
    if (told.isNew) return;
    told.view = view;
    show.look(toShared(view, size.peek(), desk.size.peek()));
  });
  // The sheet itself shows a new page whole at first.
  const page = desk.page.value;
  useEffect(() => {
    told.isNew = false;
    desk.view.value = told.view;
  }, [page]);
  useSignalEffect(() => {
    const [drawn, place, now] = [ground.now.value, show.at.value, pdf.value];
    lacksFonts.value = false;
    if (drawn && now && typeof place?.leaf === 'number')
      void now.lacksFonts(place.leaf).then((lacks) => (lacksFonts.value = lacks));
  });
  useEffect(() => pageKeys(show, () => drawing.peek()), [show]);

  const place = show.at.value;
  const number = file && place ? file.leaves.indexOf(place.leaf) + 1 : 0;
  const drawn = ground.now.value;
  const isDrawn = drawn !== null && drawn.key === desk.page.value;
  const now = held.value;
  return (
    <section class="slides tool-surface" aria-label={t.title} data-drawn={isDrawn ? desk.page.value : undefined}>
      {drawing.value && desk.mayDraw.value && <DrawingTools desk={desk} />}
      <Progress slides={slides} />
      <div class="slides-middle">
        {thumbs.value && file && <Thumbs show={show} file={file} pdf={pdf.value} />}
        {file && place ? (
          <SheetView desk={desk} label={t.sheet(number, file.leaves.length)} ground={isDrawn ? drawn.ground : nothing}>
            {now?.state === 'trouble' ? (
              <Trouble name={file.name} trouble={now.trouble} onAgain={() => library.want(file, true)} />
            ) : failed.value === desk.page.value ? (
              <Trouble name={file.name} trouble="page" />
            ) : (
              !isDrawn && (
                <p class="sheet-loading" role="status">
                  {now?.state === 'coming' ? t.coming(Math.floor(now.part * 100)) : t.opening}
                </p>
              )
            )}
          </SheetView>
        ) : (
          <Choosing slides={slides} />
        )}
      </div>
      {room.holds.value && lacksFonts.value && <p class="slides-note">{t.noFonts}</p>}
      {file && place && <PageText pdf={pdf.value} leaf={place.leaf} number={number} />}
      <SlideTools slides={slides} thumbs={thumbs} drawing={drawing} />
    </section>
  );
}
