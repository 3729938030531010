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
import { sheetGlimpse } from '../../sheet/marks.ts';
import { papers } from '../../sheet/paper.ts';

/** A page as it is first seen, in units. */
export const pageBox = { left: 0, top: 0, right: 1600, bottom: 900 } as const;
const mostPages = 50;

const id = v.pipe(v.string(), v.regex(/^[\w-]{8,12}$/));
const page = v.strictObject({ id, paper: v.picklist(papers) });
export type BoardPage = v.InferOutput<typeof page>;

const op = v.union([
  ...layerOps,
  /** By who holds the class: */
  v.strictObject({ pages: v.pipe(v.array(page), v.minLength(1), v.maxLength(mostPages)) }),
  /** Everybody is shown the board at this page, or no longer. */
  v.strictObject({ show: v.nullable(id) }),
]);
export type BoardOp = v.InferOutput<typeof op>;

export type Board = Layer & { pages: readonly BoardPage[]; shown: string | null };

const firstPage: BoardPage = { id: 'page-0001', paper: 'blank' };

const saved = v.strictObject({ elements: savedElements, pages: v.array(page), shown: v.nullable(id) });

/** The board of a class, as everybody makes it of the same items. */
export const boardModel: LayerModel<Board, BoardOp> = {
  tool: 'board',
  shape: op,
  saved,
  glimpsed: sheetGlimpse,
  begin: () => ({ elements: new Map(), pages: [firstPage], shown: null }),
  apply: (board, written, by) => {
    if ('pages' in written) {
      if (by.holds) board.pages = written.pages;
    } else if ('show' in written) {
      if (by.holds) board.shown = written.show;
    } else applyToLayer(board, written, by);
  },
  save: (board) => ({ elements: saveElements(board), pages: board.pages, shown: board.shown }),
  load: (given) => {
    const { elements, pages, shown } = v.parse(saved, given);
    return { elements: loadElements(elements), pages, shown };
  },
  copy: ({ elements, pages, shown }) => ({ elements: new Map(elements), pages, shown }),
  undo: (board, written, by) => {
    if ('pages' in written) return [{ pages: [...board.pages] }];
    return 'show' in written ? [] : undoOnLayer(board, written, by);
  },
};
