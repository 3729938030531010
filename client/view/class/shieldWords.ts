import type { NamedWarning, Shield, WarningKind } from '../../state/call.ts';
import { text } from '../../text/text.ts';

/** What a person of the class can cause, by a fault or on purpose: it is not said of the server, and the class is encrypted all the same. */
const ofPeople: ReadonlySet<WarningKind> = new Set(['letter', 'frame', 'unopened']);

/** The shield in one word: its gravest warning counts. */
export const shieldState = ({ encrypted, warnings }: Shield): 'plain' | 'encrypted' | 'noted' | 'warned' => {
  if (warnings.some(({ kind }) => !ofPeople.has(kind))) return 'warned';
  if (!encrypted) return 'plain';
  return warnings.length > 0 ? 'noted' : 'encrypted';
};

/** A warning as a sentence, with the name of whose browser it is about. */
export const warningWords = ({ kind, name, source }: NamedWarning): string =>
  text.peek().codes.warnings[kind](name, source ?? undefined);
