import type { Roster } from '#protocol/people.ts';
import { type Bytes, framed, fromBase64url, toBase64url } from './bytes.ts';
import { sign, verify } from './primitives.ts';

/** The co-host to whom a delegation is given: the verification key of their card, in base64url. */
export type Delegate = { readonly id: string; readonly verify: string };

const delegationBytes = (classId: string, session: string, { id, verify: key }: Delegate): Bytes =>
  framed('ardoise delegation 1', classId, session, id, key);

const rosterBytes = (classId: string, roster: Omit<Roster, 'signature'>): Bytes => {
  const lines = roster.members.map(({ id, card, role, slot }) => framed(id, card, role, slot));
  const { session, version, signer, delegation = '', open = false } = roster;
  return framed('ardoise roster 1', classId, session, version, signer, delegation, open ? 'open' : 'lobby', ...lines);
};

/** The host key's permission for a co-host to sign the rosters of one session. */
export const signDelegation = (hostKey: CryptoKey, classId: string, session: string, delegate: Delegate): Promise<Bytes> =>
  sign(hostKey, delegationBytes(classId, session, delegate));

export const isDelegated = (
  hostKey: CryptoKey,
  classId: string,
  session: string,
  delegate: Delegate,
  delegation: Bytes,
): Promise<boolean> => verify(hostKey, delegation, delegationBytes(classId, session, delegate));

/** Signs with the host key, or with the key of a co-host's card when `delegation` is there. */
export const signRoster = async (key: CryptoKey, classId: string, roster: Omit<Roster, 'signature'>): Promise<Roster> => ({
  ...roster,
  signature: toBase64url(await sign(key, rosterBytes(classId, roster))),
});

/** Whether exactly this roster was signed with the key. */
export const isSignedWith = (key: CryptoKey, classId: string, roster: Roster): Promise<boolean> =>
  verify(key, fromBase64url(roster.signature), rosterBytes(classId, roster));
