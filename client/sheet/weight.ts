import type { Drawn, Layer } from './layer.ts';
import { type Element, most } from './marks.ts';

/** How large a layer may become in a snapshot, in bytes: pupils leave room, so that who holds the class can always write on. */
const mostBytes = { pupils: 3_400_000, all: 3_900_000 } as const;
/** Of whose it is, in bytes at most. */
const ofAuthor = 250;

const sizes = new WeakMap<Element, number>();
const sizeOf = ({ element, data = [] }: Pick<Drawn, 'element' | 'data'>): number => {
  const size = sizes.get(element) ?? new TextEncoder().encode(JSON.stringify(element)).length + ofAuthor;
  sizes.set(element, size);
  return data.reduce((sum, part) => sum + part.length, size);
};

/** How large all of it is, in bytes. */
export const weightOf = (elements: Layer['elements']): number => elements.values().reduce((sum, drawn) => sum + sizeOf(drawn), 0);

/** Whether something more would find no room, for this person. */
export const isFull = (
  { bytes, elements }: Pick<Layer, 'bytes' | 'elements'>,
  { holds }: { readonly holds: boolean },
  added: readonly Pick<Drawn, 'element' | 'data'>[] = [],
): boolean =>
  elements.size + added.length > most.elements ||
  added.reduce((sum, one) => sum + sizeOf(one), bytes) > (holds ? mostBytes.all : mostBytes.pupils);

/** Sets one thing, or takes it away. */
export const setDrawn = (layer: Layer, id: string, drawn: Drawn | null): void => {
  const known = layer.elements.get(id);
  layer.bytes += (drawn ? sizeOf(drawn) : 0) - (known ? sizeOf(known) : 0);
  if (drawn) layer.elements.set(id, drawn);
  else layer.elements.delete(id);
};
