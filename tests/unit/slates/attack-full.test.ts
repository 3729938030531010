import { expect, test } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { type Element, most } from '../../../client/sheet/marks.ts';
import { isFull } from '../../../client/sheet/weight.ts';
import { type Board, type BoardOp, boardModel } from '../../../client/tools/board/board.ts';
import { Shelf } from '../../../server/classroom/slates/shelf.ts';

const { slates } = limits;
const teacher = { id: 't'.repeat(22), name: 'Mme Martin', holds: true };
const pupil = { id: 'p'.repeat(22), name: 'Léa', holds: false };
const text = (bytes: number) => 'A'.repeat(Math.ceil((bytes * 4) / 3));
const opened = (count: number): [Shelf, string[]] => {
  const shelf = new Shelf();
  const ids = Array.from({ length: count }, (_, index) => `s${index}`);
  for (const id of ids) shelf.open(id, { tool: 'board', who: 'all', after: 0 });
  return [shelf, ids];
};
const fill = (add: () => unknown): string => {
  for (let count = 0; count < 5_000; count++) {
    try {
      add();
    } catch (error) {
      return (error as { code: string }).code;
    }
  }
  return 'endless';
};

test('a slate that pupils have filled to the end can still be erased and sealed by the teacher', () => {
  const [shelf, [id]] = opened(1);
  using _ = shelf;
  expect(fill(() => shelf.add(id!, pupil.id, text(slates.itemBytes), false))).toBe('slate-full');
  const { seq } = shelf.add(id!, teacher.id, text(100), true);
  expect(shelf.keep(id!, teacher.id, { upTo: seq, part: 0, parts: 1, box: text(1_000) })).toBe(true);
  shelf.add(id!, pupil.id, text(100), false);
});

test('all slates filled to what a class may have can still be sealed, which makes room; and that has an end too', () => {
  const [shelf, ids] = opened(slates.count);
  using _ = shelf;
  for (const id of ids) fill(() => shelf.add(id, pupil.id, text(slates.itemBytes), false));
  const [id] = ids;
  const { last } = shelf.read(id!, 0);
  for (let part = 0; part < slates.parts; part++)
    shelf.keep(id!, teacher.id, { upTo: last, part, parts: slates.parts, box: text(slates.partBytes) });
  expect(shelf.read(id!, 0)).toMatchObject({ items: [], snapshot: { upTo: last } });
  // A teacher who never ends a snapshot holds no more than that.
  const refusals = ids.map((one) =>
    fill(() => {
      shelf.keep(one, teacher.id, { upTo: 0, part: 0, parts: 43, box: text(slates.partBytes) });
      for (let part = 1; part < 42; part++)
        shelf.keep(one, teacher.id, { upTo: 0, part, parts: 43, box: text(slates.partBytes) });
    }),
  );
  expect(refusals).toContain('slate-full');
});

test('a pupil who draws as much as they can makes no board that is too large to be sealed', () => {
  const board: Board = boardModel.begin();
  const path = Array.from({ length: 1_800 }, () => -100_000);
  const element: Element = { kind: 'ink', page: 'page-0001', colour: 'ink', width: 'thin', light: false, path, force: '' };
  const put = (count: number): BoardOp => ({ put: `element-${count}`.slice(-12).padStart(12, '0'), element });
  for (let count = 0; count < 900; count++) boardModel.apply(board, put(count), pupil);
  expect(isFull(board, pupil, [{ element }])).toBe(true);
  expect(isFull(board, teacher, [{ element }])).toBe(false);
  for (let count = 900; count < 1_100; count++) boardModel.apply(board, put(count), teacher);
  const saved = JSON.stringify(boardModel.save(board));
  expect(saved.length).toBeLessThan(slates.parts * slates.partBytes * 0.95);
  expect(boardModel.load(boardModel.save(board)).bytes).toBe(board.bytes);
  boardModel.apply(board, { clear: 'page-0001' }, teacher);
  expect(board.bytes).toBe(0);
  // Many small ones, neither.
  const small: Element = { kind: 'text', page: 'page-0001', colour: 'ink', at: [0, 0], text: 'é', note: false };
  for (let count = 0; count < most.elements + 100; count++)
    boardModel.apply(board, { put: String(count).padStart(12, '0'), element: small }, { ...pupil, name: 'é'.repeat(40) });
  expect(Buffer.byteLength(JSON.stringify(boardModel.save(board)))).toBeLessThan(slates.parts * slates.partBytes * 0.95);
});
