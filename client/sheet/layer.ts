import * as v from 'valibot';
import type { Author, SlateModel } from '../slates/model.ts';
import {
  type Element,
  type SheetGlimpse,
  element,
  markId,
  most,
  moved,
  pageId,
  point,
  restyled,
  sheetGlimpse,
  style,
  styleOf,
} from './marks.ts';
import { isFull, setDrawn, weightOf } from './weight.ts';

/** Something that is drawn, and whose it is. `data`: of a picture, the parts that have come, in base64url. */
export type Drawn = {
  readonly element: Element;
  readonly by: string;
  readonly name: string;
  readonly data?: readonly string[] | undefined;
};

/** What is drawn on the pages of one slate, in the order in which it was drawn first. `bytes`: how large it is together. */
export type Layer = { readonly elements: Map<string, Drawn>; bytes: number };

const data = v.pipe(v.string(), v.regex(/^[\w-]+$/), v.maxLength(most.part));
/** The parts of a picture, as they are kept. */
export const pictureParts = v.pipe(v.array(data), v.maxLength(most.parts));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most.parts - 1));
const author = v.strictObject({ by: v.pipe(v.string(), v.maxLength(64)), name: v.pipe(v.string(), v.maxLength(200)) });
const ids = v.pipe(v.array(markId), v.minLength(1), v.maxLength(most.ids));
/** What is done to a layer. A tool that has more in its slate adds its own beside these. */
export const layerOps = [
  /** New, or in the place of one's own. `of`: whose it is, by who holds the class and brings it back. */
  v.strictObject({ put: markId, element, of: v.optional(author) }),
  v.strictObject({ move: ids, by: point }),
  v.strictObject({ restyle: ids, as: style }),
  /** The next part of a picture. */
  v.strictObject({ picture: markId, part: count, data }),
  v.strictObject({ drop: ids }),
  /** By who holds the class: a page. */
  v.strictObject({ clear: pageId }),
] as const;
const layerOp = v.union(layerOps);
export type LayerOp = v.InferOutput<typeof layerOp>;

/** Whoever drew something changes it, and who holds the class. */
export const mayChange = ({ by }: Drawn, { id: author, holds }: Pick<Author, 'id' | 'holds'>): boolean => holds || by === author;

const change = (layer: Layer, which: readonly string[], by: Author, make: (drawn: Drawn) => Drawn | null): void => {
  for (const one of which) {
    const drawn = layer.elements.get(one);
    if (!drawn || !mayChange(drawn, by)) continue;
    setDrawn(layer, one, make(drawn));
  }
};

/** How long all pictures are together, in characters. */
const picturesOf = ({ elements }: Layer): number =>
  elements.values().reduce((sum, { data: parts }) => parts?.reduce((all, part) => all + part.length, sum) ?? sum, 0);

/** Whether a picture of so many characters still fits. */
export const hasRoomFor = (layer: Layer, length: number): boolean => picturesOf(layer) + length <= most.pictures;

const withPart = (layer: Layer, drawn: Drawn, by: Author, { part, data: text }: Extract<LayerOp, { picture: string }>): Drawn => {
  const { element: one, data: parts = [] } = drawn;
  const isNext = one.kind === 'image' && part === parts.length && part < one.parts;
  const fits = hasRoomFor(layer, text.length) && !isFull({ bytes: layer.bytes + text.length, elements: layer.elements }, by);
  return isNext && fits ? { ...drawn, data: [...parts, text] } : drawn;
};

/** Does it, as far as `by` may. */
export const applyToLayer = (layer: Layer, op: LayerOp, by: Author): void => {
  const { elements } = layer;
  if ('put' in op) {
    const known = elements.get(op.put);
    if (known ? !mayChange(known, by) : isFull(layer, by, [{ element: op.element }])) return;
    const whose = known ?? (by.holds ? op.of : undefined);
    const own = { by: whose?.by ?? by.id, name: whose?.name ?? by.name, element: op.element };
    setDrawn(layer, op.put, op.element.kind === 'image' ? { ...own, data: known?.data ?? [] } : own);
  } else if ('move' in op) change(layer, op.move, by, (one) => ({ ...one, element: moved(one.element, op.by) }));
  else if ('restyle' in op) change(layer, op.restyle, by, (one) => ({ ...one, element: restyled(one.element, op.as) }));
  else if ('picture' in op) change(layer, [op.picture], by, (one) => withPart(layer, one, by, op));
  else if ('drop' in op) change(layer, op.drop, by, () => null);
  else if (by.holds) for (const [one, { element: drawn }] of elements) if (drawn.page === op.clear) setDrawn(layer, one, null);
};

/** What writes the parts of a picture. */
export const partsOf = (picture: string, { data: parts = [] }: Pick<Drawn, 'data'>): readonly LayerOp[] =>
  parts.map((text, part) => ({ picture, part, data: text }));

/** What gives back the colour or thickness that each of them has now. */
const styleBack = ({ elements }: Layer, which: readonly string[], kind: 'colour' | 'width'): readonly LayerOp[] => {
  const found = which.flatMap((one) => {
    const drawn = elements.get(one);
    const as = drawn && styleOf(drawn.element, kind);
    return as ? [{ one, as }] : [];
  });
  const alike = Map.groupBy(found, ({ as }) => JSON.stringify(as)).values();
  return Array.from(alike).flatMap(([first, ...others]) =>
    first ? [{ restyle: [first, ...others].map(({ one }) => one), as: first.as }] : [],
  );
};

/** What takes back one thing that is about to be done to this layer: of one's own things only. */
export const undoOnLayer = (layer: Layer, op: LayerOp, by: Pick<Author, 'id' | 'holds'>): readonly LayerOp[] => {
  const back = (which: (one: string, drawn: Drawn) => boolean): LayerOp[] =>
    Array.from(layer.elements).flatMap(([one, drawn]) =>
      which(one, drawn) && mayChange(drawn, by)
        ? [{ put: one, element: drawn.element, of: { by: drawn.by, name: drawn.name } }, ...partsOf(one, drawn)]
        : [],
    );
  if ('put' in op) {
    const known = layer.elements.get(op.put);
    return known ? [{ put: op.put, element: known.element }] : [{ drop: [op.put] }];
  }
  if ('move' in op) return [{ move: op.move, by: [-op.by[0], -op.by[1]] }];
  if ('restyle' in op) return styleBack(layer, op.restyle, 'colour' in op.as ? 'colour' : 'width');
  // A picture goes with its frame.
  if ('picture' in op) return [];
  if ('drop' in op) return back((one) => op.drop.includes(one));
  return back((_one, { element: drawn }) => drawn.page === op.clear);
};

export const savedElements = v.pipe(
  v.array(
    v.strictObject({
      id: markId,
      by: v.string(),
      name: v.string(),
      element,
      data: v.optional(pictureParts),
    }),
  ),
  v.maxLength(most.elements),
);
export const saveElements = ({ elements }: Pick<Layer, 'elements'>): readonly (Drawn & { readonly id: string })[] =>
  Array.from(elements, ([id, drawn]) => ({ id, ...drawn }));
export const loadElements = (saved: v.InferOutput<typeof savedElements>): Layer => {
  const elements = new Map(saved.map(({ id, ...drawn }) => [id, drawn]));
  return { elements, bytes: weightOf(elements) };
};

/** The things of one page, in the order in which they were drawn. */
export const onPage = ({ elements }: Layer, page: string): readonly (Drawn & { readonly id: string })[] =>
  Array.from(elements).flatMap(([id, drawn]) => (drawn.element.page === page ? [{ id, ...drawn }] : []));

/** A slate on which one draws: how it is shared, and how one takes back what one did. */
export type LayerModel<S extends Layer, Op> = SlateModel<S, Op, SheetGlimpse> & {
  /** A state of its own, to try things on. */
  copy(state: S): S;
  /** What takes back one thing that is about to be done. */
  undo(state: S, op: Op, by: Pick<Author, 'id' | 'holds'>): readonly Op[];
};

/** A slate that has nothing but what is drawn, of a kind that is named `tool`. */
export const layerModel = (tool: string): LayerModel<Layer, LayerOp> => ({
  tool,
  shape: layerOp,
  saved: savedElements,
  glimpsed: sheetGlimpse,
  begin: () => ({ elements: new Map(), bytes: 0 }),
  apply: applyToLayer,
  save: saveElements,
  load: (given) => loadElements(v.parse(savedElements, given)),
  copy: ({ elements, bytes }) => ({ elements: new Map(elements), bytes }),
  undo: undoOnLayer,
});

/** What takes back all of `ops`, which are about to be done. */
export const undoOf = <S extends Layer, Op>(
  model: LayerModel<S, Op>,
  state: S,
  ops: readonly Op[],
  by: Pick<Author, 'id' | 'holds'>,
): readonly Op[] => ops.toReversed().flatMap((one) => model.undo(state, one, by));

/** The layer as it will be once what was written has been numbered. */
export const withPending = <S extends Layer, Op>(model: LayerModel<S, Op>, state: S, pending: readonly Op[], self: Author): S => {
  // Another object at each change: what is drawn is compared by it.
  if (pending.length === 0) return { ...state };
  const ahead = model.copy(state);
  for (const one of pending) model.apply(ahead, one, self);
  return ahead;
};
