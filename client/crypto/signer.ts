import { type Bytes, toBase64url } from './bytes.ts';
import type { GroupParts } from './groupParts.ts';

/** What one signs rosters with. */
export type Signer = { readonly role: 'host' | 'cohost'; readonly key: CryptoKey; readonly delegation?: string };
/** The host key's permission for a co-host, good for one session. */
export type Delegation = { readonly session: string; readonly bytes: Bytes };

/** What one may sign with now: the host key, or as a co-host one's card key; null for a student. */
export const signerOf = ({ options, register, self }: GroupParts, delegation: Delegation | null): Signer | null => {
  if (options.hostPrivateKey) return { role: 'host', key: options.hostPrivateKey };
  const isCohost = register.entry(self.id)?.role === 'cohost';
  if (!isCohost || !delegation || delegation.session !== register.roster?.session) return null;
  return { role: 'cohost', key: options.identity.signing.privateKey, delegation: toBase64url(delegation.bytes) };
};

/** One's place among the hosts and co-hosts who are here: the first acts first, so that they do not all publish the same. */
export const rankOf = ({ people, register, self }: GroupParts): number => {
  const listed = register.roster?.members ?? [];
  const staff = listed.filter(({ id, role }) => role !== 'student' && people.members.get(id)?.away === false);
  const place = staff.findIndex(({ id }) => id === self.id);
  return place === -1 ? staff.length : place;
};
