import {
  type AbstractType,
  ContentAny,
  ContentFormat,
  ContentString,
  ContentType,
  type Doc,
  type ID,
  Item,
  XmlElement,
  XmlText,
  decodeUpdate,
  getItem,
  getState,
} from 'yjs';
import { isSafeAddress, levels, schema, standsIn } from './schema.ts';

/** The name of what all notes stand in. */
export const rootName = 'notes';
/** Lists in lists in lists have an end. */
const deepest = 16;
/** About how many bytes things take in a snapshot, beside their letters. */
const bytesOf = { run: 14, thing: 30, deletion: 6 } as const;

type Type = AbstractType<unknown>;
/** Where something stands. `sub`: as which attribute; null of what stands in the text. */
type Place = { readonly type: Type; readonly sub: string | null };

/** What an update is that may be taken. `client`: whose things it adds, by Yjs; null when it only deletes. */
export type Judged = { readonly client: number | null; readonly weight: number };

const nameOf = (type: Type): string =>
  type instanceof XmlElement ? type.nodeName : type instanceof XmlText ? 'text' : type._item === null ? 'doc' : '';

/** What an update adds, as far as it was looked at: each thing must stand where it can, beside what is known. */
class Added {
  readonly #doc: Doc;
  readonly #client: number;
  readonly #begun: number;
  readonly #items: Item[] = [];
  readonly #places = new Map<Item, Place>();
  readonly #depths = new Map<Type, number>();
  next: number;
  weight = 0;

  constructor(doc: Doc, client: number) {
    this.#doc = doc;
    this.#client = client;
    this.#begun = this.next = getState(doc.store, client);
  }

  /** False when it may not be there. */
  take(item: Item): boolean {
    const place = item.id.clock === this.next ? this.#placeOf(item) : null;
    if (!place || !this.#fits(item, place)) return false;
    this.#items.push(item);
    this.#places.set(item, place);
    this.next += item.length;
    this.weight += this.#weightOf(item);
    return true;
  }

  #weightOf({ content, origin, id }: Item): number {
    if (!(content instanceof ContentString)) return bytesOf.thing;
    const goesOn = origin?.client === id.client && origin.clock === id.clock - 1;
    return new TextEncoder().encode(content.str).length + (goesOn ? 0 : bytesOf.run);
  }

  #find({ client, clock }: ID): Item | null {
    if (client === this.#client && clock >= this.#begun)
      return this.#items.findLast(({ id, length }) => id.clock <= clock && clock < id.clock + length) ?? null;
    if (clock >= getState(this.#doc.store, client)) return null;
    const found: unknown = getItem(this.#doc.store, { client, clock });
    return found instanceof Item ? found : null;
  }

  /** Null where what it stands beside, or in, is not known: it would wait in every browser for what may never come. */
  #placeOf({ origin, rightOrigin, parent, parentSub }: Item): Place | null {
    const beside = [origin, rightOrigin].flatMap((id) => (id ? [this.#find(id)] : []));
    const [place = null, ...others] = beside.map((one) => one && this.#placeOfKnown(one));
    if (beside.length > 0)
      return place && others.every((one) => one?.type === place.type && one.sub === place.sub) ? place : null;
    if (typeof parent === 'string')
      return parent === rootName ? { type: this.#doc.getXmlFragment(rootName) as unknown as Type, sub: parentSub } : null;
    if (parent === null || !('clock' in parent)) return null;
    const found = this.#find(parent);
    return found?.content instanceof ContentType ? { type: found.content.type, sub: parentSub } : null;
  }

  #placeOfKnown(item: Item): Place {
    return this.#places.get(item) ?? { type: item.parent as Type, sub: item.parentSub };
  }

  #depthOf(type: Type): number {
    const known = this.#depths.get(type);
    if (known !== undefined) return known;
    const above = type._item?.parent as Type | null | undefined;
    return above ? this.#depthOf(above) + 1 : 0;
  }

  #fits({ content }: Item, { type, sub }: Place): boolean {
    const name = nameOf(type);
    if (sub !== null) {
      const [value, ...more] = content instanceof ContentAny ? (content.arr as unknown[]) : [];
      return name === 'heading' && sub === 'level' && more.length === 0 && levels.some((level) => level === value);
    }
    if (content instanceof ContentString) return name === 'text';
    if (content instanceof ContentFormat) return name === 'text' && isFormat(content.key, content.value);
    if (!(content instanceof ContentType)) return false;
    const depth = this.#depthOf(type) + 1;
    this.#depths.set(content.type, depth);
    return depth <= deepest && (standsIn[name]?.includes(nameOf(content.type)) ?? false);
  }
}

/** Null ends it. */
const isFormat = (key: string, value: unknown): boolean => {
  if (!Object.hasOwn(schema.marks, key)) return false;
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const entries = Object.entries(value);
  return key === 'link' ? entries.length === 1 && 'href' in value && isSafeAddress(value.href) : entries.length === 0;
};

const judge = (doc: Doc, update: Uint8Array): Judged | null => {
  const { structs, ds } = decodeUpdate(update);
  const client = structs[0]?.id.client ?? null;
  const added = client === null ? null : new Added(doc, client);
  for (const struct of structs) if (!(struct instanceof Item) || struct.id.client !== client || !added?.take(struct)) return null;
  let deletions = 0;
  for (const [of, ranges] of ds.clients) {
    const end = of === client && added ? added.next : getState(doc.store, of);
    for (const { clock, len } of ranges) if (clock + len > end) return null;
    deletions += ranges.length;
  }
  return { client, weight: (added?.weight ?? 0) + deletions * bytesOf.deletion };
};

/**
 * Looks at an update before it is taken. Null when it may not be: it is none, has things of several writers, leaves a gap, puts
 * something where it cannot stand, or deletes what is not there yet.
 */
export const judged = (doc: Doc, update: Uint8Array): Judged | null => {
  try {
    return judge(doc, update);
  } catch {
    return null;
  }
};
