import type { ClassState, Grants, Role } from './people.ts';
import { type Right, rightTerms } from './rights.ts';

/** Hosts and co-hosts hold the class; a class without one of them is locked. */
export const holdsClass = (role: Role): boolean => role !== 'student';

/**
 * A student's right now: the class's table, what this student was given beyond it, and the calm over both. The server decides by it;
 * a browser greys what would be refused.
 */
export const mayDo = (
  person: { readonly role: Role; readonly grants: Grants },
  right: Right,
  state: Pick<ClassState, 'calm' | 'rights'>,
): boolean => {
  if (holdsClass(person.role)) return true;
  if (state.calm && rightTerms[right].stoppedByCalm) return false;
  return person.grants[right] ?? state.rights[right];
};
