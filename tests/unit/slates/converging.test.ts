import fc from 'fast-check';
import { expect, test } from 'vitest';
import { undoOf } from '../../../client/sheet/layer.ts';
import { type Board, type BoardOp, boardModel } from '../../../client/tools/board/board.ts';
import { type Browser, SlateClass, wordsOf } from './slateClass.ts';

/** Always the same ones: what is found with others is written down as a test of its own. */
const runs = { seed: 20_261_126, numRuns: 40, endOnFailure: true } as const;

type Step =
  | { readonly is: 'write'; readonly who: number; readonly key: string; readonly word: string }
  | { readonly is: 'cut' | 'back' | 'reload' | 'leave'; readonly who: number }
  | { readonly is: 'allow'; readonly to: 'all' | 'nobody' }
  | { readonly is: 'lose' | 'twice'; readonly count: number }
  | { readonly is: 'join' | 'keep' | 'restart' | 'wait' };

const who = fc.nat({ max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      is: fc.constant('write' as const),
      who,
      key: fc.constantFrom('a', 'b', 'c'),
      word: fc.string({ maxLength: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ is: fc.constantFrom('cut' as const, 'back' as const, 'reload' as const, 'leave' as const), who }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constant('allow' as const), to: fc.constantFrom('all' as const, 'nobody' as const) }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constantFrom('lose' as const, 'twice' as const), count: fc.nat({ max: 4 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({ is: fc.constantFrom('join' as const, 'keep' as const, 'restart' as const, 'wait' as const) }),
  },
);

const anyOf = (where: SlateClass, index: number): Browser | undefined => where.browsers[index % where.browsers.length];

/** One thing that happens in a class: of the first, who holds it, only what does not end it. */
const take = async (where: SlateClass, id: string, what: Step): Promise<void> => {
  const [host] = where.browsers as [Browser];
  switch (what.is) {
    case 'write': {
      const one = anyOf(where, what.who);
      if (one?.words.all.value.some((slate) => slate.id === id)) void where.of(one, id).write(what);
      return;
    }
    case 'cut':
    case 'back': {
      const one = anyOf(where, what.who);
      if (one && what.is === 'cut') one.online = false;
      else if (one && !one.online) await where.back(one);
      return;
    }
    case 'reload':
    case 'leave': {
      const one = anyOf(where, what.who);
      if (!one || where.members.get(one.id)?.holds) return;
      await (what.is === 'reload' ? where.reload(one) : where.leave(one));
      return;
    }
    case 'allow':
      if (host.online) void where.of(host, id).allow(what.to);
      return;
    case 'join':
      if (where.browsers.length < 7) await where.join(`Élève ${where.members.size}`);
      return;
    case 'keep':
      return where.of(host, id).keep();
    case 'wait':
      for (const one of where.browsers) for (const slate of one.words.all.value) await slate.idle();
      return;
    case 'lose':
    case 'twice': {
      let left = what.count;
      where.tamper = (to, name, news) => {
        if (name !== 'slate.added' || left <= 0) return news;
        left--;
        if (what.is === 'lose') return null;
        void where.slatesOf(to).added(news as never);
        return news;
      };
      return;
    }
    case 'restart': {
      if (!host.online || !where.of(host, id).isRead.value) return;
      await where.of(host, id).idle();
      where.shelf[Symbol.dispose]();
      for (const one of where.browsers) one.online = false;
      // In any order: the last of these is who holds the class.
      for (const one of where.browsers.toReversed()) await where.back(one, true);
    }
  }
};

test('whatever happens to the messages and to the people, all have the same in the end', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      using where = new SlateClass();
      const host = await where.join('Mme Martin', true);
      for (let index = 0; index < 3; index++) await where.join(`Élève ${index}`);
      const id = await where.slate(host);
      await where.of(host, id).allow('all');
      for (const one of steps) await take(where, id, one);
      where.tamper = (_to, _name, news) => news;
      for (const one of where.browsers) if (!one.online) await where.back(one);
      // Whatever was lost last is seen with what comes next.
      expect(await where.of(host, id).write({ key: 'end', word: 'fin' })).toBeNull();
      const now = () => where.browsers.map((one) => wordsOf(where, one, id).join());
      await expect.poll(() => now().every((words) => words.includes('end=fin')), { timeout: 20_000 }).toBe(true);
      await expect.poll(() => new Set(now()).size, { timeout: 20_000 }).toBe(1);
      // What one wrote is there or was refused, and nothing of it waits.
      await expect.poll(() => where.browsers.flatMap((one) => where.of(one, id).pending), { timeout: 20_000 }).toEqual([]);
      // Nobody is accused of what the line did; a server that was started again may be, rarely, where news were lost before.
      if (steps.some(({ is }) => is === 'restart')) return;
      expect(where.browsers.flatMap(({ warned }) => warned).filter((one) => one.startsWith('slateFork'))).toEqual([]);
    }),
    runs,
  );
});

const id = fc.constantFrom('element-1', 'element-2', 'element-3');
const at = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }));
const page = fc.constantFrom('page-0001', 'page-0002');
const element = fc.record({
  kind: fc.constant('text' as const),
  page,
  colour: fc.constant('ink' as const),
  at,
  text: fc.string({ minLength: 1, maxLength: 5 }),
  note: fc.boolean(),
});
const op: fc.Arbitrary<BoardOp> = fc.oneof(
  fc.record({ put: id, element }),
  fc.record({ move: fc.array(id, { minLength: 1, maxLength: 2 }), by: at }),
  fc.record({ drop: fc.array(id, { minLength: 1, maxLength: 2 }) }),
  fc.record({ clear: page }),
  fc.record({ show: fc.option(page) }),
  fc.record({ lay: fc.array(fc.record({ id, element }), { minLength: 1, maxLength: 3 }) }),
);
const people = [
  { id: 't'.repeat(22), name: 'Mme Martin', holds: true },
  { id: 'l'.repeat(22), name: 'Léa', holds: false },
  { id: 'm'.repeat(22), name: 'Tom', holds: false },
] as const;
const written = fc.array(fc.tuple(fc.constantFrom(...people), op), { maxLength: 40 });
const saved = (board: Board) => JSON.stringify(boardModel.save(board));

test('a board read from a snapshot and what follows is the board of who was there all along', () => {
  fc.assert(
    fc.property(written, fc.nat({ max: 40 }), (all, cut) => {
      const [whole, first] = [boardModel.begin(), boardModel.begin()];
      for (const [by, one] of all) boardModel.apply(whole, one, by);
      for (const [by, one] of all.slice(0, cut)) boardModel.apply(first, one, by);
      const late = boardModel.load(JSON.parse(saved(first)));
      for (const [by, one] of all.slice(cut)) boardModel.apply(late, one, by);
      expect(saved(late)).toBe(saved(whole));
      expect(late.bytes).toBe(whole.bytes);
    }),
  );
});

test('whatever a pupil writes or takes back, what others drew stays as it was', () => {
  fc.assert(
    fc.property(written, written, (before, after) => {
      const board = boardModel.begin();
      for (const [by, one] of before) boardModel.apply(board, one, by);
      const [, lea] = people;
      const others = () => JSON.stringify(Array.from(board.elements).filter(([, { by }]) => by !== lea.id));
      const [of, seen] = [others(), board.shown];
      for (const [, one] of after) {
        const undone = undoOf(boardModel, board, [one], lea);
        boardModel.apply(board, one, lea);
        for (const back of undone) boardModel.apply(board, back, lea);
      }
      expect(others()).toBe(of);
      expect(board.shown).toBe(seen);
    }),
  );
});

test('taking back leads to the board before, for whoever was alone at it', () => {
  fc.assert(
    fc.property(written, fc.constantFrom(people[0], people[1]), op, (before, by, one) => {
      fc.pre(!('lay' in one) && !('show' in one));
      const board = boardModel.begin();
      for (const [author, done] of before) boardModel.apply(board, done, author);
      const drawn = () =>
        Array.from(board.elements, ([name, { element: what }]) => JSON.stringify([name, what])).toSorted((a, b) =>
          a < b ? -1 : 1,
        );
      const was = drawn();
      const undone = undoOf(boardModel, board, [one], by);
      boardModel.apply(board, one, by);
      for (const back of undone) boardModel.apply(board, back, by);
      expect(drawn()).toEqual(was);
    }),
  );
});
