import { expect, test } from 'vitest';
import { explainedSettings } from '../../../server/config/loosening.ts';
import { dpiaFile } from '../../../server/documents/dpia.ts';
import { wordsOf } from '../../../server/documents/facts/words.ts';
import { documentFiles } from '../../../server/documents/files.ts';
import { privacyJson } from '../../../server/documents/privacyJson.ts';
import { completeSettings, sourceOf } from '../../kit/documents.ts';

const languages = ['fr', 'en'] as const;
const reason = 'réquisition judiciaire du 2 mars';
const school = { ...completeSettings, profile: 'onprem' };
const held = sourceOf({ ...school, retention: { legalHold: true }, why: { 'retention.legalHold': reason } });
const looser = sourceOf({ ...school, retention: { classDays: 200 }, why: { 'retention.classDays': reason } });
const unencrypted = sourceOf({ ...school, class: { allowUnencrypted: true }, why: { 'class.allowUnencrypted': reason } });
const encrypted = sourceOf(school);

/** Documents that say what is kept and how it is protected; the others are short, or about something else. */
const saying = ['notice', 'register-controller', 'register-processor', 'dpia', 'annexes'] as const;
const textsOf = (source: Parameters<typeof documentFiles>[0], language: (typeof languages)[number]) =>
  Array.from(documentFiles(source)).filter(([name]) => saying.some((part) => name.startsWith(`${part}.${language}.`)));

const likelihood = (source: Parameters<typeof dpiaFile>[0]): number =>
  dpiaFile(source, 'fr').answers.find(({ reference_to }) => reference_to === 326)?.data.gauge ?? 0;

test.each(languages)(
  'the reason of a legal hold stands in every document, the full notice and the register too (A3.22, %s)',
  (language) => {
    const texts = textsOf(held, language);
    expect(texts.length).toBeGreaterThanOrEqual(saying.length);
    for (const [name, text] of texts) expect(text, name).toContain(reason);
    for (const [name, text] of textsOf(encrypted, language)) expect(text, name).not.toMatch(/Conservation imposée|Legal hold/);
  },
);

test.each(languages)(
  'the reason for a longer lifetime stands in every document, with the setting in words (A3.23, %s)',
  (language) => {
    for (const [name, text] of textsOf(looser, language)) {
      expect(text, name).toContain(reason);
      expect(text, name).toContain(wordsOf[language].settings['retention.classDays']);
    }
    expect(privacyJson(looser).looserThanStandard).toMatchObject([{ why: reason }]);
  },
);

test.each(languages)('every setting that needs a reason has words (A3.23, %s)', (language) => {
  expect(Object.keys(wordsOf[language].settings).toSorted()).toEqual(explainedSettings.toSorted());
});

test.each(languages)(
  'classes without encryption are named in every document where they are allowed, and in none otherwise (A1.4, %s)',
  (language) => {
    const { unencrypted: sentence, encryptedOnly } = wordsOf[language];
    for (const [name, text] of textsOf(unencrypted, language)) {
      expect(text, name).toContain(sentence(reason).slice(0, 60));
      expect(text, name).toContain(reason);
    }
    for (const [name, text] of textsOf(encrypted, language)) {
      expect(text, name).toContain(encryptedOnly);
      expect(text, name).not.toContain(sentence(null).slice(0, 60));
    }
    const all = (source: typeof encrypted) => [...documentFiles(source).values()].join('\n');
    expect(all(unencrypted)).toMatch(/clé en clair d’une classe/);
    expect(all(encrypted)).not.toMatch(/clé en clair|key in clear|annoncée comme non chiffrée|shown as not encrypted/);
  },
);

test('classes without encryption raise the likelihood that somebody sees what they should not, and machines are told (A1.4)', () => {
  expect(likelihood(unencrypted)).toBe(likelihood(encrypted) + 1);
  expect([privacyJson(unencrypted), privacyJson(encrypted)]).toMatchObject([
    { unencryptedClasses: true },
    { unencryptedClasses: false },
  ]);
  expect(privacyJson(encrypted).data.some(({ key }) => key === 'openSecret')).toBe(false);
});

test('a computer of one’s own says that it allows them, without a reason that nobody gave (A1.4)', () => {
  const own = sourceOf({ ...completeSettings, profile: 'embedded' });
  for (const [name, text] of textsOf(own, 'fr')) expect(text, name).toContain('permet des classes sans chiffrement');
  expect(privacyJson(own).looserThanStandard).toEqual([]);
});
