import { safetyWordsEn } from '../text/words.en.ts';
import { safetyWordsFr } from '../text/words.fr.ts';
import { type Bytes, framed } from './bytes.ts';
import { sha256 } from './primitives.ts';

const words = { fr: safetyWordsFr, en: safetyWordsEn } as const;
const length = 5;

/**
 * Five numbers from 0 to 255: the same for everybody who holds the same keys for the same people, another five when anybody's
 * keys are others. `cards` are the card hashes of the accepted roster.
 */
export const safetyCode = async (hostKey: Bytes, session: string, cards: readonly string[]): Promise<readonly number[]> =>
  Array.from((await sha256(framed('ardoise safety code 1', hostKey, session, ...cards.toSorted()))).subarray(0, length));

/** The words of a safety code, to be read aloud. A number's words in two languages mean the same. */
export const safetyWords = (language: 'fr' | 'en', indexes: readonly number[]): string[] =>
  indexes.map((index) => words[language][index] ?? '');
