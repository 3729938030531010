import { safetyWordsEn } from './words.en.ts';
import { safetyWordsFr } from './words.fr.ts';
import { type Bytes, framed } from '../base/bytes.ts';

const words = { fr: safetyWordsFr, en: safetyWordsEn } as const;
const length = 6;
/** 2^17: with the 48 bits of six words, whoever looks for two groups with the same words needs 2^65 hashes at least. */
const iterations = 131_072;

/**
 * Six numbers from 0 to 255: the same for all who are in one epoch of one group, and with all but certainty other ones for
 * anybody else. Slow on purpose (PBKDF2, RFC 8018): from the epoch's authenticator (RFC 9420, section 8.7) and the number of people.
 */
export const safetyCode = async (classId: string, authenticator: Bytes, people: number): Promise<readonly number[]> => {
  const key = await crypto.subtle.importKey('raw', authenticator, 'PBKDF2', false, ['deriveBits']);
  const salt = framed('ardoise words 2', classId, people);
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, length * 8);
  return Array.from(new Uint8Array(bits));
};

/** The words of a safety code, to be read aloud. A number's words in two languages mean the same. */
export const safetyWords = (language: 'fr' | 'en', indexes: readonly number[]): string[] =>
  indexes.map((index) => words[language][index] ?? '');
