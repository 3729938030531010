import type { Role } from '#protocol/people.ts';
import { lookalikes } from './lookalikes.ts';

/** Somebody whose name others see. `role` is the one that a host signed. */
export type Called = { readonly id: string; readonly name: string; readonly role: Role };

/** The person for whom somebody could be taken by the name, and whether it is one who holds the class. */
export type Mistakable = { readonly name: string; readonly holds: boolean };

const looks = new Map(
  lookalikes
    .trim()
    .split(/\s+/)
    .flatMap((group) => {
      const [look = '', letters = ''] = group.split(':');
      return Array.from(letters, (letter): [string, string] => [letter, look]);
    }),
);
/** What is alike within ASCII, as UTS 39 has it. */
const folds: Readonly<Record<string, string>> = { i: 'l', '1': 'l', '|': 'l', '0': 'o', m: 'rn', w: 'vv' };

const lookOf = (letter: string): string => {
  const small = letter.toLowerCase();
  const look = looks.get(letter) ?? looks.get(small) ?? small;
  return Array.from(look, (one) => folds[one] ?? one).join('');
};

/**
 * The words of a name, reduced to what they look like: a skeleton after UTS 39, section 4, that also leaves out accents, the
 * difference of capitals and whatever is neither letter nor digit. Two names are alike when their words joined are the same.
 */
const wordsOf = (name: string): readonly string[] => {
  const letters = Array.from(name.normalize('NFKC').normalize('NFD').replace(/\p{M}/gu, ''), lookOf).join('');
  return letters.match(/[\p{L}\p{N}]+/gu) ?? [];
};

const ranks: Record<Role, number> = { student: 0, cohost: 1, host: 2 };

/**
 * Who could be taken for whom, by identifier: for each person the one of the highest role whose name looks the same. The
 * names of those who hold the class are taken by longer ones too: "Mme Martin (prof)" for "Mme Martin". Who has the higher
 * role is not marked.
 */
export const mistakables = (people: readonly Called[]): ReadonlyMap<string, Mistakable> => {
  const known = people.filter(({ name }) => name !== '').map((person) => ({ ...person, words: wordsOf(person.name) }));
  type Known = (typeof known)[number];
  const alike = (one: Known, other: Known): boolean => {
    if (one.words.length === 0) return one.name === other.name;
    if (one.words.join('') === other.words.join('')) return true;
    return (
      other.role !== 'student' && other.words.length > 1 && ` ${one.words.join(' ')} `.includes(` ${other.words.join(' ')} `)
    );
  };
  const marked = known.flatMap((one): [string, Mistakable][] => {
    const others = known.filter((other) => other.id !== one.id && ranks[other.role] >= ranks[one.role] && alike(one, other));
    const [first] = others.toSorted((a, b) => ranks[b.role] - ranks[a.role]);
    return first ? [[one.id, { name: first.name, holds: ranks[first.role] > 0 && one.role === 'student' }]] : [];
  });
  return new Map(marked);
};
