import { type Bytes, framed, fromBase64url, fromUtf8, toBase64url, utf8 } from '../base/bytes.ts';
import { open, randomBytes, seal, sha256 } from '../base/primitives.ts';
import { pad, unpad } from '../messages/sealedMessage.ts';

/** Of which poll an answer is, as a hash of all of it; whose it is, and who reads it. */
export type AnswerPlace = { readonly tag: string; readonly from: string; readonly to: string };

const about = ({ tag, from, to }: AnswerPlace): Bytes => framed('ardoise poll answer 1', tag, from, to);

/** Seals one answer for one who holds the class, under the key of the two. */
export const sealAnswer = async (key: CryptoKey, place: AnswerPlace, answer: string): Promise<string> =>
  toBase64url(await seal(key, pad(utf8(answer)), about(place)));

/** Null when it is not theirs, or not of this poll. */
export const openAnswer = async (key: CryptoKey, place: AnswerPlace, box: string): Promise<string | null> => {
  try {
    return fromUtf8(unpad(await open(key, fromBase64url(box), about(place))));
  } catch {
    return null;
  }
};

/** A hash over all that a question says, so that whoever answers answers this one. */
export const hashed = async (...parts: readonly (string | number)[]): Promise<string> =>
  toBase64url(await sha256(framed('ardoise poll 1', ...parts)));

/** What opens a commitment. */
export const newNonce = (): string => toBase64url(randomBytes(16));

/** Binds to the right answer before anybody answers, and says nothing of it. */
export const commitmentTo = async (poll: string, right: string, nonce: string): Promise<string> =>
  toBase64url(await sha256(framed('ardoise poll right 1', poll, right, nonce)));
