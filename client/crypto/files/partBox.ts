import { limits } from '#protocol/limits.ts';
import { type Bytes, concat, framed } from '../base/bytes.ts';
import { aesKey, open, randomBytes, seal, sha256 } from '../base/primitives.ts';
import { CryptoRefusal } from '../base/refusal.ts';

const { partBytes, boxBytes } = limits.files;

/** Where a part belongs: it opens nowhere else. `parts`: how many the file has. */
export type PartPlace = {
  readonly classId: string;
  readonly slate: string;
  readonly file: string;
  readonly part: number;
  readonly parts: number;
};

const keyBytes = 16;
/** Of what a file is filled up to, so that its length names no file that others know: 4 KiB. */
const unit = 4_096;

/** A key of one file, in bytes. */
export const newFileKey = (): Bytes => randomBytes(keyBytes);

/** Throws CryptoRefusal `unreadable` when it is none. */
export const fileKey = async (bytes: Bytes): Promise<CryptoKey> => {
  if (bytes.length !== keyBytes) throw new CryptoRefusal('unreadable');
  return aesKey(bytes);
};

const about = ({ classId, slate, file, part, parts }: PartPlace): Bytes =>
  framed('ardoise file part 1', classId, slate, file, part, part === parts - 1 ? 1 : 0);

/** How many parts a file of so many bytes has: an empty one has one. */
export const partsOf = (size: number): number => Math.max(1, Math.ceil(size / partBytes));

const isLast = ({ part, parts }: PartPlace): boolean => part === parts - 1;
const filled = (length: number): number => Math.max(unit, Math.ceil(length / unit) * unit);

/** How many bytes the sealed parts of such a file have together. */
export const sealedBytes = (size: number): number => {
  const parts = partsOf(size);
  return (parts - 1) * boxBytes + filled(size - (parts - 1) * partBytes) + boxBytes - partBytes;
};

/** Seals one part: under a key of its file, with a random vector. The last one is filled up. */
export const sealPart = async (key: CryptoKey, place: PartPlace, content: Bytes): Promise<Bytes> => {
  const whole = isLast(place) ? concat(content, new Uint8Array(filled(content.length) - content.length)) : content;
  return seal(key, whole, about(place));
};

/** What is in a part of a file of `size` bytes. Throws CryptoRefusal `unreadable` when it is another part, another file's, or altered. */
export const openPart = async (key: CryptoKey, place: PartPlace, size: number, box: Bytes): Promise<Bytes> => {
  const content = await open(key, box, about(place));
  const length = isLast(place) ? size - place.part * partBytes : partBytes;
  if (content.length !== (isLast(place) ? filled(length) : partBytes)) throw new CryptoRefusal('unreadable');
  return content.slice(0, length);
};

/** The hash of a file by those of its parts, in order: whoever knows it is given no other file, even by who has the key. */
export const hashOfParts = (hashes: readonly Bytes[]): Promise<Bytes> => sha256(concat(...hashes));
