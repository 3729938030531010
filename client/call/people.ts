import type { Member, Role } from '#protocol/people.ts';
import type { GroupSession } from '../crypto/group/session.ts';
import type { NamedWarning, Person, Warning } from '../state/call.ts';
import type { Store } from './store.ts';

const ranks: Record<Role, number> = { student: 0, cohost: 1, host: 2 };
/** The server may take a role away, which the register still gives; it cannot give one. */
const lesser = (one: Role, other: Role): Role => (ranks[one] < ranks[other] ? one : other);

const personOf = (member: Member, group: GroupSession, self: string): Person => {
  const known = group.personOf(member.id);
  return {
    id: member.id,
    name: known?.name ?? '',
    role: member.id === self ? member.role : lesser(member.role, known?.role ?? 'student'),
    self: member.id === self,
    away: member.away,
    admitted: known?.admitted ?? false,
    grants: member.grants,
    sending: Object.fromEntries(member.sending.map(({ source, paused }) => [source, { paused }])),
  };
};

/** What this browser makes of the server's list: names opened, admissions verified. Called after each change of either. */
export const refreshPeople = (store: Store, group: GroupSession): void => {
  const people = Array.from(store.members.value.values(), (member) => personOf(member, group, store.self));
  store.people.value = new Map(people.map((person) => [person.id, person]));
  const outside = store.waiting.value.filter(({ id }) => !store.members.value.has(id));
  store.waiting.value = [...outside.map(({ id }) => ({ id, name: group.waitingName(id) })), ...group.asking()];
  const { encrypted, warnings, confirmedAt } = group.shield();
  const named = warnings.map((warning) => withName(store, warning));
  store.shield.value = { encrypted, warnings: named, confirmedAt: confirmedAt === null ? null : new Date(confirmedAt) };
};

const withName = (store: Store, warning: Warning): NamedWarning => {
  const { who } = warning;
  if (who === null) return warning;
  const name = nameOf(store, who) || store.shield.value.warnings.find((known) => known.who === who)?.name;
  return name ? { ...warning, name } : warning;
};

/** The name of somebody, as verified; empty when unknown. */
export const nameOf = (store: Store, id: string): string => store.people.value.get(id)?.name ?? '';
