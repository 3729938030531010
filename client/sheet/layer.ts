import * as v from 'valibot';
import type { Author, SlateModel } from '../slates/model.ts';
import { type Element, type SheetGlimpse, element, markId, most, moved, pageId, point, sheetGlimpse } from './marks.ts';

/** Something that is drawn, and whose it is. */
export type Drawn = { readonly element: Element; readonly by: string; readonly name: string };

/** What is drawn on the pages of one slate, in the order in which it was drawn first. */
export type Layer = { readonly elements: Map<string, Drawn> };

const ids = v.pipe(v.array(markId), v.minLength(1), v.maxLength(300));
/** What is done to a layer. A tool that has more in its slate adds its own beside these. */
export const layerOps = [
  /** New, or in the place of one's own. */
  v.strictObject({ put: markId, element }),
  v.strictObject({ move: ids, by: point }),
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
    const next = make(drawn);
    if (next) layer.elements.set(one, next);
    else layer.elements.delete(one);
  }
};

/** Does it, as far as `by` may. */
export const applyToLayer = (layer: Layer, op: LayerOp, by: Author): void => {
  const { elements } = layer;
  if ('put' in op) {
    const known = elements.get(op.put);
    if (known ? !mayChange(known, by) : elements.size >= most.elements) return;
    elements.set(op.put, { by: known?.by ?? by.id, name: known?.name ?? by.name, element: op.element });
  } else if ('move' in op) change(layer, op.move, by, (one) => ({ ...one, element: moved(one.element, op.by) }));
  else if ('drop' in op) change(layer, op.drop, by, () => null);
  else if (by.holds) for (const [one, { element: drawn }] of elements) if (drawn.page === op.clear) elements.delete(one);
};

/** What takes back one thing that is about to be done to this layer: of one's own things only. */
export const undoOnLayer = (layer: Layer, op: LayerOp, by: Pick<Author, 'id' | 'holds'>): readonly LayerOp[] => {
  const back = (which: (one: string, drawn: Drawn) => boolean): LayerOp[] =>
    Array.from(layer.elements).flatMap(([one, drawn]) =>
      which(one, drawn) && mayChange(drawn, by) ? [{ put: one, element: drawn.element }] : [],
    );
  if ('put' in op) {
    const known = layer.elements.get(op.put);
    return known ? [{ put: op.put, element: known.element }] : [{ drop: [op.put] }];
  }
  if ('move' in op) return [{ move: op.move, by: [-op.by[0], -op.by[1]] }];
  if ('drop' in op) return back((one) => op.drop.includes(one));
  return back((_one, { element: drawn }) => drawn.page === op.clear);
};

export const savedElements = v.pipe(
  v.array(v.strictObject({ id: markId, by: v.string(), name: v.string(), element })),
  v.maxLength(most.elements),
);
export const saveElements = ({ elements }: Layer): v.InferOutput<typeof savedElements> =>
  Array.from(elements, ([id, drawn]) => ({ id, ...drawn }));
export const loadElements = (saved: v.InferOutput<typeof savedElements>): Layer['elements'] =>
  new Map(saved.map(({ id, ...drawn }) => [id, drawn]));

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
  begin: () => ({ elements: new Map() }),
  apply: applyToLayer,
  save: saveElements,
  load: (given) => ({ elements: loadElements(v.parse(savedElements, given)) }),
  copy: ({ elements }) => ({ elements: new Map(elements) }),
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
