import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { text } from '../text/text.ts';
import { Icon } from './icon.tsx';

/** A link to hand on: readable, selectable, with a button that copies it and says so. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const t = text.value.pages;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const outcome = useSignal<'none' | 'copied' | 'byHand'>('none');
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      outcome.value = 'copied';
    } catch {
      outcome.value = 'byHand';
    }
  };
  return (
    <div class="field copy-field">
      <label for={id}>{label}</label>
      <div class="joined">
        <input ref={input} id={id} readOnly value={value} onFocus={() => input.current?.select()} spellcheck={false} />
        <button type="button" onClick={() => void copy()}>
          <Icon name={outcome.value === 'copied' ? 'check' : 'copy'} />
          {outcome.value === 'copied' ? t.copied : t.copy}
        </button>
      </div>
      <p class="hint" role="status">
        {outcome.value === 'byHand' ? t.copyByHand : ''}
      </p>
    </div>
  );
}
