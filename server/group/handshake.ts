import { createHash, verify } from 'node:crypto';
import { encode } from 'ts-mls/codec/tlsEncoder.js';
import { varLenDataEncoder } from 'ts-mls/codec/variableLength.js';
import { type FramedContentCommit, framedContentTBSEncoder, toTbs } from 'ts-mls/framedContent.js';
import { decodeGroupContext, type GroupContext, groupContextEncoder } from 'ts-mls/groupContext.js';
import { type GroupInfo, groupInfoTBSEncoder } from 'ts-mls/groupInfo.js';
import { decodeMlsMessage, type MLSMessage } from 'ts-mls/message.js';
import { confirmedTranscriptHashInputEncoder } from 'ts-mls/transcriptHash.js';
import type { PublicMessage } from 'ts-mls/publicMessage.js';
import { Refusal } from '../protocol/refusal.ts';
import { keyOfPoint } from '../identity/signed.ts';

/** A commit of a member, as a public message. */
export type MemberCommit = {
  readonly content: FramedContentCommit;
  readonly leaf: number;
  readonly signature: Uint8Array;
  readonly tag: Uint8Array;
};

const read = (text: string): MLSMessage | undefined => {
  try {
    return decodeMlsMessage(Buffer.from(text, 'base64url'), 0)?.[0];
  } catch {
    return undefined;
  }
};

const memberCommit = ({ content, auth }: PublicMessage): MemberCommit | null =>
  content.contentType === 'commit' && auth.contentType === 'commit' && content.sender.senderType === 'member'
    ? { content, leaf: content.sender.leafIndex, signature: auth.signature, tag: auth.confirmationTag }
    : null;

/** Refuses with `invalid` when it is no commit by a member. */
export const readCommit = (text: string): MemberCommit => {
  const message = read(text);
  const commit = message?.wireformat === 'mls_public_message' ? memberCommit(message.publicMessage) : null;
  if (!commit) throw new Refusal('invalid');
  return commit;
};

/** Refuses with `invalid` when it is no group info. */
export const readInfo = (text: string): GroupInfo => {
  const message = read(text);
  if (message?.wireformat !== 'mls_group_info') throw new Refusal('invalid');
  return message.groupInfo;
};

export const encodeContext = (context: GroupContext): Uint8Array => encode(groupContextEncoder)(context);

export const decodeContext = (bytes: Uint8Array): GroupContext => {
  const context = decodeGroupContext(bytes, 0)?.[0];
  if (!context) throw new TypeError('a context of ours');
  return context;
};

const text = new TextEncoder();
const opaque = encode(varLenDataEncoder);

/** RFC 9420, section 5.1.2: a signature over a label and its content. */
const isSignedWithLabel = (point: string, label: string, content: Uint8Array, signature: Uint8Array): boolean => {
  const key = keyOfPoint(point);
  const signed = Buffer.concat([opaque(text.encode(`MLS 1.0 ${label}`)), opaque(content)]);
  return key !== null && verify('sha256', signed, key, signature);
};

/** Whether the key's owner signed this commit for this context (section 6.1). */
export const isSignedCommit = (point: string, { content, signature }: MemberCommit, context: GroupContext): boolean =>
  isSignedWithLabel(
    point,
    'FramedContentTBS',
    encode(framedContentTBSEncoder)(toTbs(content, 'mls_public_message', context)),
    signature,
  );

/** Whether the key's owner signed this group info (section 12.4.3). */
export const isSignedInfo = (point: string, info: GroupInfo): boolean =>
  isSignedWithLabel(point, 'GroupInfoTBS', encode(groupInfoTBSEncoder)(info), info.signature);

const sha256 = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The transcript hash after a commit (section 8.2). `tag`: the confirmation tag before it. */
export const transcriptAfter = (context: GroupContext, tag: Uint8Array, { content, signature }: MemberCommit): Buffer => {
  const interim = sha256(context.confirmedTranscriptHash, opaque(tag));
  return sha256(interim, encode(confirmedTranscriptHashInputEncoder)({ wireformat: 'mls_public_message', content, signature }));
};
