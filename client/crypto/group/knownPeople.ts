import type { Role } from '#protocol/people.ts';
import { pairKey } from '../messages/pairKeys.ts';
import type { GroupCore } from './groupCore.ts';
import type { GroupParts } from './parts.ts';

/** Somebody in the group, and what shows that they wrote something. `holds`: host or co-host, by the signed staff list. */
export type Writer = { readonly id: string; readonly name: string; readonly holds: boolean; readonly verify: CryptoKey };

/** Somebody in the class, as the group has them. */
export type KnownPerson = { readonly name: string; readonly admitted: boolean; readonly role: Role };

/** Null of who is not in the class. */
export const personIn = ({ people, self, options, roster }: GroupParts, id: string): KnownPerson | null => {
  const name = id === self.id ? options.name : people.members.get(id)?.proven?.name;
  if (name === undefined && !people.members.has(id)) return null;
  const admitted = id === self.id ? roster.admitsSelf : roster.admits(people.find(id));
  return { name: name ?? '', admitted, role: admitted ? roster.roleOf(id) : 'student' };
};

/** Null of who is not in the group, or not yet. */
export const writerIn = ({ people, self, options, roster }: GroupParts, id: string): Writer | null => {
  const shown = people.find(id);
  if (!roster.admits(shown)) return null;
  const { name, verify } = shown.proven;
  return { id, name: id === self.id ? options.name : name, holds: roster.roleOf(id) !== 'student', verify };
};

/** The key of two people for one use; null of who is not in the group. */
export const pairIn = async (
  { people, self, options, roster }: GroupParts,
  id: string,
  use: string,
): Promise<CryptoKey | null> => {
  const { identity, secret, classId } = options;
  const shown = id === self.id ? null : people.find(id);
  if (shown && !roster.admits(shown)) return null;
  const other = id === self.id ? identity.agreement.publicKey : shown?.proven?.agreement;
  return other ? pairKey(identity.agreement.privateKey, other, secret, `${use} ${classId}`) : null;
};

/** People in the class who are not in the group, and have given what they can be added with. */
export const strangersIn = ({ parts, steward }: GroupCore): readonly { readonly id: string; readonly name: string | null }[] => {
  const { people, roster } = parts;
  const { wishes, acts } = steward;
  if (!acts) return [];
  const strangers = people.members.values().filter((shown) => shown.keyPackage !== null && !roster.group?.memberOf(shown.id));
  return Array.from(strangers).flatMap(({ id, proven }) =>
    wishes.isWanted(id, proven?.hash ?? null) || wishes.isStray(id) || wishes.isExcluded(id)
      ? []
      : [{ id, name: proven?.name ?? null }],
  );
};
