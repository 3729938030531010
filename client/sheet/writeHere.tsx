import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Point, most } from './marks.ts';
import { words } from './text/text.ts';

/** A box to write in, where the text will stand. Leaving it puts the text there; Escape does not. */
export function WriteHere({ at, onPut, onCancel }: { at: Point; onPut: (text: string) => void; onCancel: () => void }) {
  const t = words();
  const box = useRef<HTMLTextAreaElement>(null);
  const left = useSignal<number>(most.text);
  const over = useRef(false);
  useLayoutEffect(() => box.current?.focus(), []);
  const put = (): void => {
    if (over.current) return;
    over.current = true;
    onPut(box.current?.value ?? '');
  };
  return (
    <form
      class="sheet-writing"
      style={{ left: `${Math.max(0, at[0])}px`, top: `${Math.max(0, at[1])}px` }}
      onSubmit={(event) => {
        event.preventDefault();
        put();
      }}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) put();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') {
          over.current = true;
          onCancel();
        }
        if (event.key === 'Enter' && event.ctrlKey) put();
      }}
    >
      <textarea
        ref={box}
        rows={3}
        aria-label={t.writing}
        maxLength={most.text}
        onInput={(event) => (left.value = most.text - event.currentTarget.value.length)}
      />
      {left.value < 100 && <p role="status">{t.left(left.value)}</p>}
      <button type="submit" class="primary">
        {t.place}
      </button>
    </form>
  );
}
