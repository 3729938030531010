import * as v from 'valibot';

/** Colours by name, so that each theme and each export draws them its way. */
export const colours = ['ink', 'red', 'blue', 'green', 'orange', 'violet'] as const;
export type Colour = (typeof colours)[number];
export const widths = ['thin', 'medium', 'thick'] as const;
export type Width = (typeof widths)[number];
export const figures = ['line', 'arrow', 'box', 'oval'] as const;
export type Figure = (typeof figures)[number];

/** In units of the sheet, of which a page has about 1600 across; it goes on in every direction. */
export type Point = readonly [x: number, y: number];

/** How much of one kind fits in one item, and on one sheet. */
export const most = { points: 2_000, text: 1_000, elements: 10_000 } as const;

export const markId = v.pipe(v.string(), v.regex(/^[\w-]{8,12}$/));
/** A page, as the tool that has pages names it. */
export const pageId = v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/));
const unit = v.pipe(v.number(), v.integer(), v.minValue(-200_000), v.maxValue(200_000));
export const point = v.tuple([unit, unit]);
export const colour = v.picklist(colours);
export const width = v.picklist(widths);
const written = v.pipe(v.string(), v.minLength(1), v.maxLength(most.text));

export const element = v.variant('kind', [
  /** `path`: the first point, then steps from each to the next, flat. `force`: the pressure at each point, from 0 to 9; empty where there is none. */
  v.strictObject({
    kind: v.literal('ink'),
    page: pageId,
    colour,
    width,
    light: v.boolean(),
    path: v.pipe(v.array(unit), v.minLength(2), v.maxLength(2 * most.points)),
    force: v.pipe(v.string(), v.regex(/^\d*$/), v.maxLength(most.points)),
  }),
  v.strictObject({ kind: v.literal('figure'), page: pageId, colour, width, figure: v.picklist(figures), from: point, to: point }),
  v.strictObject({ kind: v.literal('text'), page: pageId, colour, at: point, text: written, note: v.boolean() }),
]);
/** One thing that is drawn on a page. */
export type Element = v.InferOutput<typeof element>;

export const sheetGlimpse = v.union([v.strictObject({ element }), v.strictObject({ laser: point, page: pageId })]);
/** What somebody is drawing at this moment, or points at. */
export type SheetGlimpse = v.InferOutput<typeof sheetGlimpse>;
/** So many of the last points of a line are shown while it is drawn. */
const glimpsedPoints = 100;

/** A thing that is being drawn, as short as a glimpse must be. */
export const glimpseOf = (one: Element): SheetGlimpse => {
  if (one.kind !== 'ink' || one.path.length <= 2 * glimpsedPoints) return { element: one };
  const cut = one.path.length - 2 * glimpsedPoints;
  let [x, y] = [0, 0];
  for (let at = 0; at <= cut; at += 2) [x, y] = [x + (one.path[at] ?? 0), y + (one.path[at + 1] ?? 0)];
  return { element: { ...one, path: [x, y, ...one.path.slice(cut + 2)], force: one.force.slice(cut / 2) } };
};

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
