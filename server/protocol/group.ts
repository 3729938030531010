import { z } from 'zod';
import { handshake, sealed, technicalBytes } from './fields.ts';
import { participantId } from './people.ts';

/**
 * The messages of the group of one lesson (RFC 9420), each an MLSMessage in base64url. The server orders them and checks their
 * signatures; it has none of the group's keys.
 */
export const groupId = technicalBytes(16);
const epoch = z.int().min(1).max(0x7fffffff);

/** The public half of what somebody is added with: keys, identifier and hash of the card, signed with the card's key. */
export const keyPackage = handshake(1_000, 'card');
export const commit = handshake(40_000, 'group');
/** The context after a commit, signed by who made it (GroupInfo without the tree). */
export const groupInfo = handshake(8_000, 'group');
/** Opens for the key packages that it was made for, with the class link. */
export const welcome = sealed(48_000);

/**
 * A host's word for one state of the group, signed with the host key: whoever believes the host key knows that the group is at
 * least as new as this. `at`: milliseconds since 1970, by the host's own clock.
 */
export const hostWord = z.strictObject({
  group: groupId,
  epoch,
  transcript: technicalBytes(32),
  at: z.int(),
  signature: technicalBytes(64),
});
export type HostWord = z.infer<typeof hostWord>;

/** The group as the server knows it, for who comes in. */
export const groupView = z.strictObject({
  id: groupId,
  epoch,
  /** The commits since the epoch that was named on entering, in order; null when they are not kept any more. */
  commits: z.array(commit).max(256).nullable(),
  word: hostWord.nullable(),
});
export type GroupView = z.infer<typeof groupView>;

/** One change of the group. `excluded`: who of those it removes is out for good, and told so. */
export const groupCommit = z.strictObject({
  commit,
  info: groupInfo,
  welcome: welcome.optional(),
  word: hostWord.optional(),
  excluded: z.array(participantId).max(64).optional(),
});
export type GroupCommit = z.infer<typeof groupCommit>;

/**
 * By a host: this is the group from now on, either a new one, to which the others are welcomed, or the same that a server
 * after a restart has forgotten. `members`: by leaf; null is an empty leaf.
 */
export const groupFound = z.strictObject({
  info: groupInfo,
  members: z.array(participantId.nullable()).min(1).max(256),
  word: hostWord,
  welcome: welcome.optional(),
});
export type GroupFound = z.infer<typeof groupFound>;

/** A fresh key package; `wants`: it is for being added now, since one cannot follow the group. `voucher`: see `signVoucher` of the client. */
export const groupPackage = z.strictObject({
  keyPackage,
  wants: z.boolean(),
  /** The host key's signature over the key package: a device of the host. */
  voucher: technicalBytes(64).optional(),
});
export type GroupPackage = z.infer<typeof groupPackage>;
