import * as v from 'valibot';
import { type Bytes, framed, fromBase64url, fromUtf8, toBase64url, utf8 } from '../crypto/base/bytes.ts';
import { aesKey, open, randomBytes, seal } from '../crypto/base/primitives.ts';
import { fromJson, toJson } from '../crypto/base/sealedJson.ts';

/**
 * A lesson that a teacher takes along: one file, sealed under a password. Not under a key of the class or of this device: the file
 * is to open next year, on another computer and in another class, and whoever finds both computer and file is not to have it.
 * Argon2 would make guessing dearer, and no browser has it; of what all have, PBKDF2 is the standard (RFC 8018).
 */
const magic = 'lesson 1';
/** As OWASP asks of PBKDF2 with SHA-256. */
const rounds = 600_000;
const saltBytes = 16;
const keyBytes = 32;
/** Nothing larger is read, in bytes. */
export const mostFileBytes = 40_000_000;
export const leastPassword = 12;

const day = v.pipe(v.string(), v.isoDate());
const fileShape = v.strictObject({
  ardoise: v.string(),
  /** Days, as 2027-07-31: when it was made, and when it is to be destroyed. */
  made: day,
  until: day,
  rounds: v.pipe(v.number(), v.integer(), v.minValue(rounds), v.maxValue(10 * rounds)),
  salt: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)),
  box: v.string(),
});

/** What of each tool, by its name. */
const lessonShape = v.record(v.string(), v.unknown());
export type Lesson = v.InferOutput<typeof lessonShape>;

/** A file that has not been opened: what it says of itself, which the password confirms. */
export type LessonFile = v.InferOutput<typeof fileShape>;

const keyOf = async (password: string, salt: Bytes, iterations: number): Promise<CryptoKey> => {
  const secret = await crypto.subtle.importKey('raw', utf8(password.normalize('NFKC').trim()), 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, secret, 8 * keyBytes);
  return aesKey(new Uint8Array(bits));
};
const about = ({ ardoise, made, until, salt, rounds: count }: Omit<LessonFile, 'box'>): Bytes =>
  framed('ardoise lesson file', ardoise, made, until, salt, count);

/** Four groups of five letters and digits that are not taken for one another: about 95 bits. */
export const proposedPassword = (): string => {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const drawn: string[] = [];
  while (drawn.length < 20) {
    const [byte = 0] = randomBytes(1);
    // Each as likely as any other.
    if (byte < letters.length * 8) drawn.push(letters[byte % letters.length] ?? '');
  }
  return [0, 5, 10, 15].map((at) => drawn.slice(at, at + 5).join('')).join('-');
};

/** The file, as text. */
export const sealLesson = async (
  lesson: Lesson,
  password: string,
  { made, until }: Pick<LessonFile, 'made' | 'until'>,
): Promise<string> => {
  const salt = randomBytes(saltBytes);
  const head = { ardoise: magic, made, until, rounds, salt: toBase64url(salt) };
  const box = toBase64url(await seal(await keyOf(password, salt, rounds), toJson(lesson), about(head)));
  return JSON.stringify({ ...head, box });
};

/** What a file says of itself. `other`: it is none of a lesson, or not whole; `newer`: of a later version of this program. */
export const readLessonFile = (bytes: Uint8Array): LessonFile | 'other' | 'newer' => {
  try {
    const given: unknown = JSON.parse(fromUtf8(bytes));
    const named = v.parse(v.looseObject({ ardoise: v.pipe(v.string(), v.regex(/^lesson \d+$/)) }), given);
    return named.ardoise === magic ? v.parse(fileShape, given) : 'newer';
  } catch {
    return 'other';
  }
};

/** What is in it; null when the password is another, or somebody has changed the file. */
export const openLesson = async (file: LessonFile, password: string): Promise<Lesson | null> => {
  try {
    const key = await keyOf(password, fromBase64url(file.salt), file.rounds);
    return fromJson(lessonShape, await open(key, fromBase64url(file.box), about(file)));
  } catch {
    return null;
  }
};
