import type { Member, Role } from '#protocol/people.ts';
import { mayDo } from '#protocol/permissions.ts';
import type { Right } from '#protocol/rights.ts';
import type { GroupSession } from '../crypto/group/session.ts';
import { type Called, mistakables } from '../names/likeness.ts';
import type { Named, NamedWarning, Person, Warning } from '../state/call.ts';
import type { Store } from './store.ts';

const ranks: Record<Role, number> = { student: 0, cohost: 1, host: 2 };
/** The server may take a role away, which the staff list still gives; it cannot give one. */
const lesser = (one: Role, other: Role): Role => (ranks[one] < ranks[other] ? one : other);

const personOf = (member: Member, group: GroupSession, self: string): Omit<Person, 'mistakable'> => {
  const known = group.personOf(member.id);
  return {
    id: member.id,
    name: known?.name ?? '',
    role: member.id === self ? member.role : lesser(member.role, known?.role ?? 'student'),
    self: member.id === self,
    away: member.away,
    admitted: known?.admitted ?? false,
    grants: member.grants,
    blocked: member.blocked ?? [],
    sending: Object.fromEntries(member.sending.map(({ source, paused }) => [source, { paused }])),
  };
};

/** What this browser makes of the server's list: names opened, admissions verified. Called after each change of either. */
export const refreshPeople = (store: Store, group: GroupSession): void => {
  const people = Array.from(store.members.value.values(), (member) => personOf(member, group, store.self));
  const outside = store.waiting.value.filter(({ id }) => !store.members.value.has(id));
  const waiting = [...outside.map(({ id }) => ({ id, name: group.waitingName(id) })), ...group.asking()];
  // By the signed role alone: a server that keeps the teacher's role back does not make the teacher's name free for others.
  const called: readonly Called[] = [
    ...people.map(({ id, name }) => ({ id, name, role: group.personOf(id)?.role ?? 'student' })),
    ...waiting.map(({ id, name }) => ({ id, name: name ?? '', role: 'student' as const })),
  ];
  const taken = mistakables(called);
  store.people.value = new Map(people.map((person) => [person.id, { ...person, mistakable: taken.get(person.id) ?? null }]));
  store.waiting.value = waiting.map((one) => ({ ...one, mistakable: taken.get(one.id) ?? null }));
  const { encrypted, warnings, confirmedAt } = group.shield();
  const named = warnings.map((warning) => withName(store, warning));
  store.shield.value = { encrypted, warnings: named, confirmedAt: confirmedAt === null ? null : new Date(confirmedAt) };
};

const withName = (store: Store, warning: Warning): NamedWarning => {
  const { who } = warning;
  if (who === null) return warning;
  const name = namedOf(store, who).name || store.shield.value.warnings.find((known) => known.who === who)?.name;
  return name ? { ...warning, name } : warning;
};

/** How somebody in the class is named, as verified; the name is empty when unknown. */
export const namedOf = (store: Store, id: string): Named => {
  const { name, role, mistakable } = store.people.value.get(id) ?? { name: '', role: 'student', mistakable: null };
  return { name, role, mistakable };
};

/** The server decides, by the same rule; this only greys what it would refuse. */
export const mayNow = (store: Store, right: Right): boolean => {
  const self = store.members.value.get(store.self);
  return self !== undefined && mayDo(self, right, store.state.value);
};
