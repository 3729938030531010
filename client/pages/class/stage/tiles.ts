import type { TileSize } from '#protocol/media.ts';
import type { Person } from '../../../state/call.ts';
import type { Layout, Tile } from '../../../room/roomState.ts';

/** Pixels of the screen, as CSS counts them. */
export type Size = { readonly width: number; readonly height: number };
export type Grid = { readonly columns: number; readonly rows: number };

const mostPerPage = { small: 6, usual: 9 };
const ratio = 16 / 9;
const gap = 8;
const smallStage = 600;

/** The width of a 16:9 picture in a cell of the grid. */
const pictureWidth = ({ width, height }: Size, { columns, rows }: Grid): number =>
  Math.min((width - gap * (columns - 1)) / columns, ((height - gap * (rows - 1)) / rows) * ratio);

const widest = 1.9;
const tallest = 0.9;

/** The size of one cell: it fills the grid, without cutting much off a picture of 16:9. */
export function cellOf({ width, height }: Size, { columns, rows }: Grid): Size {
  const cell = { width: (width - gap * (columns - 1)) / columns, height: (height - gap * (rows - 1)) / rows };
  return {
    width: Math.floor(Math.min(cell.width, cell.height * widest)),
    height: Math.floor(Math.min(cell.height, cell.width / tallest)),
  };
}

/** The grid that shows `count` tiles largest. */
export function bestGrid(count: number, stage: Size): Grid {
  const grids = Array.from({ length: count }, (_, index) => ({ columns: index + 1, rows: Math.ceil(count / (index + 1)) }));
  return grids.reduce((best, grid) => (pictureWidth(stage, grid) > pictureWidth(stage, best) + 1 ? grid : best), {
    columns: 1,
    rows: Math.max(1, count),
  });
}

/** How many tiles a page holds so that faces can be told: 2 to 9, fewer on a small screen. */
export function tilesPerPage(count: number, stage: Size): number {
  const small = stage.width < smallStage;
  const narrowest = small ? 130 : 210;
  for (let many = Math.min(count, small ? mostPerPage.small : mostPerPage.usual); many > 2; many--) {
    if (pictureWidth(stage, bestGrid(many, stage)) >= narrowest) return many;
  }
  return 2;
}

/** How many of one length fit into another, with gaps; half a pixel too little is enough. */
const fits = (whole: number, one: number): number => Math.floor((whole + gap + 0.5) / (one + gap));

/** Where the strip beside the large picture goes, and how many tiles it holds. */
export function stripOf(stage: Size): { readonly side: 'right' | 'below'; readonly holds: number; readonly tile: Size } {
  if (stage.width >= stage.height * 1.15 && stage.width >= smallStage) {
    const width = Math.min(300, Math.max(170, stage.width * 0.24));
    const tile = { width, height: width / ratio };
    return { side: 'right', holds: Math.max(1, fits(stage.height, tile.height)), tile };
  }
  const width = Math.min(220, Math.max(96, (stage.width - 2 * gap) / 3));
  return {
    side: 'below',
    holds: Math.max(1, fits(stage.width, width)),
    tile: { width, height: width / ratio },
  };
}

/** The layer to ask for, from the real pixels of a tile. The layers are 180, 360 and 720 lines. */
export function layerFor({ height }: Size, pixelRatio: number): TileSize {
  const lines = height * pixelRatio;
  if (lines <= 240) return 'small';
  return lines <= 480 ? 'medium' : 'large';
}

/**
 * The order of people: hosts first, then as they came. Who speaks outside of the first page changes places with somebody
 * silent on it, and nobody else moves.
 */
export function orderPeople(
  former: readonly string[],
  people: ReadonlyMap<string, Person>,
  speakers: readonly string[],
  firstPage: number,
): string[] {
  const holds = (id: string) => people.get(id)?.role !== 'student';
  const known = former.filter((id) => people.has(id));
  const order = [...known, ...Array.from(people.keys()).filter((id) => !known.includes(id))];
  order.sort((a, b) => Number(holds(b)) - Number(holds(a)));
  for (const speaker of speakers) {
    const from = order.indexOf(speaker);
    if (from < firstPage) continue;
    const to = order.findLastIndex((id, at) => at < firstPage && !holds(id) && !people.get(id)?.self && !speakers.includes(id));
    const silent = order[to];
    if (silent) [order[from], order[to]] = [silent, speaker];
  }
  return order;
}

export const sameTile = (a: Tile | null, b: Tile | null): boolean => a?.id === b?.id && a?.source === b?.source;

/** What a layout shows large: null in a grid. */
export function focusOf(
  layout: Layout,
  pinned: Tile | null,
  spotlight: string | null,
  screens: readonly Tile[],
  order: readonly string[],
  speakers: readonly string[],
): Tile | null {
  if (pinned) return pinned;
  const spot: Tile | null = spotlight && order.includes(spotlight) ? { id: spotlight, source: 'camera' } : null;
  const screen = screens.at(-1) ?? null;
  const first = (id: string | undefined): Tile | null => (id ? { id, source: 'camera' } : null);
  switch (layout) {
    case 'grid':
      return null;
    case 'auto':
      return screen ?? spot;
    case 'side':
      return screen ?? spot ?? first(order[0]);
    case 'spotlight':
      return spot ?? screen ?? first(speakers.find((id) => order.includes(id)) ?? order[0]);
  }
}
