import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './fields.css';

/** A label, its control, a hint below and an error; the control gets what ties them together. */
export function Field(props: {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  children: (tie: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }) => ComponentChildren;
}) {
  const id = useId();
  const described = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.children({ id, 'aria-describedby': described || undefined, 'aria-invalid': Boolean(props.error) })}
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.error && (
        <p class="error" id={`${id}-error`} role="alert">
          {props.error}
        </p>
      )}
    </div>
  );
}

/** On or off, taking effect at once. */
export function Switch(props: { label: string; hint?: string; on: boolean; onChange: (on: boolean) => void }) {
  const id = useId();
  return (
    <div class="switch">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={props.on}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        onChange={(event) => {
          const box = event.currentTarget;
          const wanted = box.checked;
          // What is shown is the state, not the wish: it moves when the state does.
          box.checked = props.on;
          props.onChange(wanted);
        }}
      />
      <label for={id}>{props.label}</label>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
    </div>
  );
}
