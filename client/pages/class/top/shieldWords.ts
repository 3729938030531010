import { type NamedWarning, type Shield, warningTerms } from '../../../state/call.ts';

import { type Text, text } from '../../../text/text.ts';

/** The shield in one word: its gravest warning counts. */
export const shieldState = ({ encrypted, warnings }: Shield): 'plain' | 'encrypted' | 'noted' | 'warned' => {
  if (warnings.some(({ kind }) => !warningTerms[kind].ofPeople)) return 'warned';
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
