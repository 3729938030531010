import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Called, mistakables } from '../../../client/names/likeness.ts';
import { lookalikes } from '../../../client/names/lookalikes.ts';
import { isName, longestName, nameFault, normalName, visibleName } from '../../../client/names/names.ts';

const unseen = ['\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u034f', '\u115f', '\u3164', '\uffa0', '\u2800', '\u{e0041}'];
const bidi = ['\u202a', '\u202b', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u200e', '\u200f', '\u061c'];
const control = ['\u0000', '\u0007', '\u001b', '\u007f', '\u0085', '\u2028', '\u2029', '\ue000', '\ud800'];
const spaces = [' ', '\u00a0', '\u2003', '\u3000', '\t', '\n'];
const text = fc.string({
  unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.constantFrom(...unseen, ...bidi)),
});

describe('what is a name', () => {
  test.each(['Inès', 'Mme Martin', 'Nguyễn Thị Ánh', 'محمد', 'ישראל', 'Мария', '王伟', 'O’Brien-Smith', '🦊', 'Tom B.', 'अनन्या'])(
    '%s is one',
    (name) => expect(isName(name.normalize('NFKC'))).toBe(true),
  );
  test.each(['', ...spaces, ...unseen, ...bidi, ...control, '\u0301', ' \u200b '])('nothing to see is none: %j', (name) => {
    expect(nameFault(normalName(name))).toBe('blank');
    expect(isName(name)).toBe(false);
  });
  test.each([...unseen, ...bidi, ...control].filter((sign) => !spaces.includes(sign.normalize('NFKC'))))(
    'a name with %j in it is none',
    (sign) => expect(isName(`Mme${sign}Martin`)).toBe(false),
  );
  test('a name that was not written down as NFKC is none, nor one with spaces around', () => {
    for (const name of ['ﬁlle', 'Ｍme', 'Ine\u0300s', ' Inès', 'Inès ', 'Mme  Martin', 'Mme\u00a0Martin'])
      expect(isName(name)).toBe(false);
  });
  test('a heap of accents is none', () => expect(isName(`Z${'\u0335'.repeat(5)}`)).toBe(false));
  test('sixty code points are a name, sixty-one are not', () => {
    for (const letter of ['a', '字', '🦊']) {
      expect(isName(letter.repeat(longestName))).toBe(true);
      expect(nameFault(letter.repeat(longestName + 1))).toBe('long');
    }
  });
  test('whatever is accepted has something to see, nothing unseen, and one line of at most sixty code points', () => {
    fc.assert(
      fc.property(text, (name) => {
        if (!isName(name)) return;
        expect(name).toMatch(/[\p{L}\p{N}\p{P}\p{S}]/u);
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
        expect(Array.from(name).length).toBeLessThanOrEqual(60);
      }),
      { numRuns: 5_000 },
    );
  });
  test('what is left of anything without its unseen signs is a name, nothing to see, or too long', () => {
    fc.assert(
      fc.property(text, (name) => {
        const left = visibleName(name);
        expect(normalName(left)).toBe(left);
        expect(nameFault(left)).not.toBe('signs');
      }),
      { numRuns: 5_000 },
    );
  });
});

const teacher: Called = { id: 'teacher', name: 'Mme Martin', role: 'host' };
const pupil = (name: string, id = 'pupil'): Called => ({ id, name, role: 'student' });
const asTeacher = { name: 'Mme Martin', holds: true };

describe('who could be taken for whom', () => {
  test.each([
    ['the same', 'Mme Martin'],
    ['other capitals and spaces', 'MME MARTIN'],
    ['no space', 'MmeMartin'],
    ['a stop', 'Mme. Martin'],
    ['an accent', 'Mme Mârtin'],
    ['a dot below', 'Mme Maṛtin'],
    ['Cyrillic letters', 'Мmе Маrtin'],
    ['all of it in Cyrillic capitals, as far as it goes', 'ММЕ МАRТIN'],
    ['Greek letters', 'Μme Μartin'],
    ['a letter l for the i', 'Mme Martln'],
    ['a figure one for the i', 'Mme Mart1n'],
    ['r and n for the m', 'Mrne Martin'],
    ['a dotless i', 'Mme Martın'],
    ['small capitals', 'ᴍᴍᴇ ᴍᴀʀᴛɪɴ'],
    ['letters of mathematics', '𝐌𝐦𝐞 𝐌𝐚𝐫𝐭𝐢𝐧'],
    ['wide letters', 'Ｍｍｅ Ｍａｒｔｉｎ'],
    ['a word more', 'Mme Martin (prof)'],
  ])('a pupil who is called like the teacher with %s is marked, and the teacher is not', (_how, name) => {
    expect(mistakables([teacher, pupil(normalName(name))])).toEqual(new Map([['pupil', asTeacher]]));
  });
  test.each(['Martine', 'Mme Martinez', 'M. Martin', 'Inès', 'Мария', '王伟'])('%s is not the teacher', (name) => {
    expect(mistakables([teacher, pupil(name)]).size).toBe(0);
  });
  test('a co-teacher’s name is marked as loudly, and two pupils of one name are marked both', () => {
    const cohost: Called = { id: 'cohost', name: 'Paul Durand', role: 'cohost' };
    expect(mistakables([cohost, pupil('Рaul Durand')])).toEqual(new Map([['pupil', { name: 'Paul Durand', holds: true }]]));
    expect(mistakables([pupil('Léa', 'one'), pupil('Lea', 'two')])).toEqual(
      new Map([
        ['one', { name: 'Lea', holds: false }],
        ['two', { name: 'Léa', holds: false }],
      ]),
    );
  });
  test('names of signs alone are compared as they are', () => {
    expect(mistakables([pupil('🦊', 'one'), pupil('🐻', 'two')]).size).toBe(0);
    expect(mistakables([pupil('🦊', 'one'), pupil('🦊', 'two')]).size).toBe(2);
  });
  test('whoever has no name is taken for nobody', () => expect(mistakables([pupil('', 'one'), pupil('', 'two')]).size).toBe(0));

  const swaps = new Map<string, string[]>();
  for (const group of lookalikes.trim().split(/\s+/)) {
    const [look = '', letters = ''] = group.split(':');
    if (look.length === 1) swaps.set(look, Array.from(letters));
  }
  test('the teacher’s name with any letters swapped for ones that look alike is marked', () => {
    const disguised = fc
      .tuple(...Array.from('Mme Martin', (letter) => fc.constantFrom(letter, ...(swaps.get(letter.toLowerCase()) ?? []))))
      .map((letters) => letters.join(''));
    fc.assert(
      fc.property(disguised, (name) => {
        expect(mistakables([teacher, pupil(name)]).get('pupil')).toEqual(asTeacher);
      }),
      { numRuns: 2_000 },
    );
  });
  test('the order in which people are listed changes nothing', () => {
    const names = fc.array(fc.constantFrom('Léa', 'Lea', 'Mme Martin', 'Мmе Martin', 'Tom'), { maxLength: 6 });
    fc.assert(
      fc.property(names, (list) => {
        const people = [teacher, ...list.map((name, index) => pupil(name, `p${index}`))];
        const ids = (all: readonly Called[]) => new Set(mistakables(all).keys());
        expect(ids(people)).toEqual(ids(people.toReversed()));
        expect(ids(people).has('teacher')).toBe(false);
      }),
    );
  });
});
