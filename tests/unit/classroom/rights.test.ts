import { expect, test } from 'vitest';
import { rightNames, standardRights } from '#protocol/rights.ts';
import { mayModerate } from '../../../server/classroom/rights.ts';
import { mayDo } from '../../../server/protocol/permissions.ts';

const state = { calm: false, rights: standardRights };
const pupil = { role: 'student', grants: {} } as const;

test('a pupil holds no class', () => {
  for (const act of ['admit', 'refuse', 'set', 'stop', 'ask', 'grant', 'remove', 'promote', 'end'] as const) {
    expect(mayModerate('student', act, 'student')).toBe(false);
  }
});

test('nobody acts on a host, and a co-host not on another co-host', () => {
  expect(mayModerate('host', 'remove', 'host')).toBe(false);
  expect(mayModerate('cohost', 'stop', 'host')).toBe(false);
  expect(mayModerate('cohost', 'stop', 'cohost')).toBe(false);
  expect(mayModerate('host', 'stop', 'cohost')).toBe(true);
});

test('a co-host cannot end the class nor make co-hosts', () => {
  expect(mayModerate('cohost', 'end')).toBe(false);
  expect(mayModerate('cohost', 'promote', 'student')).toBe(false);
});

test('by default pupils neither share their screen nor write to each other alone', () => {
  expect(rightNames.filter((right) => !mayDo(pupil, right, state))).toEqual(['screen', 'privateChat']);
});

test('what one pupil was given goes before the class’s table, both ways', () => {
  expect(mayDo({ role: 'student', grants: { screen: true } }, 'screen', state)).toBe(true);
  expect(mayDo({ role: 'student', grants: { speak: false } }, 'speak', state)).toBe(false);
});

test('calming the class stops every pupil, whatever they were given, and leaves the raised hand', () => {
  const calm = { ...state, calm: true };
  const favoured = { role: 'student', grants: { speak: true, screen: true } } as const;
  expect(rightNames.filter((right) => mayDo(favoured, right, calm))).toEqual(['hand']);
  expect(rightNames.every((right) => mayDo({ role: 'cohost', grants: {} }, right, calm))).toBe(true);
});
