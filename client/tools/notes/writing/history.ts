import type { Node } from 'prosemirror-model';
import { yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror';
import { type Doc, applyUpdate, createDocFromSnapshot, decodeSnapshot, encodeStateAsUpdate } from 'yjs';
import { fromBase64url } from '../../../crypto/base/bytes.ts';
import { rootName } from './checks.ts';
import { type Step, newDoc } from './model.ts';
import { schema } from './schema.ts';

/** A text of its own: looking at one changes nothing of the class's. */
const copyOf = (doc: Doc): Doc => {
  const copy = newDoc();
  applyUpdate(copy, encodeStateAsUpdate(doc));
  return copy;
};

const nodeOf = (doc: Doc): Node => yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment(rootName), schema);

/** The text as it is. */
export const textOf = (doc: Doc): Node => nodeOf(copyOf(doc));

/** The text as it was then. Null when it cannot be made. */
export const textAt = (doc: Doc, { look }: Step): Node | null => {
  try {
    return nodeOf(createDocFromSnapshot(copyOf(doc), decodeSnapshot(fromBase64url(look))));
  } catch {
    return null;
  }
};
