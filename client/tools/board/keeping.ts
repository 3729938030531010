import * as v from 'valibot';
import type { KeptPart } from '../port.ts';
import { type Drawn, type LayerOp, partsOf, pictureParts } from '../../sheet/layer.ts';
import { element, most } from '../../sheet/marks.ts';
import { isFull } from '../../sheet/weight.ts';
import { type Board, type BoardOp, boardModel, mostPages, page } from './board.ts';
import { words } from './text.ts';

/** The board in a lesson's file: of nobody, since who drew what is no part of the lesson. */
const keptShape = v.strictObject({
  pages: v.pipe(v.array(page), v.minLength(1), v.maxLength(mostPages)),
  elements: v.pipe(v.array(v.strictObject({ element, data: v.optional(pictureParts) })), v.maxLength(most.elements)),
});

/** So much of what is laid at once goes into one item, in characters. */
const layLength = 12_000;
const layCount = 100;

export const keep = ({ pages, elements }: Board): v.InferOutput<typeof keptShape> => ({
  pages: [...pages],
  elements: Array.from(elements.values(), ({ element: one, data }) =>
    data ? { element: one, data: [...data] } : { element: one },
  ),
});

/** What puts a kept board onto this one: behind its pages, or in the place of an empty one. Null when it is no board. */
export const restoring = (board: Board, saved: unknown, newId: () => string): readonly BoardOp[] | null => {
  const kept = v.safeParse(keptShape, saved);
  if (!kept.success) return null;
  const ids = new Map(kept.output.pages.map(({ id }) => [id, newId()]));
  const pages = kept.output.pages.map(({ id, paper }) => ({ id: ids.get(id) ?? id, paper }));
  const before = board.elements.size > 0 || board.pages.length > 1 ? board.pages : [];
  const laid: { id: string; element: Drawn['element'] }[][] = [[]];
  const pictures: LayerOp[] = [];
  let room = layLength;
  for (const { element: one, data } of kept.output.elements) {
    const on = ids.get(one.page);
    if (on === undefined) return null;
    const put = { id: newId(), element: { ...one, page: on } };
    pictures.push(...partsOf(put.id, { data }));
    const length = new TextEncoder().encode(JSON.stringify(put)).length;
    if (length > room || (laid.at(-1)?.length ?? 0) >= layCount) {
      laid.push([]);
      room = layLength;
    }
    laid.at(-1)?.push(put);
    room -= length;
  }
  const [first] = pages;
  return [
    { pages: [...before, ...pages] },
    ...laid.flatMap((some): BoardOp[] => (some.length > 0 ? [{ lay: some }] : [])),
    ...pictures,
    ...(first ? [{ show: first.id }] : []),
  ];
};

type Held = {
  board(): Board | null;
  /** Opens one, where there is none. Resolves to why it cannot. */
  open(): ReturnType<KeptPart['restore']>;
  write(op: BoardOp): ReturnType<KeptPart['restore']>;
  newId(): string;
};

/** The board in the lesson's file. */
export const boardKept = (held: Held): KeptPart => ({
  name: boardModel.tool,
  words: () => words().title,
  save: () => {
    const board = held.board();
    return board && board.elements.size > 0 ? keep(board) : null;
  },
  restore: async (saved) => {
    const before = held.board() ?? boardModel.begin();
    const ops = restoring(before, saved, held.newId);
    if (!ops) return 'broken';
    const laid = ops.flatMap((op) => ('lay' in op ? op.lay : []));
    const pages = ops.flatMap((op) => ('pages' in op ? op.pages : []));
    if (pages.length > mostPages || isFull(before, { holds: true }, laid)) return 'slate-full';
    const refused = await held.open();
    if (refused) return refused;
    for (const op of ops) {
      const code = await held.write(op);
      if (code) return code;
    }
    return null;
  },
});
