import { expect, test } from 'vitest';
import { layOut } from '../../../deploy/drawing/layout.mjs';
import { roomsOf } from '../../../deploy/drawing/rooms.mjs';
import { draw } from '../../../deploy/drawing/svg.mjs';

const box = (id: string, ...to: readonly (readonly [id: string, values: number, types: number])[]) => ({
  id,
  width: 60,
  imports: to.map(([name, values, types]) => ({ to: name, values, types })),
});

test('rooms stand above those they import, none on another, and an arrow that follows from others is left out', () => {
  const boxes = [
    box('a', ['b', 1, 0], ['c', 1, 0], ['d', 1, 0]),
    box('b', ['d', 1, 0]),
    box('c', ['d', 1, 0]),
    box('d'),
    box('e', ['d', 1, 0]),
  ];
  const { placed, arrows, rows } = layOut(boxes);
  expect(rows).toBe(3);
  expect(Object.fromEntries(placed.map(({ id, row }) => [id, row]))).toEqual({ a: 0, e: 0, b: 1, c: 1, d: 2 });
  expect(arrows.map(({ from, to }) => from + to).toSorted()).toEqual(['ab', 'ac', 'bd', 'cd', 'ed']);
  for (const one of placed)
    for (const other of placed)
      if (one !== other && one.row === other.row) expect(Math.abs(one.x - other.x)).toBeGreaterThanOrEqual(60);
});

test('of a circle the arrow of fewest imports is shown as one against the others, and whether it is of types only', () => {
  const { arrows } = layOut([box('a', ['b', 3, 0]), box('b', ['a', 0, 9], ['c', 2, 0]), box('c', ['b', 1, 0])]);
  expect(arrows.map(({ from, to, back }) => [from + to, back] as const).toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual([
    ['ab', null],
    ['ba', 'types'],
    ['bc', null],
    ['cb', 'values'],
  ]);
});

test('the rooms are those of the code, with their libraries, and nothing is drawn twice differently', () => {
  const rooms = roomsOf('server');
  const media = rooms.find(({ name }) => name === 'server/media');
  expect(media?.libraries).toEqual(['mediasoup']);
  expect(media?.imports.map(({ to }) => to)).toContain('server/protocol');
  const halves = [{ title: 'server/', rooms }];
  expect(draw(halves)).toBe(draw(halves));
  for (const { name } of rooms) expect(draw(halves)).toContain(`>${name.split('/')[1] ?? `${name}/*`}<`);
});
