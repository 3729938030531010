import type { KeyPackage } from 'ts-mls/keyPackage.js';
import { toBase64url } from '../../base/bytes.ts';
import { occupantOf, readKeyPackage } from '../../mls/leaf.ts';
import { roleIn, type StaffEntry, type StaffList } from '../../mls/staff.ts';
import type { Shown } from '../../credentials/people.ts';
import type { GroupParts } from '../parts.ts';
import type { Wishes } from './wishes.ts';

/** Somebody who is to be added, and what with. */
export type Coming = { readonly id: string; readonly keyPackage: KeyPackage };

/** The next commit that a host's browser would make. A staff list goes alone, and removals before additions. */
export type NextChange =
  | { readonly do: 'staff'; readonly list: Omit<StaffList, 'signature'> }
  | {
      readonly do: 'remove';
      readonly leaves: readonly number[];
      readonly excluded: readonly string[];
    }
  | { readonly do: 'add'; readonly coming: readonly Coming[] }
  | { readonly do: 'refresh' };

/** In one commit; the welcome for more would not fit in a message. */
export const mostAdded = 40;

/** The key package that somebody shows, if it says that it is theirs: with the key of their proven card. Null otherwise. Its signature is looked at when they are added. */
export const packageOf = ({ id, card, proven, keyPackage }: Shown): KeyPackage | null => {
  const read = proven && keyPackage !== null ? readKeyPackage(keyPackage) : null;
  const occupant = read && occupantOf(read.leafNode);
  const theirs = occupant?.id === id && occupant.card === proven?.hash;
  return read && theirs && toBase64url(read.leafNode.signaturePublicKey) === card.verify ? read : null;
};

/** Whether somebody who is in the group stays in it. */
const stays = (id: string, { self }: GroupParts, wishes: Wishes): boolean =>
  id === self.id || !(wishes.isOut(id) || wishes.isStray(id));

const nextStaff = (parts: GroupParts, wishes: Wishes): Omit<StaffList, 'signature'> | null => {
  const { roster, self, options } = parts;
  const { group } = roster;
  if (!group || !options.hostPrivateKey) return null;
  const before = group.staff;
  const roleOf = (id: string, key: string) => (id === self.id ? 'host' : (wishes.roles.get(id) ?? roleIn(before, { id, key })));
  const staff = group.members.flatMap(({ id, key }): StaffEntry[] => {
    const role = roleOf(id, key);
    return role === 'student' || !stays(id, parts, wishes) ? [] : [{ id, key, role }];
  });
  const open = wishes.open ?? before.open;
  const line = ({ id, key, role }: StaffEntry) => `${id} ${key} ${role}`;
  const same = open === before.open && staff.map(line).toSorted().join() === before.staff.map(line).toSorted().join();
  return same ? null : { seq: before.seq + 1, open, staff };
};

/** What is to be done next, or null when the group is as it should be. `most`: how many people to add at once. */
export const nextChange = (parts: GroupParts, wishes: Wishes, lobbyOff: boolean, most = mostAdded): NextChange | null => {
  const { people, roster } = parts;
  const { group } = roster;
  if (!group) return null;
  const list = nextStaff(parts, wishes);
  if (list) return { do: 'staff', list };
  const mayRemove = (id: string) => roster.ownRole === 'host' || roster.roleOf(id) === 'student';
  const removed = group.members.filter(({ id }) => !stays(id, parts, wishes) && mayRemove(id));
  if (removed.length > 0) {
    const excluded = removed.map(({ id }) => id).filter((id) => wishes.isExcluded(id));
    return { do: 'remove', leaves: removed.map(({ leaf }) => leaf), excluded };
  }
  const admitsAll = lobbyOff && group.staff.open;
  const shown = [...people.waiting.values(), ...people.members.values()];
  const coming = shown.flatMap((one) => {
    const isIn = group.memberOf(one.id) !== null;
    const wanted = wishes.isWanted(one.id, one.proven?.hash ?? null) || (admitsAll && !wishes.isOut(one.id));
    const keyPackage = !isIn && wanted && !wishes.isExcluded(one.id) ? packageOf(one) : null;
    return keyPackage ? [{ id: one.id, keyPackage }] : [];
  });
  if (coming.length > 0) return { do: 'add', coming: coming.slice(0, most) };
  return wishes.fresh ? { do: 'refresh' } : null;
};
