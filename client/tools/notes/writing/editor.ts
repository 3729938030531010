import { baseKeymap, chainCommands, exitCode, lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import { inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import type { MarkType, Node, NodeType } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { type Command, EditorState, type Plugin } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { ySyncPlugin } from 'y-prosemirror';
import type { Draft } from './desk.ts';
import { isSafeAddress, schema } from './schema.ts';

const { nodes, marks } = schema;

export const markNames = ['strong', 'em', 'code'] as const;
export type MarkName = (typeof markNames)[number];
export const blockNames = ['paragraph', 'heading1', 'heading2', 'heading3', 'code_block'] as const;
/** What a paragraph is. */
export type BlockName = (typeof blockNames)[number];
export const wrapNames = ['bullet_list', 'ordered_list', 'blockquote'] as const;
/** What paragraphs stand in. */
export type WrapName = (typeof wrapNames)[number];

/** What the buttons show of the place where one writes. */
export type Here = {
  readonly marks: readonly MarkName[];
  readonly link: string | null;
  readonly block: BlockName | null;
  readonly wraps: readonly WrapName[];
};

const hasMark = ({ selection, storedMarks, doc }: EditorState, type: MarkType): boolean => {
  const { from, to, empty, $from } = selection;
  return empty ? type.isInSet(storedMarks ?? $from.marks()) !== undefined : doc.rangeHasMark(from, to, type);
};

const linkAt = ({ selection: { $from }, doc, selection }: EditorState): string | null => {
  let href: unknown = marks.link.isInSet($from.marks())?.attrs['href'];
  doc.nodesBetween(selection.from, selection.to, (node) => void (href ??= marks.link.isInSet(node.marks)?.attrs['href']));
  return typeof href === 'string' ? href : null;
};

const blockOf = (node: Node): BlockName | null => {
  const name = node.type === nodes.heading ? `heading${Number(node.attrs['level'])}` : node.type.name;
  return blockNames.find((one) => one === name) ?? null;
};

export const hereOf = (state: EditorState): Here => {
  const { $from } = state.selection;
  const above = Array.from({ length: $from.depth + 1 }, (_, depth) => $from.node(depth).type.name);
  return {
    marks: markNames.filter((name) => hasMark(state, marks[name])),
    link: linkAt(state),
    block: blockOf($from.parent),
    wraps: wrapNames.filter((name) => above.includes(name)),
  };
};

export const setMark = (name: MarkName): Command => toggleMark(marks[name]);

export const setBlock = (name: BlockName): Command =>
  name.startsWith('heading')
    ? setBlockType(nodes.heading, { level: Number(name.slice('heading'.length)) })
    : setBlockType(name === 'code_block' ? nodes.code_block : nodes.paragraph);

const isList = (name: WrapName): boolean => name !== 'blockquote';

/** Puts what is chosen in it, or takes it out. */
export const setWrap = (name: WrapName): Command => {
  const type: NodeType = nodes[name];
  return (state, dispatch) => {
    if (hereOf(state).wraps.includes(name)) return (isList(name) ? liftListItem(nodes.list_item) : lift)(state, dispatch);
    return (isList(name) ? wrapInList(type) : wrapIn(type))(state, dispatch);
  };
};

/** Null takes it away. Where nothing is chosen, the address itself is written. */
export const setLink =
  (href: string | null): Command =>
  (state, dispatch) => {
    const { from, to, empty, $from } = state.selection;
    if (href !== null && !isSafeAddress(href)) return false;
    const { tr } = state;
    if (href === null) {
      let [start, end] = [from, to];
      if (empty)
        $from.parent.forEach((node, offset) => {
          const at = $from.start() + offset;
          if (marks.link.isInSet(node.marks) && at <= from && from <= at + node.nodeSize) [start, end] = [at, at + node.nodeSize];
        });
      tr.removeMark(start, end, marks.link);
    } else if (empty) tr.insert(from, schema.text(href, [marks.link.create({ href })]));
    else tr.addMark(from, to, marks.link.create({ href }));
    dispatch?.(tr);
    return true;
  };

const breakLine: Command = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

const rules = inputRules({
  rules: [
    textblockTypeInputRule(/^(#{1,3})\s$/, nodes.heading, ([, signs = '']) => ({ level: signs.length })),
    wrappingInputRule(/^\s*([-*])\s$/, nodes.bullet_list),
    wrappingInputRule(/^1[.)]\s$/, nodes.ordered_list),
    wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
    textblockTypeInputRule(/^```$/, nodes.code_block),
  ],
});

export type EditorPort = {
  readonly isEditable: () => boolean;
  readonly label: () => string;
  readonly help: () => string;
  /** Escape was pressed: the text is left. */
  readonly leave: () => void;
  /** One wants to write a link. */
  readonly link: () => void;
  readonly changed: (here: Here) => void;
};

const keysOf = ({ undo }: Draft, { leave, link }: EditorPort): Plugin => {
  const doing =
    (task: () => unknown): Command =>
    () => {
      task();
      return true;
    };
  return keymap({
    Escape: doing(leave),
    'Mod-z': doing(() => undo.undo()),
    'Mod-y': doing(() => undo.redo()),
    'Shift-Mod-z': doing(() => undo.redo()),
    'Mod-b': setMark('strong'),
    'Mod-i': setMark('em'),
    'Mod-e': setMark('code'),
    'Mod-k': doing(link),
    'Shift-Enter': breakLine,
    Enter: splitListItem(nodes.list_item),
    Tab: sinkListItem(nodes.list_item),
    'Shift-Tab': liftListItem(nodes.list_item),
  });
};

/** The state of an editor that follows a draft; `others`: what is drawn beside the text. */
export const editorState = (draft: Draft, port: EditorPort, others: readonly Plugin[]): EditorState =>
  EditorState.create({
    schema,
    plugins: [ySyncPlugin(draft.type) as Plugin, keysOf(draft, port), keymap(baseKeymap), rules, ...others],
  });

/** Styles of what is pasted are not taken, and the page's policy would report each. */
const plain = (html: string): string =>
  html.replace(/<style[\s\S]*?<\/style>/gi, '').replace(/\sstyle\s*=\s*(?:"[^"]*"|'[^']*')/gi, '');

export const openEditor = (place: HTMLElement, state: EditorState, port: EditorPort): EditorView =>
  new EditorView(place, {
    state,
    editable: port.isEditable,
    transformPastedHTML: plain,
    attributes: () => ({
      class: 'notes-text',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': port.label(),
      'aria-description': port.help(),
      'aria-readonly': String(!port.isEditable()),
      tabindex: '0',
    }),
    // Plugins dispatch before there is a name for it here.
    dispatchTransaction(this: EditorView, transaction) {
      this.updateState(this.state.apply(transaction));
      port.changed(hereOf(this.state));
    },
  });
