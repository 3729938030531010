import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type HandoutOp, handoutModel } from '../../../client/tools/files/handout.ts';

const file = (letter: string) => ({
  id: letter.repeat(22),
  key: 'K'.repeat(22),
  size: 10,
  parts: 1,
  hash: 'H'.repeat(43),
  type: '',
});
const lea = { id: 'lea', name: 'Léa', holds: false };
const tom = { id: 'tom', name: 'Tom', holds: false };
const teacher = { id: 'host', name: 'Mme Martin', holds: true };
const after = (...ops: readonly (readonly [HandoutOp, typeof lea])[]) => {
  const handouts = handoutModel.begin();
  for (const [op, by] of ops) handoutModel.apply(handouts, op, by);
  return Array.from(handouts.values(), ({ by, name }) => ({ by, name }));
};
const give = (letter: string, name: string): HandoutOp => ({ give: file(letter), name });

test('a pupil takes back only what they gave, the teacher everything; nobody puts another file in the place of one', () => {
  const given = [give('a', 'mine.pdf'), lea] as const;
  expect(after(given, [{ takeBack: 'a'.repeat(22) }, tom])).toEqual([{ by: 'lea', name: 'mine.pdf' }]);
  expect(after(given, [give('a', 'other.exe'), tom])).toEqual([{ by: 'lea', name: 'mine.pdf' }]);
  expect(after(given, [{ takeBack: 'a'.repeat(22) }, lea])).toEqual([]);
  expect(after(given, [{ takeBack: 'a'.repeat(22) }, teacher])).toEqual([]);
});

test('a reference that does not hold together, and a name without end, are not taken', () => {
  const fits = (op: unknown) => v.is(handoutModel.shape, op);
  expect(fits(give('a', 'x'))).toBe(true);
  expect(fits({ give: { ...file('a'), parts: 2 }, name: 'x' })).toBe(false);
  expect(fits({ give: { ...file('a'), type: 'text/html"><script>' }, name: 'x' })).toBe(false);
  expect(fits(give('a', 'x'.repeat(1_000)))).toBe(false);
});

test('what somebody saves of the list is read with names made safe again', () => {
  const handouts = handoutModel.begin();
  handouts.set('a'.repeat(22), { by: 'lea', giver: 'Léa', name: '../\u202Ex', file: file('a') });
  expect(Array.from(handoutModel.load(handoutModel.save(handouts)).values(), ({ name }) => name)).toEqual(['_x']);
});
