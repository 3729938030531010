import type { GroupCommit } from '#protocol/group.ts';
import { cardHash } from '../../../client/crypto/credentials/card.ts';
import { type ClientState, decodeGroupState } from 'ts-mls/clientState.js';
import { defaultClientConfig } from 'ts-mls/clientConfig.js';
import { readSaved } from '../../../client/crypto/group/saved.ts';
import { MlsGroup, type Prepared } from '../../../client/crypto/mls/group.ts';
import { type KeyPackagePair, newKeyPackage } from '../../../client/crypto/mls/leaf.ts';
import { signStaff, type StaffEntry } from '../../../client/crypto/mls/staff.ts';
import { hkdf } from '../../../client/crypto/base/primitives.ts';
import { takeCommit } from '../../../server/classroom/group.ts';
import type { Browser, Relay } from './relay.ts';

/** What somebody of the class can take out of their own browser: the group as it is now, with all its keys. */
export const groupIn = async (relay: Relay, { saved }: Browser): Promise<MlsGroup> => {
  const kept = readSaved(saved);
  if (!kept) throw new Error('nothing is kept');
  return MlsGroup.restore(kept.group, await hkdf(relay.secret, 'group', 32));
};

/** The same as the library has it: every secret of this epoch. */
export const stateIn = ({ saved }: Browser): ClientState => {
  const state = decodeGroupState(readSaved(saved)?.group ?? new Uint8Array(), 0)?.[0];
  if (!state) throw new Error('nothing is kept');
  return { ...state, clientConfig: defaultClientConfig };
};

/** A ghost: somebody with the class link whom the server shows, and whom no host admitted. */
export type Ghost = { readonly browser: Browser; readonly pair: KeyPackagePair };

export const ghostOf = async (relay: Relay, name: string): Promise<Ghost> => {
  const browser = await relay.browser(name, 'student');
  const { card } = await browser.group.introduction();
  const pair = await newKeyPackage({ id: browser.id, card: await cardHash(card) }, browser.identity);
  return { browser, pair };
};

/** The server shows a ghost to somebody, as if a host had let them in. */
export const showTo = async (relay: Relay, to: Browser, { browser }: Ghost, role: 'host' | 'cohost' | 'student' = 'student') => {
  const { card } = await browser.group.introduction();
  relay.tell(to, 'member.joined', { member: { id: browser.id, role, card, away: false, grants: {}, sending: [] } });
};

/** A commit by which somebody adds a ghost in the group that they had. */
export const adding = async (group: MlsGroup, { pair }: Ghost): Promise<Prepared> => group.commit({ add: [pair.public] });

/** A commit with a staff list that the committer signed with a key of their own. */
export const ownStaff = async (
  relay: Relay,
  group: MlsGroup,
  key: CryptoKey,
  staff: readonly StaffEntry[],
): Promise<Prepared> => {
  const list = { seq: group.staff.seq + 1, open: false, staff: [...staff] };
  return group.commit({ staff: await signStaff(key, relay.classId, group.groupBytes, list) });
};

/** The server is honest and takes what somebody's browser committed. */
export const serverTakes = (
  relay: Relay,
  by: Browser,
  { commit, info, welcome }: Prepared,
  more: Partial<GroupCommit> = {},
): void => takeCommit(relay.room, relay.room.present(by.id), { commit, info, ...(welcome && { welcome }), ...more });
