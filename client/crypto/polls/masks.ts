import { type Bytes, framed, fromBase64url, toBase64url } from '../base/bytes.ts';
import { agree, hkdf, importAgreementKey, sha256 } from '../base/primitives.ts';

/**
 * Sums of which nobody sees a part (as in Bonawitz et al. 2017, one round, without recovery): each adds to their vote a mask for each
 * of the others, of which the two of a pair add the same number with opposite signs. Only the sum of all shares says something; one
 * that is missing, or a list that is not the same for all, leaves noise.
 */
export type Voter = {
  readonly id: string;
  /** The public half of a key pair made for this poll alone: a point, in base64url. */
  readonly key: string;
};

/** Fewer would hide too little. */
export const fewestVoters = 5;
/** Numbers are taken modulo 2^32, four bytes each. */
const numberBytes = 4;

/** What a voter signs with their card key: that this key is theirs, for this poll as they see it. */
export const voterBytes = (tag: string, { id, key }: Voter): Bytes => framed('ardoise poll voter 1', tag, id, key);

/** A hash over a poll and all who take part, in the order of the list. */
const listHash = (tag: string, list: readonly Voter[]): Promise<Bytes> =>
  sha256(framed('ardoise poll list 1', tag, ...list.flatMap(({ id, key }) => [id, key])));

const numbersOf = (bytes: Uint8Array): Uint32Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.length / numberBytes }, (_, at) => view.getUint32(at * numberBytes));
};

const bytesOf = (numbers: Uint32Array): Bytes => {
  const bytes = new Uint8Array(numbers.length * numberBytes);
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, at) => view.setUint32(at * numberBytes, number));
  return bytes;
};

/** Both names are in it: whoever shows another's key as theirs has masks of their own, and cancels nothing. */
const maskOf = async (own: CryptoKey, self: string, other: Voter, list: Bytes, length: number): Promise<Uint32Array> => {
  const shared = await agree(own, await importAgreementKey(fromBase64url(other.key)));
  const [first, second] = self < other.id ? [self, other.id] : [other.id, self];
  return numbersOf(await hkdf(shared, `poll mask ${first} ${second}`, length * numberBytes, list));
};

/** One's share, in base64url. `votes`: a number for each choice. Throws when a key of the list is none, or one is not in it. */
export const shareOf = async (
  own: CryptoKey,
  self: string,
  tag: string,
  list: readonly Voter[],
  votes: readonly number[],
): Promise<string> => {
  if (!list.some(({ id }) => id === self)) throw new RangeError('not in the list');
  const hash = await listHash(tag, list);
  const others = list.filter(({ id }) => id !== self);
  const masks = await Promise.all(
    others.map(async (other) => ({ mask: await maskOf(own, self, other, hash, votes.length), adds: self < other.id })),
  );
  const share = Uint32Array.from(votes);
  for (const { mask, adds } of masks) mask.forEach((number, at) => (share[at] = (share[at] ?? 0) + (adds ? number : -number)));
  return toBase64url(bytesOf(share));
};

/** How often each was chosen; null when that cannot be: somebody sent another share than they should. `each`: everybody has chosen exactly one. */
export const sumOf = (shares: readonly string[], length: number, each: boolean): readonly number[] | null => {
  const sum = new Uint32Array(length);
  for (const share of shares) {
    const bytes = fromBase64url(share);
    if (bytes.length !== length * numberBytes) return null;
    numbersOf(bytes).forEach((number, at) => (sum[at] = (sum[at] ?? 0) + number));
  }
  const counts = Array.from(sum);
  const total = counts.reduce((all, count) => all + count, 0);
  const fits = counts.every((count) => count <= shares.length) && (!each || total === shares.length);
  return fits ? counts : null;
};
