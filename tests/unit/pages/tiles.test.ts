import { describe, expect, test } from 'vitest';
import {
  bestGrid,
  cellOf,
  focusOf,
  layerFor,
  orderPeople,
  stripOf,
  tilesPerPage,
} from '../../../client/pages/class/stage/tiles.ts';
import type { Person } from '../../../client/state/call.ts';

const person = (id: string, change: Partial<Person> = {}): [string, Person] => [
  id,
  {
    id,
    name: id,
    role: 'student',
    mistakable: null,
    self: false,
    away: false,
    admitted: true,
    blocked: [],
    grants: {},
    sending: {},
    ...change,
  },
];
const people = new Map([
  person('a'),
  person('teacher', { role: 'host' }),
  person('b'),
  person('me', { self: true }),
  person('c'),
  person('d'),
]);
const desk = { width: 1264, height: 676 };
const phone = { width: 308, height: 460 };

describe('the order of people', () => {
  test('the teacher comes first, the others as they came', () => {
    expect(orderPeople([], people, [], 4)).toEqual(['teacher', 'a', 'b', 'me', 'c', 'd']);
  });
  test('who speaks out of sight takes the place of somebody silent, and nobody else moves', () => {
    const before = orderPeople([], people, [], 4);
    expect(orderPeople(before, people, ['d'], 4)).toEqual(['teacher', 'a', 'd', 'me', 'c', 'b']);
  });
  test('who speaks in sight stays in place', () => {
    const before = orderPeople([], people, [], 4);
    expect(orderPeople(before, people, ['b', 'a'], 4)).toEqual(before);
  });
  test('neither the teacher, oneself, nor another speaker makes room', () => {
    const before = orderPeople([], people, [], 4);
    const after = orderPeople(before, people, ['a', 'b', 'c', 'd'], 4);
    expect(after.slice(0, 4)).toEqual(before.slice(0, 4));
  });
  test('who left is gone, who came is last', () => {
    const now = new Map([...people].filter(([id]) => id !== 'a').concat([person('e')]));
    expect(orderPeople(['teacher', 'a', 'b', 'me', 'c', 'd'], now, [], 4)).toEqual(['teacher', 'b', 'me', 'c', 'd', 'e']);
  });
});

describe('the grid', () => {
  test('holds two to nine tiles, at most six on a phone', () => {
    expect(tilesPerPage(30, desk)).toBe(9);
    const onPhone = tilesPerPage(30, phone);
    expect(onPhone).toBeGreaterThanOrEqual(2);
    expect(onPhone).toBeLessThanOrEqual(6);
    expect(tilesPerPage(2, { width: 100, height: 100 })).toBe(2);
  });
  test('one, two and four people are shown as large as can be', () => {
    expect(bestGrid(1, desk)).toEqual({ columns: 1, rows: 1 });
    expect(bestGrid(2, desk)).toEqual({ columns: 2, rows: 1 });
    expect(bestGrid(2, phone)).toEqual({ columns: 1, rows: 2 });
    expect(bestGrid(4, desk)).toEqual({ columns: 2, rows: 2 });
  });
  test.each([1, 2, 3, 5, 9])('%i tiles fit into the stage', (count) => {
    for (const stage of [desk, phone]) {
      const grid = bestGrid(count, stage);
      const { width, height } = cellOf(stage, grid);
      expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(count);
      expect(width * grid.columns + 8 * (grid.columns - 1)).toBeLessThanOrEqual(stage.width);
      expect(height * grid.rows + 8 * (grid.rows - 1)).toBeLessThanOrEqual(stage.height);
    }
  });
});

describe('the strip beside the large picture', () => {
  test('is on the right of a wide stage and below a narrow one', () => {
    expect(stripOf(desk).side).toBe('right');
    expect(stripOf(phone).side).toBe('below');
  });
});

describe('what is shown large', () => {
  const screen = { id: 'teacher', source: 'screen' } as const;
  const order = ['teacher', 'a', 'b'];
  test('a shared screen, by itself', () => expect(focusOf('auto', null, null, [screen], order, [])).toEqual(screen));
  test('nothing, while nobody shares or is put forward', () => expect(focusOf('auto', null, null, [], order, [])).toBeNull());
  test('whom the teacher puts forward', () =>
    expect(focusOf('auto', null, 'b', [], order, [])).toEqual({ id: 'b', source: 'camera' }));
  test('one’s own choice before all', () => {
    const pinned = { id: 'a', source: 'camera' } as const;
    expect(focusOf('grid', pinned, 'b', [screen], order, ['b'])).toEqual(pinned);
  });
  test('the teacher beside the screen layout without a screen', () =>
    expect(focusOf('side', null, null, [], order, [])).toEqual({ id: 'teacher', source: 'camera' }));
  test('who speaks, alone', () =>
    expect(focusOf('spotlight', null, null, [], order, ['b'])).toEqual({ id: 'b', source: 'camera' }));
  test('nobody who has left', () => expect(focusOf('auto', null, 'gone', [], order, [])).toBeNull());
});

test('a small tile asks for a small layer, on a dense screen for a larger one', () => {
  expect(layerFor({ width: 300, height: 170 }, 1)).toBe('small');
  expect(layerFor({ width: 300, height: 170 }, 2)).toBe('medium');
  expect(layerFor({ width: 1200, height: 675 }, 1)).toBe('large');
});
