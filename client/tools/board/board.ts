import * as v from 'valibot';
import {
  type Layer,
  type LayerModel,
  applyToLayer,
  layerOps,
  loadElements,
  saveElements,
  savedElements,
  undoOnLayer,
} from '../../sheet/layer.ts';
import { element, markId, sheetGlimpse } from '../../sheet/marks.ts';
import { papers } from '../../sheet/paper.ts';

/** A page as it is first seen, in units. */
export const pageBox = { left: 0, top: 0, right: 1600, bottom: 900 } as const;
export const mostPages = 50;

const id = v.pipe(v.string(), v.regex(/^[\w-]{8,12}$/));
export const page = v.strictObject({ id, paper: v.picklist(papers) });
export type BoardPage = v.InferOutput<typeof page>;

const unit = v.pipe(v.number(), v.integer(), v.minValue(-200_000), v.maxValue(200_000));
const box = v.strictObject({ left: unit, top: unit, right: unit, bottom: unit });
/** Where everybody was brought to last; `count` tells one time from the next. */
const gathering = v.strictObject({ page: id, seen: box, count: v.number() });

const op = v.union([
  ...layerOps,
  /** By who holds the class: */
  v.strictObject({ pages: v.pipe(v.array(page), v.minLength(1), v.maxLength(mostPages)) }),
  /** Many at once, from another lesson. */
  v.strictObject({ lay: v.pipe(v.array(v.strictObject({ id: markId, element })), v.minLength(1), v.maxLength(100)) }),
  /** Everybody is shown the board at this page, or no longer. */
  v.strictObject({ show: v.nullable(id) }),
  /** Everybody is brought to what its writer sees of a page. */
  v.strictObject({ gather: id, seen: box }),
]);
export type BoardOp = v.InferOutput<typeof op>;

export type Board = Layer & {
  pages: readonly BoardPage[];
  shown: string | null;
  gathered: v.InferOutput<typeof gathering> | null;
};

export const firstPage: BoardPage = { id: 'page-0001', paper: 'blank' };

const saved = v.strictObject({
  elements: savedElements,
  pages: v.array(page),
  shown: v.nullable(id),
  gathered: v.nullable(gathering),
});

/** The board of a class, as everybody makes it of the same items. */
export const boardModel: LayerModel<Board, BoardOp> = {
  tool: 'board',
  shape: op,
  saved,
  glimpsed: sheetGlimpse,
  begin: () => ({ elements: new Map(), bytes: 0, pages: [firstPage], shown: null, gathered: null }),
  apply: (board, written, by) => {
    if ('pages' in written) {
      if (by.holds) board.pages = written.pages;
    } else if ('show' in written) {
      if (by.holds) board.shown = written.show;
    } else if ('lay' in written) {
      if (by.holds) for (const { id: put, element: laid } of written.lay) applyToLayer(board, { put, element: laid }, by);
    } else if ('gather' in written) {
      if (!by.holds) return;
      board.shown = written.gather;
      board.gathered = { page: written.gather, seen: written.seen, count: (board.gathered?.count ?? 0) + 1 };
    } else applyToLayer(board, written, by);
  },
  save: ({ elements, pages, shown, gathered }) => ({ elements: saveElements({ elements }), pages, shown, gathered }),
  load: (given) => {
    const { elements, ...rest } = v.parse(saved, given);
    return { ...loadElements(elements), ...rest };
  },
  copy: ({ elements, ...rest }) => ({ elements: new Map(elements), ...rest }),
  undo: (board, written, by) => {
    if ('pages' in written) return [{ pages: [...board.pages] }];
    return 'show' in written || 'gather' in written || 'lay' in written ? [] : undoOnLayer(board, written, by);
  },
};
