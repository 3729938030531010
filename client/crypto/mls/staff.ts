import type { Extension } from 'ts-mls/extension.js';
import * as v from 'valibot';
import { type Bytes, framed, fromBase64url, toBase64url } from '../base/bytes.ts';
import { sign, verify } from '../base/primitives.ts';
import { fromJson, toJson } from '../base/sealedJson.ts';
import { type GroupMember, staffExtension } from './leaf.ts';

const staffShape = v.strictObject({
  /** Grows with each list of the group: an older one is not taken. */
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** The lobby is off, by a host's choice: staff's browsers admit whoever has the class link. */
  open: v.boolean(),
  staff: v.pipe(
    v.array(v.strictObject({ id: v.string(), key: v.string(), role: v.picklist(['host', 'cohost']) })),
    v.maxLength(32),
  ),
  signature: v.string(),
});

/**
 * Who may change a group, signed with the class's host key. It stands in the group context as an extension, so that all who are
 * in one epoch have the same. `key`: the leaf's signing key, so that a name taken up again by somebody else is no staff.
 */
export type StaffList = v.InferOutput<typeof staffShape>;
export type StaffEntry = StaffList['staff'][number];

/** A group of which nobody signed a list yet. */
export const noStaff: Omit<StaffList, 'signature'> = { seq: 0, open: false, staff: [] };

const signedBytes = (classId: string, group: Uint8Array, { seq, open, staff }: Omit<StaffList, 'signature'>): Bytes =>
  framed(
    'ardoise staff 1',
    classId,
    group,
    seq,
    open ? 'open' : 'lobby',
    ...staff.map(({ id, key, role }) => framed(id, key, role)),
  );

/** Signs a list for one group of one class with the host key. */
export const signStaff = async (
  hostKey: CryptoKey,
  classId: string,
  group: Uint8Array,
  list: Omit<StaffList, 'signature'>,
): Promise<StaffList> => ({ ...list, signature: toBase64url(await sign(hostKey, signedBytes(classId, group, list))) });

export const isSignedStaff = async (hostKey: CryptoKey, classId: string, group: Uint8Array, list: StaffList): Promise<boolean> =>
  verify(hostKey, fromBase64url(list.signature), signedBytes(classId, group, list));

export const staffToExtension = (list: StaffList): Extension => ({ extensionType: staffExtension, extensionData: toJson(list) });

/** The list in these extensions, not yet believed; null when there is not exactly this one extension. */
export const staffInExtensions = (extensions: readonly Extension[]): StaffList | null => {
  const [only, ...others] = extensions;
  if (!only || others.length > 0 || only.extensionType !== staffExtension) return null;
  try {
    return fromJson(staffShape, only.extensionData);
  } catch {
    return null;
  }
};

/** What a member may do by the list: the role, or student. */
export const roleIn = (
  list: Pick<StaffList, 'staff'>,
  member: Pick<GroupMember, 'id' | 'key'> | null,
): 'host' | 'cohost' | 'student' =>
  (member && list.staff.find(({ id, key }) => id === member.id && key === member.key)?.role) ?? 'student';
