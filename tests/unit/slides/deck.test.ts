import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { type Deck, type DeckOp, deckModel, most } from '../../../client/tools/slides/deck.ts';

const teacher = { id: 'teacher', name: 'Mme Martin', holds: true };
const pupil = { id: 'pupil', name: 'Inès', holds: false };
const ref = { id: 'A'.repeat(22), key: 'B'.repeat(22), size: 1_000, parts: 1, hash: 'C'.repeat(43), type: 'application/pdf' };
const added = (id: string, pages = 3): DeckOp => ({ add: { id, name: id, ref, pages } });
const place = (file: string, leaf: number | string) => ({ file, leaf, view: null });
const deckOf = (...ops: readonly DeckOp[]): Deck => {
  const deck = deckModel.begin();
  for (const op of ops) deckModel.apply(deck, v.parse(deckModel.shape, op), teacher);
  return deck;
};

test('a blank page stands after the page that it was put after, and taking it out leads back there', () => {
  const deck = deckOf(
    added('file-one'),
    { blank: 'blank-01', file: 'file-one', after: 2 },
    { turn: place('file-one', 'blank-01') },
  );
  expect(deck.files.get('file-one')?.leaves).toEqual([1, 2, 'blank-01', 3]);
  expect(deck.at).toEqual(place('file-one', 'blank-01'));
  deckModel.apply(deck, { unblank: 'blank-01', file: 'file-one' }, teacher);
  expect([deck.files.get('file-one')?.leaves, deck.at]).toEqual([[1, 2, 3], place('file-one', 2)]);
});

test('a file that is taken out leaves the class at another, and at none when it was the last', () => {
  const deck = deckOf(added('file-one'), added('file-two'), { turn: place('file-two', 3) });
  deckModel.apply(deck, { remove: 'file-two' }, teacher);
  expect(deck.at).toEqual(place('file-one', 1));
  deckModel.apply(deck, { remove: 'file-one' }, teacher);
  expect(deck.at).toBeNull();
});

test('nobody is led to a page that there is not', () => {
  const deck = deckOf(
    added('file-one'),
    { turn: place('file-one', 1) },
    { turn: place('file-one', 4) },
    { turn: place('file-two', 1) },
  );
  expect(deck.at).toEqual(place('file-one', 1));
});

test('a pupil who turns pages neither puts the slides away, nor calls all, nor takes out the file of another', () => {
  const deck = deckOf(added('file-one'), { show: true });
  for (const op of [{ show: false }, { call: true }, { remove: 'file-one' }] as const) deckModel.apply(deck, op, pupil);
  expect([deck.shown, deck.called, deck.files.size]).toEqual([true, 0, 1]);
  deckModel.apply(deck, added('file-two'), pupil);
  deckModel.apply(deck, { remove: 'file-two' }, pupil);
  expect(Array.from(deck.files.keys())).toEqual(['file-one']);
});

test('whatever is written, the place is a page that there is, and what is saved is loaded the same', () => {
  const file = fc.constantFrom('file-one', 'file-two');
  const leaf = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom('blank-01', 'blank-02'));
  const op = fc.oneof(
    file.map((id) => added(id, 4)),
    file.map((remove): DeckOp => ({ remove })),
    fc.record({ file, leaf, view: fc.constantFrom(null, { zoom: 2, x: 0.5, y: 0.25 }) }).map((turn): DeckOp => ({ turn })),
    fc.record({ blank: fc.constantFrom('blank-01', 'blank-02'), file, after: leaf }),
    fc.record({ unblank: fc.constantFrom('blank-01', 'blank-02'), file }),
    fc.boolean().map((show): DeckOp => ({ show })),
    fc.constant<DeckOp>({ call: true }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(op, fc.boolean()), { maxLength: 40 }), (written) => {
      const deck = deckModel.begin();
      for (const [one, byTeacher] of written) deckModel.apply(deck, one, byTeacher ? teacher : pupil);
      if (deck.at) expect(deck.files.get(deck.at.file)?.leaves).toContain(deck.at.leaf);
      for (const { leaves } of deck.files.values()) expect(new Set(leaves).size).toBe(leaves.length);
      const saved: unknown = JSON.parse(JSON.stringify(deckModel.save(deck)));
      expect(deckModel.load(v.parse(deckModel.saved, saved))).toEqual(deck);
    }),
  );
});

test('a file of more pages than fit, and a zoom beyond what there is, are refused', () => {
  expect(v.is(deckModel.shape, added('file-one', most.pages + 1))).toBe(false);
  expect(v.is(deckModel.shape, { turn: { ...place('file-one', 1), view: { zoom: 1_000, x: 0, y: 0 } } })).toBe(false);
});
