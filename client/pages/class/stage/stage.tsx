import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../../../text/text.ts';
import { Pager } from './pager.tsx';
import type { Tile } from '../../../room/roomState.ts';
import { useClassRoom } from '../classRoom.ts';
import { FacePeople, ShownSmall } from './beside.tsx';
import { isTeaching, surfaceNow } from './shown.ts';
import { AloneNote, AudioOnlyNote, LineNote } from './stageNotes.tsx';
import { planStage, type Placed } from './stagePlan.ts';
import { TileView } from './tileView.tsx';
import { layerFor, orderPeople, type Size, tilesPerPage } from './tiles.ts';
import './stage.css';

/** The people and screens that are shown, and the telling of which: the server forwards these pictures and no others. */
export function Stage() {
  const room = useClassRoom();
  const { call } = room;
  const t = text.value.room.stage;
  const element = useRef<HTMLDivElement>(null);
  const size = useSignal<Size>({ width: 800, height: 450 });
  const visible = useSignal(document.visibilityState === 'visible');
  const former = useRef<readonly string[]>([]);
  useEffect(() => {
    const stage = element.current;
    if (!stage) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) size.value = { width: entry.contentRect.width, height: entry.contentRect.height };
    });
    observer.observe(stage);
    const seen = () => (visible.value = document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', seen);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', seen);
    };
  }, []);
  const order = useComputed(() => {
    const people = call.people.value;
    former.current = orderPeople(former.current, people, call.speakers.value, tilesPerPage(people.size, size.value));
    return former.current;
  });
  const open = useComputed(() => (room.holds.value && room.facesPeople.value ? null : surfaceNow(room)));
  const plan = useComputed(() => planStage(room, order.value, size.value, open.value !== null));
  const told = useRef('');
  useSignalEffect(() => {
    const { focus, tiles } = plan.value;
    const shown = visible.value && !call.audioOnly.value ? [...(focus ? [focus] : []), ...tiles] : [];
    const wanted = shown
      .filter(({ tile }) => tile.id !== call.self)
      .map(({ tile, size: pixels }) => ({ ...tile, size: layerFor(pixels, devicePixelRatio) }));
    const key = JSON.stringify(wanted);
    if (key === told.current) return;
    told.current = key;
    call.actions.watch(wanted);
  });
  const { focus, surface, tiles, shape, columns, cell, pages, page } = plan.value;
  return (
    <section class="stage" aria-label={t.label} data-shape={shape}>
      <div ref={element} class="stage-tiles">
        {focus && (
          <div class="stage-focus">
            <TileView key={keyOf(focus.tile)} tile={focus.tile} large />
          </div>
        )}
        {surface && open.value && (
          <div class="stage-focus">
            <open.value.View />
          </div>
        )}
        {tiles.length > 0 && (
          <ul
            class="tiles"
            style={{ '--columns': columns, '--width': `${cell.width}px`, '--height': `${cell.height}px` }}
            aria-label={focus || surface ? t.strip : t.label}
          >
            {tiles.map(({ tile }: Placed) => (
              <li key={keyOf(tile)}>
                <TileView tile={tile} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {call.people.value.size < 2 && <AloneNote />}
      <LineNote />
      <FacePeople />
      {!isTeaching(room) && <ShownSmall />}
      {call.audioOnly.value && <AudioOnlyNote />}
      {pages > 1 && <Pager page={page} pages={pages} />}
    </section>
  );
}

const keyOf = ({ id, source }: Tile): string => `${id}/${source}`;
