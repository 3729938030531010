import type { ComponentChildren } from 'preact';
import { Field } from '../../../ui/fields.tsx';
import { homeWords } from '../text.ts';

type Tie = Parameters<Parameters<typeof Field>[0]['children']>[0];

/**
 * A field for a text that has a longest length, in units of UTF-16. Nothing is cut off: what is left is shown while one
 * types, and what is too much is said. `error`: what else is wrong with it.
 */
export function CountedField(props: {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  longest: number;
  value: string;
  children: (tie: Tie) => ComponentChildren;
}) {
  const { label, hint, error, longest, value, children } = props;
  const t = homeWords().form;
  const left = longest - value.trim().length;
  const near = left <= longest / 10 ? t.left(Math.max(0, left)) : undefined;
  return (
    <Field label={label} hint={near ?? hint} error={left < 0 ? t.over(-left) : error}>
      {children}
    </Field>
  );
}
