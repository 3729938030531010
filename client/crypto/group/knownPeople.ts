import type { GroupCore } from './groupCore.ts';
import type { GroupParts } from './parts.ts';

/** Somebody in the group, and what shows that they wrote something. `holds`: host or co-host, by the signed staff list. */
export type Writer = { readonly id: string; readonly name: string; readonly holds: boolean; readonly verify: CryptoKey };

/** Null of who is not in the group, or not yet. */
export const writerIn = ({ people, self, options, roster }: GroupParts, id: string): Writer | null => {
  const shown = people.find(id);
  if (!roster.admits(shown)) return null;
  const { name, verify } = shown.proven;
  return { id, name: id === self.id ? options.name : name, holds: roster.roleOf(id) !== 'student', verify };
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
