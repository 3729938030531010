import { type Doc, XmlElement, XmlText, applyUpdate, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import type { Author } from '../../../client/slates/model.ts';
import { rootName } from '../../../client/tools/notes/writing/checks.ts';
import { type Notes, type NotesOp, inParts, newDoc, notesModel } from '../../../client/tools/notes/writing/model.ts';

export const author = (name: string, holds = false): Author => ({ id: name.padEnd(22, '_'), name, holds });

/** Somebody's own text, in which they write before the class has it. */
export type Hand = { readonly doc: Doc; readonly by: Author };

export const hand = (notes: Notes, by: Author): Hand => {
  const doc = newDoc();
  applyUpdate(doc, encodeStateAsUpdate(notes.doc));
  return { doc, by };
};

/** Takes over what the class has. */
export const listen = ({ doc }: Hand, notes: Notes): void => applyUpdate(doc, encodeStateAsUpdate(notes.doc));

/** What one changes by `task`, as an update. */
export const changeOf = ({ doc }: Hand, task: (doc: Doc) => void): Uint8Array => {
  const before = encodeStateVector(doc);
  let update: Uint8Array | null = null;
  const heard = (one: Uint8Array): void => void (update = one);
  doc.on('update', heard);
  doc.transact(() => task(doc));
  doc.off('update', heard);
  return update ?? encodeStateAsUpdate(doc, before);
};

export const say = (notes: Notes, by: Author, update: Uint8Array, at = 0): void => {
  for (const part of inParts(update, at)) notesModel.apply(notes, part, by);
};

/** A paragraph of these words, at the end. */
export const paragraph = (words: string) => (doc: Doc) => {
  const element = new XmlElement('paragraph');
  element.insert(0, [new XmlText(words)]);
  const root = doc.getXmlFragment(rootName);
  root.insert(root.length, [element]);
};

/** The first letters, by what they stand in. */
export const firstText = (doc: Doc): XmlText => {
  const [element] = doc.getXmlFragment(rootName).toArray();
  const [text] = element instanceof XmlElement ? element.toArray() : [];
  if (!(text instanceof XmlText)) throw new Error('no text');
  return text;
};

export const written = ({ doc }: Pick<Notes, 'doc'>): string => String(doc.getXmlFragment(rootName).toJSON());

export type Block = { readonly name: string; readonly words: string; readonly level?: number; readonly by: Author };

/** What stands in the notes of a scene: each block by somebody. A list has one point for each line. */
export const notesItems = (blocks: readonly Block[]): readonly { readonly op: NotesOp; readonly by: Author }[] => {
  const notes = notesModel.begin();
  const hands = new Map<string, Hand>();
  return blocks.flatMap(({ name, words, level, by }, index) => {
    const mine = hands.get(by.id) ?? hand(notes, by);
    hands.set(by.id, mine);
    listen(mine, notes);
    const lines = name.endsWith('list') ? words.split('\n') : [];
    const update = changeOf(mine, (doc) => {
      const element = new XmlElement(name);
      if (level !== undefined) element.setAttribute('level', level as never);
      element.insert(
        0,
        lines.length > 0
          ? lines.map((line) => inside('list_item', inside('paragraph', new XmlText(line))))
          : [new XmlText(words)],
      );
      const root = doc.getXmlFragment(rootName);
      root.insert(root.length, [element]);
    });
    // Two minutes between each: there are versions to look at.
    const at = Date.UTC(2026, 8, 1, 8) / 1_000 + index * 120;
    say(notes, by, update, at);
    return inParts(update, at).map((op) => ({ op, by }));
  });
};

const inside = (name: string, child: XmlElement | XmlText): XmlElement => {
  const element = new XmlElement(name);
  element.insert(0, [child]);
  return element;
};
