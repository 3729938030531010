import { type Bytes, concat, framed, fromBase64url, readUint, toBase64url, uint } from '../base/bytes.ts';
import { open, seal, sign, verify } from '../base/primitives.ts';
import { CryptoRefusal } from '../base/refusal.ts';

/** To whom something is written. */
export type Scope = 'all' | 'hosts' | 'private';

/** Where a message to one person belongs. A box opens nowhere else. */
export type MessageContext = {
  readonly classId: string;
  readonly group: string;
  readonly from: string;
  readonly to: string;
  readonly scope: Exclude<Scope, 'all'>;
  /** The name of a `SealedKind`. */
  readonly kind: string;
};

/** A sealed box for one recipient. */
export type BoxFor = { readonly to: string; readonly box: string };

/** The epoch in which a message was written, and its number, which grows with each message of the sender. */
export type Position = { readonly epoch: number; readonly seq: number };

/** A box taken apart, not yet believed. */
export type SealedMessage = {
  readonly position: Position;
  readonly head: Bytes;
  readonly sealed: Bytes;
  readonly signature: Bytes;
};

const block = 64;
const headBytes = 10;
const signatureBytes = 64;

/** To a multiple of 64 bytes (ISO/IEC 7816-4), so that a message's size says little of it. */
export const pad = (bytes: Bytes): Bytes => {
  const padded = new Uint8Array(Math.ceil((bytes.length + 1) / block) * block);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  return padded;
};

/** Throws CryptoRefusal `unreadable` when nothing was padded. */
export const unpad = (padded: Uint8Array): Bytes => {
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (padded[end] !== 0x80) throw new CryptoRefusal('unreadable');
  return new Uint8Array(padded.subarray(0, end));
};

const about = (head: Bytes, { classId, group, from, to, scope, kind }: MessageContext): Bytes =>
  framed('ardoise letter 1', head, classId, group, from, to, scope, kind);

/** Seals for one person under the key of the two, and signs with the sender's card key: at most `most` bytes, else it throws CryptoRefusal `too-long`. */
export const sealMessage = async (
  key: CryptoKey,
  signing: CryptoKey,
  context: MessageContext,
  { epoch, seq }: Position,
  content: Bytes,
  most: number,
): Promise<string> => {
  const head = concat(uint(epoch, 4), uint(seq, 6));
  const sealed = await seal(key, pad(content), about(head, context));
  const box = concat(head, sealed, await sign(signing, framed(about(head, context), sealed)));
  if (box.length > most) throw new CryptoRefusal('too-long');
  return toBase64url(box);
};

/** Takes a box apart. Throws SyntaxError or CryptoRefusal `unreadable` when it cannot be a message. */
export const readMessage = (box: string): SealedMessage => {
  const bytes = fromBase64url(box);
  if (bytes.length < headBytes + signatureBytes) throw new CryptoRefusal('unreadable');
  const head = bytes.slice(0, headBytes);
  const position = { epoch: readUint(head.subarray(0, 4)), seq: readUint(head.subarray(4)) };
  return { position, head, sealed: bytes.slice(headBytes, -signatureBytes), signature: bytes.slice(-signatureBytes) };
};

/** Whether the sender wrote exactly this, for this context. */
export const isGenuine = (
  { head, sealed, signature }: SealedMessage,
  verifyKey: CryptoKey,
  context: MessageContext,
): Promise<boolean> => verify(verifyKey, signature, framed(about(head, context), sealed));

/** What is in a message. Throws CryptoRefusal `unreadable`. */
export const openMessage = async ({ head, sealed }: SealedMessage, key: CryptoKey, context: MessageContext): Promise<Bytes> =>
  unpad(await open(key, sealed, about(head, context)));
