import { type Signal, useSignal } from '@preact/signals';
import { DOMSerializer } from 'prosemirror-model';
import type { EditorView } from 'prosemirror-view';
import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { useRoom } from '../../../room/roomState.ts';
import { language } from '../../../text/text.ts';
import { Confirm } from '../../../ui/dialog.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { words } from '../text.ts';
import type { NotesDesk } from './desk.ts';
import { textAt } from './history.ts';
import { schema } from './schema.ts';

type PastProps = { desk: NotesDesk; at: Signal<number | null>; view: RefObject<EditorView | null> };

/** The text as it was, to be read; who holds the class may put it back. */
export function Past({ desk, at, view }: PastProps) {
  const room = useRoom();
  const t = words();
  const sheet = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const asks = useSignal(false);
  const notes = desk.notes.value?.notes;
  const steps = notes?.steps ?? [];
  const index = Math.min(at.value ?? 0, steps.length - 1);
  const step = steps[index];
  const text = useMemo(() => (notes && step ? textAt(notes.doc, step) : null), [step]);
  useLayoutEffect(() => {
    sheet.current?.replaceChildren(...(text ? [DOMSerializer.fromSchema(schema).serializeFragment(text.content)] : []));
  }, [text]);
  useLayoutEffect(() => heading.current?.focus(), []);
  const restore = (): void => {
    const editor = view.current;
    if (!editor || !text) return;
    editor.dispatch(editor.state.tr.replaceWith(0, editor.state.doc.content.size, text.content));
    at.value = null;
    room.remark(t.restored);
  };
  const time = new Date((step?.at ?? 0) * 1_000).toLocaleTimeString(language.value, { hour: '2-digit', minute: '2-digit' });
  return (
    <>
      <div class="notes-bar notes-past" role="group" aria-label={t.history}>
        <h2 ref={heading} tabIndex={-1}>
          {t.historyTitle}
        </h2>
        <button
          type="button"
          class="quiet square"
          title={t.earlier}
          aria-label={t.earlier}
          aria-disabled={index <= 0}
          onClick={() => index > 0 && (at.value = index - 1)}
        >
          <Icon name="left" />
        </button>
        <span role="status">{step ? t.version(index + 1, steps.length, time, step.name || t.someone) : t.noHistory}</span>
        <button
          type="button"
          class="quiet square"
          title={t.later}
          aria-label={t.later}
          aria-disabled={index >= steps.length - 1}
          onClick={() => index < steps.length - 1 && (at.value = index + 1)}
        >
          <Icon name="right" />
        </button>
        {room.holds.value && text && (
          <button type="button" onClick={() => (asks.value = true)}>
            {t.restore}
          </button>
        )}
      </div>
      <div class="notes-sheet" role="region" aria-label={t.historyTitle} tabIndex={0}>
        <div ref={sheet} class="notes-text" />
        <p class="hint">{t.kept}</p>
      </div>
      {asks.value && (
        <Confirm
          title={t.restore}
          confirm={t.restore}
          onClose={() => (asks.value = false)}
          onConfirm={() => {
            asks.value = false;
            restore();
          }}
        >
          <p>{t.restoreSure}</p>
        </Confirm>
      )}
    </>
  );
}
