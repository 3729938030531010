import type { Signal } from '@preact/signals';
import { Field } from '../ui/fields.tsx';
import { words } from './text.ts';

/** The password of a lesson's file, to be read while it is typed. */
export function PasswordField({ password, hint, error }: { password: Signal<string>; hint?: string; error: string | undefined }) {
  return (
    <Field label={words().password} hint={hint} error={error}>
      {(tie) => (
        <input
          {...tie}
          type="text"
          autocomplete="off"
          spellcheck={false}
          value={password.value}
          onInput={(event) => (password.value = event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
