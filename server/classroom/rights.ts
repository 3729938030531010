import type { Source } from '../protocol/media.ts';
import type { ClassState, Grants, Role } from '../protocol/people.ts';
import { type Right, rightTerms } from '../protocol/rights.ts';

/** What holding a class means, act by act. */
export type HoldingAct = 'admit' | 'refuse' | 'set' | 'stop' | 'ask' | 'grant' | 'remove' | 'promote' | 'end';

const cohostActs: ReadonlySet<HoldingAct> = new Set(['admit', 'refuse', 'set', 'stop', 'ask', 'grant', 'remove']);

/** Hosts and co-hosts hold the class; a class without one of them is locked. */
export const holdsClass = (role: Role): boolean => role !== 'student';

/**
 * May `actor` do this, to a person of role `target` where there is one? Nobody acts on a host, and a co-host not on another
 * co-host: one table, for every request.
 */
export const mayHold = (actor: Role, act: HoldingAct, target?: Role): boolean => {
  if (target === 'host') return false;
  if (actor === 'host') return true;
  return actor === 'cohost' && cohostActs.has(act) && target !== 'cohost';
};

/** Which right a stream needs. */
export const rightFor = { mic: 'speak', camera: 'camera', screen: 'screen', screenAudio: 'screen' } as const satisfies Record<
  Source,
  Right
>;

/** A student's right now: the class's table, what this student was given beyond it, and the calm over both. */
export const mayDo = (
  person: { readonly role: Role; readonly grants: Grants },
  right: Right,
  state: Pick<ClassState, 'calm' | 'rights'>,
): boolean => {
  if (holdsClass(person.role)) return true;
  if (state.calm && rightTerms[right].stoppedByCalm) return false;
  return person.grants[right] ?? state.rights[right];
};
