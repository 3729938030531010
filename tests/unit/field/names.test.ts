import { expect, test } from 'vitest';
import { mistakables } from '../../../client/names/likeness.ts';
import { isName, nameFault, normalName } from '../../../client/names/names.ts';

/** All that leaves a gap or nothing on the screen, of each kind that Unicode has. */
const blank = {
  'a zero-width space': '\u200b',
  'a word joiner': '\u2060',
  'a soft hyphen': '\u00ad',
  'a Hangul filler': '\u3164',
  'a half-width Hangul filler': '\uffa0',
  'a Khmer vowel that is not shown': '\u17b4',
  'a Mongolian vowel separator': '\u180e',
  'a blank of Braille': '\u2800',
  'a musical note without a head': '\u{1d159}',
  'a full blank of hieroglyphs': '\u{13441}',
  'a half blank of hieroglyphs': '\u{13442}',
  'an object that is not there': '\ufffc',
  'a variation selector': '\ufe0f',
  'a tag': '\u{e0020}',
  'a mark over nothing': '\u0301',
};

test.each(Object.entries(blank))('%s is no name, not even several of them (F9)', (_what, sign) => {
  for (const name of [sign, sign.repeat(3), ` ${sign} `]) expect(nameFault(normalName(name))).toBe('blank');
});

test.each(Object.entries(blank).filter(([, sign]) => sign !== '\u0301'))(
  'with %s in it, a name is not the teacher’s (F9)',
  (_what, sign) => {
    expect(isName(`Mme Martin${sign}`)).toBe(false);
  },
);

test('a pupil who is named like the teacher is marked wherever they are named, the teacher is not (F9)', () => {
  const teacher = { id: 't', name: 'Mme Martin', role: 'host' } as const;
  for (const name of ['Mme Martin', 'mme martin', 'Mme  Martin', 'Мme Martin', 'Mme Martin.', 'MmeMartin'])
    expect(mistakables([teacher, { id: 'p', name: normalName(name), role: 'student' }])).toEqual(
      new Map([['p', { name: 'Mme Martin', holds: true }]]),
    );
});
