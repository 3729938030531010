import { type Bytes, concat, framed, fromBase64url, readUint, toBase64url, uint } from './bytes.ts';
import type { ContentKind } from './contentShapes.ts';
import { open, seal, sign, verify } from './primitives.ts';
import { CryptoRefusal } from './refusal.ts';

/** To whom something is written. */
export type Scope = 'all' | 'hosts' | 'private';

/** Where a message belongs. A box opens nowhere else. */
export type Envelope = {
  readonly classId: string;
  readonly session: string;
  readonly from: string;
  /** One recipient, who has a box of their own; empty for everybody. */
  readonly to: string;
  readonly scope: Scope;
  readonly kind: ContentKind;
};

/** Under which of the sender's keys a message is, and its number, which grows with each message of the sender. */
export type Position = { readonly generation: number; readonly step: number; readonly seq: number };

/** A box taken apart, not yet believed. */
export type Letter = { readonly position: Position; readonly head: Bytes; readonly sealed: Bytes; readonly signature: Bytes };

const block = 64;
const headBytes = 11;
const signatureBytes = 64;
const largestBox = { chat: 6_000, react: 256 } as const;

/** To a multiple of 64 bytes (ISO/IEC 7816-4), so that a message's size says little of it. */
const pad = (bytes: Bytes): Bytes => {
  const padded = new Uint8Array(Math.ceil((bytes.length + 1) / block) * block);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  return padded;
};

const unpad = (padded: Bytes): Bytes => {
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (padded[end] !== 0x80) throw new CryptoRefusal('unreadable');
  return padded.slice(0, end);
};

const about = (head: Bytes, { classId, session, from, to, scope, kind }: Envelope): Bytes =>
  framed('ardoise content 1', head, classId, session, from, to, scope, kind);

/** Seals under `key` and signs with the sender's card key. Throws CryptoRefusal `too-long`. */
export const writeLetter = async (
  key: CryptoKey,
  signing: CryptoKey,
  envelope: Envelope,
  { generation, step, seq }: Position,
  content: Bytes,
): Promise<string> => {
  const head = concat(uint(generation, 4), uint(step, 1), uint(seq, 6));
  const sealed = await seal(key, pad(content), about(head, envelope));
  const box = concat(head, sealed, await sign(signing, framed(about(head, envelope), sealed)));
  if (box.length > largestBox[envelope.kind]) throw new CryptoRefusal('too-long');
  return toBase64url(box);
};

/** Takes a box apart. Throws SyntaxError or CryptoRefusal `unreadable` when it cannot be a letter. */
export const readLetter = (box: string): Letter => {
  const bytes = fromBase64url(box);
  if (bytes.length < headBytes + signatureBytes) throw new CryptoRefusal('unreadable');
  const head = bytes.slice(0, headBytes);
  const position = { generation: readUint(head.subarray(0, 4)), step: head[4] ?? 0, seq: readUint(head.subarray(5)) };
  return { position, head, sealed: bytes.slice(headBytes, -signatureBytes), signature: bytes.slice(-signatureBytes) };
};

/** Whether the sender wrote exactly this, for this envelope. */
export const isGenuine = ({ head, sealed, signature }: Letter, verifyKey: CryptoKey, envelope: Envelope): Promise<boolean> =>
  verify(verifyKey, signature, framed(about(head, envelope), sealed));

/** What is in a letter. Throws CryptoRefusal `unreadable`. */
export const openLetter = async ({ head, sealed }: Letter, key: CryptoKey, envelope: Envelope): Promise<Bytes> =>
  unpad(await open(key, sealed, about(head, envelope)));
