import { randomUUID } from 'node:crypto';
import { type ClientState, decodeGroupState, makePskIndex } from 'ts-mls/clientState.js';
import { defaultClientConfig } from 'ts-mls/clientConfig.js';
import type { PskIndex } from 'ts-mls/pskIndex.js';
import { bytesToBase64 } from 'ts-mls/util/byteArray.js';
import { toBase64url, utf8 } from '../../../client/crypto/base/bytes.ts';
import { MlsGroup } from '../../../client/crypto/mls/group.ts';
import { type KeyPackagePair, newKeyPackage } from '../../../client/crypto/mls/leaf.ts';
import { linkPsk } from '../../../client/crypto/mls/policy.ts';
import { signStaff, type StaffList } from '../../../client/crypto/mls/staff.ts';
import { exportPoint, newSigningKeys, randomBytes } from '../../../client/crypto/base/primitives.ts';

/** The key that the class link gives. */
const link = randomBytes(32);
const { privateKey: hostKey } = await newSigningKeys(false);

/** Somebody with a fresh key package, who is in no group yet. */
export const newPerson = async (): Promise<KeyPackagePair> => {
  const { privateKey, publicKey } = await newSigningKeys(true);
  const signKey = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey));
  const occupant = { id: randomUUID(), card: toBase64url(randomBytes(32)) };
  return newKeyPackage(occupant, { signKey, publicKey: await exportPoint(publicKey) });
};

export const newPeople = (count: number): Promise<KeyPackagePair[]> => Promise.all(Array.from({ length: count }, newPerson));

/** A signed staff list of nobody, for groups where tests look at the engine alone. */
export const staffOfNobody = (group: Uint8Array, seq: number): Promise<StaffList> =>
  signStaff(hostKey, 'class', group, { seq, open: false, staff: [] });

export const newGroup = async (): Promise<MlsGroup> =>
  MlsGroup.found(await newPerson(), (group) => staffOfNobody(group, 1), link);

export const joinWith = (welcome: string | null, pair: KeyPackagePair): Promise<MlsGroup> =>
  MlsGroup.join(welcome ?? '', pair, link);

/** The group after a commit whose changes nobody questions. Throws unless one is still in it. */
export const take = async (group: MlsGroup, commit: string): Promise<MlsGroup> => {
  const after = await group.after(commit, () => true);
  if (typeof after === 'string') throw new Error(after);
  return after;
};

/** The link's key as the library looks it up. */
export const linkIndex: PskIndex = makePskIndex(undefined, { [bytesToBase64(utf8(linkPsk))]: link });

/** A group as the library has it. */
export const stateOf = (group: MlsGroup): ClientState => {
  const state = decodeGroupState(group.save(), 0)?.[0];
  if (!state) throw new Error('nothing was saved');
  return { ...state, clientConfig: defaultClientConfig };
};
