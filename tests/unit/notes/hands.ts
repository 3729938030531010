import { type Doc, XmlElement, XmlText, applyUpdate, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import type { Author } from '../../../client/slates/model.ts';
import { rootName } from '../../../client/tools/notes/writing/checks.ts';
import { type Notes, inParts, newDoc, notesModel } from '../../../client/tools/notes/writing/model.ts';

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
