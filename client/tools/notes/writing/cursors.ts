import { type EditorState, Plugin } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror';
import { type RelativePosition, createRelativePositionFromJSON, relativePositionToJSON } from 'yjs';
import type { NotesGlimpse } from './model.ts';

/** Somebody's cursor: it stays for so long after it was heard of last, in milliseconds, since each change of theirs hides it. */
const lingerMs = 700;
/** One's own is shown again so often, in milliseconds: it is forgotten otherwise. */
const renewMs = 1_000;

export type CursorPort = {
  /** The cursors of the others now, by who they are. */
  readonly seen: () => ReadonlyMap<string, NotesGlimpse>;
  /** Begins to tell when they have changed. */
  readonly listen: (changed: () => void) => () => void;
  readonly nameOf: (id: string) => string;
  /** From 0 to 7: another for each of the first eight. */
  readonly colourOf: (id: string) => number;
  readonly point: (glimpse: NotesGlimpse) => void;
};

type Sync = { readonly doc: never; readonly type: never; readonly binding: { readonly mapping: never } | null };
const syncOf = (state: EditorState): Sync => ySyncPluginKey.getState(state) as Sync;

const cursor = (name: string, colour: number): HTMLElement => {
  const element = document.createElement('span');
  element.className = `notes-cursor notes-hue-${colour}`;
  element.setAttribute('aria-hidden', 'true');
  const label = document.createElement('bdi');
  label.textContent = name;
  element.append(label);
  return element;
};

const decorated = (state: EditorState, held: ReadonlyMap<string, NotesGlimpse>, port: CursorPort): DecorationSet => {
  const { doc, type, binding } = syncOf(state);
  if (!binding) return DecorationSet.empty;
  const size = state.doc.content.size;
  const at = (position: NotesGlimpse['head']): number | null => {
    try {
      const found = relativePositionToAbsolutePosition(doc, type, createRelativePositionFromJSON(position), binding.mapping);
      return found === null ? null : Math.min(found, size);
    } catch {
      return null;
    }
  };
  const all = Array.from(held).flatMap(([id, { anchor, head }]) => {
    const [from, to] = [at(anchor), at(head)];
    if (from === null || to === null) return [];
    const colour = port.colourOf(id);
    const widget = Decoration.widget(to, () => cursor(port.nameOf(id), colour), { key: `${id}/${colour}`, side: 10 });
    if (from === to) return [widget];
    return [widget, Decoration.inline(Math.min(from, to), Math.max(from, to), { class: `notes-chosen notes-hue-${colour}` })];
  });
  return DecorationSet.create(state.doc, all);
};

const position = (state: EditorState, at: number): NotesGlimpse['head'] | null => {
  const { type, binding } = syncOf(state);
  if (!binding) return null;
  const found = absolutePositionToRelativePosition(at, type, binding.mapping) as RelativePosition | null;
  return found && (relativePositionToJSON(found) as NotesGlimpse['head']);
};

/** Draws the cursors of the others, and shows them one's own. No style of an element: the page's policy refuses it. */
export const cursors = (port: CursorPort): Plugin => {
  const held = new Map<string, NotesGlimpse>();
  const leaving = new Map<string, ReturnType<typeof setTimeout>>();
  return new Plugin({
    props: { decorations: (state) => decorated(state, held, port) },
    view: (view: EditorView) => {
      const redraw = (): void => view.dispatch(view.state.tr.setMeta('addToHistory', false));
      const stop = port.listen(() => {
        const seen = port.seen();
        for (const [id, glimpse] of seen) {
          clearTimeout(leaving.get(id));
          leaving.delete(id);
          held.set(id, glimpse);
        }
        for (const id of held.keys()) {
          if (seen.has(id) || leaving.has(id)) continue;
          const gone = (): void => {
            leaving.delete(id);
            held.delete(id);
            redraw();
          };
          leaving.set(id, setTimeout(gone, lingerMs));
        }
        redraw();
      });
      const show = (): void => {
        if (!view.hasFocus() || !view.editable) return;
        const { anchor, head } = view.state.selection;
        const [from, to] = [position(view.state, anchor), position(view.state, head)];
        if (from && to) port.point({ anchor: from, head: to });
      };
      const renewing = setInterval(show, renewMs);
      return {
        update: (_view, before) => {
          if (!before.selection.eq(view.state.selection)) show();
        },
        destroy: () => {
          stop();
          clearInterval(renewing);
          for (const timer of leaving.values()) clearTimeout(timer);
        },
      };
    },
  });
};
