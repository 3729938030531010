import type { Role, RosterEntry } from '#protocol/people.ts';
import type { Self } from './groupParts.ts';
import type { Shown } from './people.ts';

export type Wishes = {
  readonly before: readonly RosterEntry[];
  readonly self: Self;
  /** One's own role: the host key's holder is host, whatever the list said. */
  readonly selfRole: Role;
  readonly shown: Iterable<Shown>;
  /** Whether somebody who is in the list stays in it. */
  readonly stays: (entry: RosterEntry) => boolean;
  /** Whether somebody who is not, and has a proven card, comes in. */
  readonly comes: (id: string) => boolean;
  readonly roles: ReadonlyMap<string, Role>;
};

/** The register as a host wants it: who stays keeps their slot, who comes gets the lowest that is free. */
export const nextRoster = ({ before, self, selfRole, shown, stays, comes, roles }: Wishes): RosterEntry[] => {
  const own = before.find(({ id }) => id === self.id);
  const kept = before.filter((entry) => entry.id !== self.id && stays(entry));
  const taken = new Set([...kept, ...(own ? [own] : [])].map(({ slot }) => slot));
  const freeSlot = () => {
    let slot = 0;
    while (taken.has(slot)) slot++;
    taken.add(slot);
    return slot;
  };
  const selfEntry = { id: self.id, card: self.hash, role: selfRole, slot: own?.slot ?? freeSlot() };
  const there = new Set([self.id, ...kept.map(({ id }) => id)]);
  const added = Array.from(shown).flatMap(({ id, proven }): RosterEntry[] =>
    proven && !there.has(id) && comes(id) ? [{ id, card: proven.hash, role: 'student', slot: freeSlot() }] : [],
  );
  return [...kept, selfEntry, ...added]
    .toSorted((one, other) => one.slot - other.slot)
    .map((entry) => ({ ...entry, role: roles.get(entry.id) ?? entry.role }));
};

/** Whether two lists, sorted by slot, say the same of the same people. */
export const sameEntries = (one: readonly RosterEntry[], other: readonly RosterEntry[]): boolean =>
  one.length === other.length &&
  one.every(({ id, card, role, slot }, at) => {
    const match = other[at];
    return match?.id === id && match.card === card && match.role === role && match.slot === slot;
  });
