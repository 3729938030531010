import { type EditorState, Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { ContentString, type Item, XmlElement, type XmlFragment, XmlText } from 'yjs';

/** A run of letters of one writer, by positions of the editor. */
export type Run = { readonly from: number; readonly to: number; readonly client: number };

const within = (type: XmlFragment | XmlText, start: number, runs: Run[]): number => {
  let at = start;
  if (type instanceof XmlText) {
    for (let item: Item | null = type._start; item; item = item.right) {
      if (item.deleted || !(item.content instanceof ContentString)) continue;
      const last = runs.at(-1);
      const { client } = item.id;
      if (last?.to === at && last.client === client) runs[runs.length - 1] = { ...last, to: at + item.length };
      else runs.push({ from: at, to: at + item.length, client });
      at += item.length;
    }
    return at;
  }
  for (const child of type.toArray()) {
    if (child instanceof XmlText) at = within(child, at, runs);
    else if (child instanceof XmlElement) at = child.nodeName === 'hard_break' ? at + 1 : within(child, at + 1, runs) + 1;
  }
  return at;
};

/** Who wrote which letters, in their order: the tree of Yjs is the one of the editor. */
export const runsOf = (type: XmlFragment): readonly Run[] => {
  const runs: Run[] = [];
  within(type, 0, runs);
  return runs;
};

export type AuthorPort = {
  readonly isOn: () => boolean;
  readonly type: XmlFragment;
  /** Null of who is not known. */
  readonly writerOf: (client: number) => { readonly id: string; readonly name: string } | null;
  readonly colourOf: (id: string) => number;
};

const label = (name: string, colour: number): HTMLElement => {
  const element = document.createElement('span');
  element.className = `notes-author notes-hue-${colour}`;
  element.contentEditable = 'false';
  element.append(Object.assign(document.createElement('bdi'), { textContent: name }));
  return element;
};

const drawn = (state: EditorState, port: AuthorPort): DecorationSet => {
  if (!port.isOn()) return DecorationSet.empty;
  const size = state.doc.content.size;
  let before = { id: '', to: -1 };
  const all: Decoration[] = [];
  for (const { from, to, client } of runsOf(port.type)) {
    const writer = port.writerOf(client);
    if (!writer || to > size) continue;
    const colour = port.colourOf(writer.id);
    // A name stands where another begins to write, and at the head of each paragraph.
    if (before.id !== writer.id || before.to !== from)
      all.push(Decoration.widget(from, () => label(writer.name, colour), { side: -1, key: `${writer.id}/${writer.name}` }));
    all.push(Decoration.inline(from, to, { class: `notes-by notes-hue-${colour}` }));
    before = { id: writer.id, to };
  }
  return DecorationSet.create(state.doc, all);
};

const key = new PluginKey<DecorationSet>('authors');

/** To be called when it is asked for, and no longer. */
export const redrawAuthors = (view: EditorView): void =>
  view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false));

/** Says in the text who wrote what, where one has asked for it: as words, so that it is read aloud too. */
export const authors = (port: AuthorPort): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, set, _before, state) =>
        transaction.getMeta(key) ? drawn(state, port) : set.map(transaction.mapping, transaction.doc),
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => {
      // One's own letters are in the tree of Yjs only after they are in the editor.
      const changed = (): void => {
        if (port.isOn()) queueMicrotask(() => !view.isDestroyed && redrawAuthors(view));
      };
      port.type.observeDeep(changed);
      return { destroy: () => port.type.unobserveDeep(changed) };
    },
  });
