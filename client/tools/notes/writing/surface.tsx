import { useSignal, useSignalEffect } from '@preact/signals';
import type { Command } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { ComponentType } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useRoom } from '../../../room/roomState.ts';
import { words } from '../text.ts';
import { authors, redrawAuthors } from './authors.ts';
import { cursors } from './cursors.ts';
import type { Draft, NotesDesk } from './desk.ts';
import { type EditorPort, type Here, editorState, openEditor } from './editor.ts';
import { Footer } from './footer.tsx';
import { Past } from './past.tsx';
import { LinkDialog, Toolbar } from './toolbar.tsx';

const nowhere: Here = { marks: [], link: null, block: 'paragraph', wraps: [] };
/** As many as the style has. */
const hues = 8;

/** The notes as everybody sees them on the stage, with what one writes with for who may. */
export const surface =
  (desk: NotesDesk): ComponentType =>
  () => <Surface desk={desk} />;

function Surface({ desk }: { desk: NotesDesk }) {
  const room = useRoom();
  const t = words();
  const place = useRef<HTMLDivElement>(null);
  const whole = useRef<HTMLElement>(null);
  const view = useRef<EditorView | null>(null);
  const here = useSignal<Here>(nowhere);
  const steps = useSignal({ canUndo: false, canRedo: false });
  const asksLink = useSignal(false);
  const saysWho = useSignal(false);
  /** Which of the versions one looks at; null: the text as it is. */
  const past = useSignal<number | null>(null);
  const mayWrite = desk.mayWrite.value && (room.holds.value || !room.call.state.value.calm);

  const port = useMemo(() => {
    const order: string[] = [];
    const colourOf = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.push(id) - 1) % hues;
    const editor: EditorPort = {
      isEditable: () => desk.mayWrite.peek() && (room.holds.peek() || !room.call.state.peek().calm),
      label: () => words().sheet,
      help: () => words().help,
      leave: () => whole.current?.querySelector<HTMLElement>('.notes-foot button')?.focus(),
      link: () => void (asksLink.value = true),
      changed: (now) => void (here.value = now),
    };
    const plugins = ({ type }: Draft) => [
      cursors({
        seen: () => new Map(Array.from(desk.cursors.peek(), ([id, { value }]) => [id, value])),
        listen: (changed) => desk.cursors.subscribe(changed),
        nameOf: (id) => room.call.people.peek().get(id)?.name ?? words().someone,
        colourOf,
        point: desk.point,
      }),
      authors({
        isOn: () => saysWho.peek(),
        type,
        writerOf: (client) => desk.notes.peek()?.notes.writers.get(client) ?? null,
        colourOf,
      }),
    ];
    return { editor, plugins, colourOf };
  }, [desk]);

  useSignalEffect(() => {
    const draft = desk.draft.value;
    if (!draft || !place.current) return;
    const state = editorState(draft, port.editor, port.plugins(draft));
    if (view.current) view.current.updateState(state);
    else view.current = openEditor(place.current, state, port.editor);
    const told = (): void => void (steps.value = { canUndo: draft.undo.canUndo(), canRedo: draft.undo.canRedo() });
    told();
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const) draft.undo.on(event, told);
    return () => {
      for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const) draft.undo.off(event, told);
    };
  });
  useEffect(() => () => view.current?.destroy(), []);
  useEffect(() => view.current?.setProps({}), [mayWrite, t]);
  useSignalEffect(() => {
    void saysWho.value;
    void desk.notes.value;
    if (view.current) redrawAuthors(view.current);
  });

  const run = (command: Command): void => {
    const editor = view.current;
    if (!editor) return;
    command(editor.state, (transaction) => editor.dispatch(transaction));
    editor.focus();
  };
  const draft = desk.draft.value;
  const looksBack = past.value !== null;
  return (
    <section ref={whole} class="notes tool-surface" aria-label={t.title}>
      {looksBack ? <Past desk={desk} at={past} view={view} /> : <h2 class="unseen">{t.title}</h2>}
      {!looksBack && mayWrite && (
        <Toolbar
          here={here.value}
          {...steps.value}
          onRun={run}
          onLink={() => (asksLink.value = true)}
          onUndo={() => void draft?.undo.undo()}
          onRedo={() => void draft?.undo.redo()}
        />
      )}
      {!looksBack && !mayWrite && <p class="notes-reading">{desk.mayWrite.value ? t.calm : t.reading}</p>}
      <div ref={place} class="notes-sheet" hidden={looksBack} data-authors={saysWho.value}>
        {!draft && (
          <p class="notes-loading" role="status">
            {t.loading}
          </p>
        )}
      </div>
      <Footer desk={desk} saysWho={saysWho} past={past} colourOf={port.colourOf} />
      {asksLink.value && <LinkDialog href={here.value.link} onRun={run} onClose={() => (asksLink.value = false)} />}
    </section>
  );
}
