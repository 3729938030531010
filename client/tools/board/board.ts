import * as v from 'valibot';
import type { Author, SlateModel } from '../../slates/model.ts';

/** Colours by name, so that each theme and each export draws them its way. */
export const colours = ['ink', 'red', 'blue', 'green', 'orange', 'violet'] as const;
export type Colour = (typeof colours)[number];
export const widths = ['thin', 'medium', 'thick'] as const;
export type Width = (typeof widths)[number];
export const papers = ['blank', 'squared', 'seyes'] as const;
export type Paper = (typeof papers)[number];
export const figures = ['line', 'arrow', 'box', 'oval'] as const;
export type Figure = (typeof figures)[number];

/** In units of the board: a page is 1600 by 900 of them as it is first seen, and goes on in every direction. */
export type Point = readonly [x: number, y: number];
export const pageSize = { width: 1600, height: 900 } as const;

/** How much of one kind fits in one item. */
export const most = { points: 2_000, text: 1_000, pages: 50, elements: 10_000 } as const;
/** How large a board may become in a snapshot, in bytes: pupils leave room, so that who holds the class can always write on. */
const mostBytes = { pupils: 3_400_000, all: 3_900_000 } as const;

const id = v.pipe(v.string(), v.regex(/^[\w-]{8,12}$/));
const unit = v.pipe(v.number(), v.integer(), v.minValue(-200_000), v.maxValue(200_000));
const point = v.tuple([unit, unit]);
const colour = v.picklist(colours);
const width = v.picklist(widths);
const written = v.pipe(v.string(), v.minLength(1), v.maxLength(most.text));

export const element = v.variant('kind', [
  /** `path`: the first point, then steps from each to the next, flat. `force`: the pressure at each point, from 0 to 9; empty where there is none. */
  v.strictObject({
    kind: v.literal('ink'),
    page: id,
    colour,
    width,
    light: v.boolean(),
    path: v.pipe(v.array(unit), v.minLength(2), v.maxLength(2 * most.points)),
    force: v.pipe(v.string(), v.regex(/^\d*$/), v.maxLength(most.points)),
  }),
  v.strictObject({ kind: v.literal('figure'), page: id, colour, width, figure: v.picklist(figures), from: point, to: point }),
  v.strictObject({ kind: v.literal('text'), page: id, colour, at: point, text: written, note: v.boolean() }),
]);
export type Element = v.InferOutput<typeof element>;

export const page = v.strictObject({ id, paper: v.picklist(papers) });
export type BoardPage = v.InferOutput<typeof page>;

const ids = v.pipe(v.array(id), v.minLength(1), v.maxLength(300));
const op = v.union([
  /** New, or in the place of one's own. */
  v.strictObject({ put: id, element }),
  v.strictObject({ move: ids, by: point }),
  v.strictObject({ drop: ids }),
  /** By who holds the class: */
  v.strictObject({ pages: v.pipe(v.array(page), v.minLength(1), v.maxLength(most.pages)) }),
  v.strictObject({ clear: id }),
  /** Many at once, from another lesson. */
  v.strictObject({ lay: v.pipe(v.array(v.strictObject({ id, element })), v.minLength(1), v.maxLength(100)) }),
  /** Everybody is shown the board at this page, or no longer. */
  v.strictObject({ show: v.nullable(id) }),
]);
export type BoardOp = v.InferOutput<typeof op>;

const glimpsed = v.union([v.strictObject({ element }), v.strictObject({ laser: point, page: id })]);
/** What somebody is drawing at this moment, or points at. */
export type BoardGlimpse = v.InferOutput<typeof glimpsed>;
/** So many of the last points of a line are shown while it is drawn. */
const glimpsedPoints = 100;

/** A thing that is being drawn, as short as a glimpse must be. */
export const glimpseOf = (one: Element): BoardGlimpse => {
  if (one.kind !== 'ink' || one.path.length <= 2 * glimpsedPoints) return { element: one };
  const cut = one.path.length - 2 * glimpsedPoints;
  let [x, y] = [0, 0];
  for (let at = 0; at <= cut; at += 2) [x, y] = [x + (one.path[at] ?? 0), y + (one.path[at + 1] ?? 0)];
  return { element: { ...one, path: [x, y, ...one.path.slice(cut + 2)], force: one.force.slice(cut / 2) } };
};

/** Something on the board, and whose it is. */
export type Drawn = { readonly element: Element; readonly by: string; readonly name: string };

/** Elements in the order in which they were drawn first. `bytes`: how large they are together. */
export type Board = {
  readonly elements: Map<string, Drawn>;
  bytes: number;
  pages: readonly BoardPage[];
  shown: string | null;
};

/** Of whose it is, in bytes at most. */
const ofAuthor = 250;
const sizes = new WeakMap<Element, number>();
const sizeOf = ({ element: one }: Pick<Drawn, 'element'>): number => {
  const size = sizes.get(one) ?? new TextEncoder().encode(JSON.stringify(one)).length + ofAuthor;
  sizes.set(one, size);
  return size;
};

/** Whether something more would find no room, for this person. */
export const isFull = ({ bytes, elements }: Board, { holds }: Pick<Author, 'holds'>, added: readonly Element[] = []): boolean =>
  elements.size + added.length > most.elements ||
  added.reduce((sum, one) => sum + sizeOf({ element: one }), bytes) > (holds ? mostBytes.all : mostBytes.pupils);

const set = (board: Board, id: string, drawn: Drawn | null): void => {
  const known = board.elements.get(id);
  board.bytes += (drawn ? sizeOf(drawn) : 0) - (known ? sizeOf(known) : 0);
  if (drawn) board.elements.set(id, drawn);
  else board.elements.delete(id);
};

export const firstPage: BoardPage = { id: 'page-0001', paper: 'blank' };

const saved = v.strictObject({
  elements: v.pipe(v.array(v.strictObject({ id, by: v.string(), name: v.string(), element })), v.maxLength(most.elements)),
  pages: v.array(page),
  shown: v.nullable(id),
});

/** Whoever drew something changes it, and who holds the class. */
export const mayChange = ({ by }: Drawn, { id: author, holds }: Pick<Author, 'id' | 'holds'>): boolean => holds || by === author;

export const moved = (one: Element, [dx, dy]: Point): Element => {
  const shift = ([x, y]: Point): [number, number] => [x + dx, y + dy];
  switch (one.kind) {
    case 'ink': {
      const [x = 0, y = 0, ...steps] = one.path;
      return { ...one, path: [x + dx, y + dy, ...steps] };
    }
    case 'figure':
      return { ...one, from: shift(one.from), to: shift(one.to) };
    case 'text':
      return { ...one, at: shift(one.at) };
  }
};

const change = (board: Board, ids: readonly string[], by: Author, make: (drawn: Drawn) => Drawn | null): void => {
  for (const one of ids) {
    const drawn = board.elements.get(one);
    if (!drawn || !mayChange(drawn, by)) continue;
    set(board, one, make(drawn));
  }
};

const put = (board: Board, id: string, one: Element, by: Author): void => {
  const known = board.elements.get(id);
  if ((known && !mayChange(known, by)) || isFull(board, by, known ? [] : [one])) return;
  set(board, id, { by: known?.by ?? by.id, name: known?.name ?? by.name, element: one });
};

const apply = (board: Board, written: BoardOp, by: Author): void => {
  if ('put' in written) put(board, written.put, written.element, by);
  else if ('move' in written) change(board, written.move, by, (one) => ({ ...one, element: moved(one.element, written.by) }));
  else if ('drop' in written) change(board, written.drop, by, () => null);
  else if (by.holds) {
    if ('pages' in written) board.pages = written.pages;
    else if ('show' in written) board.shown = written.show;
    else if ('lay' in written) for (const { id: one, element: laid } of written.lay) put(board, one, laid, by);
    else for (const [one, { element: drawn }] of board.elements) if (drawn.page === written.clear) set(board, one, null);
  }
};

/** The board of a class, as everybody makes it of the same items. */
export const boardModel: SlateModel<Board, BoardOp, BoardGlimpse> = {
  tool: 'board',
  shape: op,
  saved,
  glimpsed,
  begin: () => ({ elements: new Map(), bytes: 0, pages: [firstPage], shown: null }),
  apply,
  save: ({ elements, pages, shown }) => ({
    elements: Array.from(elements, ([one, drawn]) => ({ id: one, ...drawn })),
    pages,
    shown,
  }),
  load: (given) => {
    const { elements, pages, shown } = v.parse(saved, given);
    const bytes = elements.reduce((sum, drawn) => sum + sizeOf(drawn), 0);
    return { elements: new Map(elements.map(({ id: one, ...drawn }) => [one, drawn])), bytes, pages, shown };
  },
};

const inverseOf = (board: Board, written: BoardOp, by: Pick<Author, 'id' | 'holds'>): readonly BoardOp[] => {
  const back = (which: (one: string, drawn: Drawn) => boolean): BoardOp[] =>
    Array.from(board.elements).flatMap(([one, drawn]) =>
      which(one, drawn) && mayChange(drawn, by) ? [{ put: one, element: drawn.element }] : [],
    );
  if ('put' in written) {
    const known = board.elements.get(written.put);
    return known ? [{ put: written.put, element: known.element }] : [{ drop: [written.put] }];
  }
  if ('move' in written) return [{ move: written.move, by: [-written.by[0], -written.by[1]] }];
  if ('drop' in written) return back((one) => written.drop.includes(one));
  if ('clear' in written) return back((_one, { element: drawn }) => drawn.page === written.clear);
  return 'pages' in written ? [{ pages: [...board.pages] }] : [];
};

/** What takes back `written`, which is about to be done to this board: of one's own things only. */
export const undoOf = (board: Board, written: readonly BoardOp[], by: Pick<Author, 'id' | 'holds'>): readonly BoardOp[] =>
  written.toReversed().flatMap((one) => inverseOf(board, one, by));

/** The board as it will be once what was written has been numbered. */
export const withPending = (board: Board, pending: readonly BoardOp[], self: Author): Board => {
  if (pending.length === 0) return board;
  const ahead: Board = { elements: new Map(board.elements), bytes: board.bytes, pages: board.pages, shown: board.shown };
  for (const one of pending) apply(ahead, one, self);
  return ahead;
};
