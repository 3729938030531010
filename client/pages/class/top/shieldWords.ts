import type { NamedWarning, Shield, WarningKind } from '../../../state/call.ts';

import { type Text, text } from '../../../text/text.ts';

/** What a person of the class can cause, by a fault or on purpose: it is not said of the server, and the class is encrypted all the same. */
const ofPeople: ReadonlySet<WarningKind> = new Set(['message', 'frame', 'unopened']);

/** The shield in one word: its gravest warning counts. */
export const shieldState = ({ encrypted, warnings }: Shield): 'plain' | 'encrypted' | 'noted' | 'warned' => {
  if (warnings.some(({ kind }) => !ofPeople.has(kind))) return 'warned';
  if (!encrypted) return 'plain';
  return warnings.length > 0 ? 'noted' : 'encrypted';
};

/** The sentence of a warning, for whichever name stands in it. */
export const sentenceOf =
  ({ kind, source }: NamedWarning, { codes }: Text = text.peek()) =>
  (name?: string): string =>
    codes.warnings[kind](name, source ?? undefined);

/** A warning as a sentence, with the name of whose browser it is about. */
export const warningWords = (warning: NamedWarning): string => sentenceOf(warning)(warning.name);
