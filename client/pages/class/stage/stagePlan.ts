import type { RoomState, Tile } from '../../../room/roomState.ts';
import { bestGrid, cellOf, focusOf, sameTile, type Size, stripOf, tilesPerPage } from './tiles.ts';

/** A tile and its size in CSS pixels. */
export type Placed = { readonly tile: Tile; readonly size: Size };
export type StagePlan = {
  readonly shape: 'grid' | 'right' | 'below' | 'alone';
  readonly focus: Placed | null;
  /** A tool is shown large, in the place of a picture. */
  readonly surface: boolean;
  /** The tiles of the page that is shown. */
  readonly tiles: readonly Placed[];
  readonly columns: number;
  /** The size of each of `tiles`. */
  readonly cell: Size;
  readonly pages: number;
  readonly page: number;
};

const gap = 8;

/** What the stage shows now, and how large. Reads the room's signals, so it belongs in a computed one. */
export function planStage(room: RoomState, order: readonly string[], size: Size, surface = false): StagePlan {
  const { call } = room;
  const people = call.people.value;
  // One's own screen is in front of oneself already: a picture of it would take the room of the people.
  const screens = order
    .filter((id) => id !== call.self && people.get(id)?.sending.screen)
    .map((id): Tile => ({ id, source: 'screen' }));
  const faces = order.map((id): Tile => ({ id, source: 'camera' }));
  const pinned = room.pinned.value;
  const pin = pinned && [...screens, ...faces].some((tile) => sameTile(tile, pinned)) ? pinned : null;
  const layout = room.layout.value;
  const focus = focusOf(layout, pin, call.state.value.spotlight, screens, order, call.speakers.value);
  if (surface && !pin) return planSurface([...screens, ...faces], size, room.page.value);
  const others = [...screens, ...faces].filter((tile) => !sameTile(tile, focus));
  if (!focus) return planGrid(others, size, room.page.value);
  if (layout === 'spotlight' || others.length === 0) return alone(focus, size);
  return planStrip(focus, sharerFirst(others, focus), size, room.page.value);
}

/** A tool in the large place, the people beside it. */
function planSurface(tiles: readonly Tile[], size: Size, wanted: number): StagePlan {
  const strip = stripOf(size);
  const { pages, page, shown } = pageOf(tiles, strip.holds, wanted);
  const placed = shown.map((tile) => ({ tile, size: strip.tile }));
  return { shape: strip.side, focus: null, surface: true, tiles: placed, columns: 1, cell: strip.tile, pages, page };
}

const alone = (tile: Tile, size: Size): StagePlan => ({
  shape: 'alone',
  surface: false,
  focus: { tile, size },
  tiles: [],
  columns: 1,
  cell: size,
  pages: 1,
  page: 0,
});

/** Beside a screen, the face of whoever shows it comes first. */
function sharerFirst(tiles: readonly Tile[], focus: Tile): Tile[] {
  if (focus.source !== 'screen') return [...tiles];
  return tiles.toSorted((a, b) => Number(b.id === focus.id) - Number(a.id === focus.id));
}

function pageOf<T>(items: readonly T[], perPage: number, wanted: number) {
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const page = Math.min(wanted, pages - 1);
  return { pages, page, shown: items.slice(page * perPage, (page + 1) * perPage) };
}

function planGrid(tiles: readonly Tile[], size: Size, wanted: number): StagePlan {
  const perPage = tilesPerPage(tiles.length, size);
  const { pages, page, shown } = pageOf(tiles, perPage, wanted);
  const { columns, rows } = bestGrid(Math.min(perPage, tiles.length), size);
  const cell = cellOf(size, { columns, rows });
  return {
    shape: 'grid',
    focus: null,
    surface: false,
    tiles: shown.map((tile) => ({ tile, size: cell })),
    columns,
    cell,
    pages,
    page,
  };
}

function planStrip(focus: Tile, tiles: readonly Tile[], size: Size, wanted: number): StagePlan {
  const strip = stripOf(size);
  const { pages, page, shown } = pageOf(tiles, strip.holds, wanted);
  const large =
    strip.side === 'right'
      ? { width: size.width - strip.tile.width - gap, height: size.height }
      : { width: size.width, height: size.height - strip.tile.height - gap };
  return {
    shape: strip.side,
    surface: false,
    focus: { tile: focus, size: large },
    tiles: shown.map((tile) => ({ tile, size: strip.tile })),
    columns: 1,
    cell: strip.tile,
    pages,
    page,
  };
}
