import * as v from 'valibot';
import { fileReference } from '../../files/reference.ts';
import type { Author, SlateModel } from '../../slates/model.ts';

export const most = { files: 24, pages: 1_000, name: 120, zoom: 8 } as const;

const id = v.pipe(v.string(), v.regex(/^[\w-]{8,22}$/));
const part = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const pageNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most.pages));

/** A page of the file by its number, from 1, or a blank page by its identifier. */
const leaf = v.union([pageNumber, id]);
export type Leaf = v.InferOutput<typeof leaf>;

/** What is seen of a page: `x`, `y` of its width and height are in the middle; `zoom` is 1 where all of it is seen. */
const view = v.strictObject({ zoom: v.pipe(v.number(), v.minValue(1), v.maxValue(most.zoom)), x: part, y: part });
export type View = v.InferOutput<typeof view>;

const place = v.strictObject({ file: id, leaf, view: v.nullable(view) });
/** Where one is: a page of a file, and what is seen of it; `view` is null where all of it is. */
export type Place = v.InferOutput<typeof place>;

const file = v.strictObject({
  id,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(most.name)),
  ref: fileReference,
  pages: pageNumber,
});
/** One PDF. `leaves`: its pages in order, with the blank ones between; `by`: who brought it. */
export type DeckFile = v.InferOutput<typeof file> & { readonly by: string; readonly leaves: readonly Leaf[] };

/** What is shown to the class in step. `called`: how often all were brought to it. */
export type Deck = {
  readonly files: Map<string, DeckFile>;
  at: Place | null;
  shown: boolean;
  called: number;
};

const op = v.union([
  v.strictObject({ add: file }),
  v.strictObject({ remove: id }),
  v.strictObject({ turn: place }),
  v.strictObject({ blank: id, file: id, after: leaf }),
  v.strictObject({ unblank: id, file: id }),
  v.strictObject({ show: v.boolean() }),
  v.strictObject({ call: v.literal(true) }),
]);
export type DeckOp = v.InferOutput<typeof op>;

const saved = v.strictObject({
  files: v.pipe(
    v.array(v.strictObject({ ...file.entries, by: v.string(), leaves: v.pipe(v.array(leaf), v.maxLength(2 * most.pages)) })),
    v.maxLength(most.files),
  ),
  at: v.nullable(place),
  shown: v.boolean(),
  called: v.number(),
});

const has = (deck: Deck, { file: one, leaf: page }: Pick<Place, 'file' | 'leaf'>): boolean =>
  deck.files.get(one)?.leaves.includes(page) ?? false;

const setLeaves = (deck: Deck, one: string, make: (leaves: readonly Leaf[]) => readonly Leaf[]): void => {
  const known = deck.files.get(one);
  if (known) deck.files.set(one, { ...known, leaves: make(known.leaves) });
};

/** Where one is after the page that one was on is gone: the page before it, or another file. */
const settle = (deck: Deck, before: DeckFile | undefined): void => {
  if (!deck.at || has(deck, deck.at)) return;
  const left = deck.files.get(deck.at.file) ?? Array.from(deck.files.values()).at(-1);
  const index = before && before.id === left?.id ? before.leaves.indexOf(deck.at.leaf) - 1 : 0;
  const page = left?.leaves[Math.max(0, index)];
  deck.at = left && page !== undefined ? { file: left.id, leaf: page, view: null } : null;
};

const apply = (deck: Deck, written: DeckOp, by: Author): void => {
  if ('turn' in written) {
    if (has(deck, written.turn)) deck.at = written.turn;
  } else if ('add' in written) {
    const { add } = written;
    if (deck.files.has(add.id) || deck.files.size >= most.files) return;
    deck.files.set(add.id, { ...add, by: by.id, leaves: Array.from({ length: add.pages }, (_, index) => index + 1) });
  } else if ('blank' in written) {
    const { blank, after } = written;
    setLeaves(deck, written.file, (leaves) => {
      const full = leaves.length >= 2 * most.pages || leaves.includes(blank);
      return full ? leaves : leaves.toSpliced(leaves.indexOf(after) + 1, 0, blank);
    });
  } else if ('unblank' in written) {
    const before = deck.files.get(written.file);
    setLeaves(deck, written.file, (leaves) => leaves.filter((one) => one !== written.unblank));
    settle(deck, before);
  } else if ('remove' in written) {
    const before = deck.files.get(written.remove);
    if (!before || !(by.holds || before.by === by.id)) return;
    deck.files.delete(written.remove);
    settle(deck, before);
  } else if (by.holds) {
    if ('show' in written) deck.shown = written.show;
    else deck.called += 1;
  }
};

/** The pages that are shown to a class, as everybody makes them of the same items. */
export const deckModel: SlateModel<Deck, DeckOp> = {
  tool: 'slides',
  shape: op,
  saved,
  glimpsed: v.never(),
  begin: () => ({ files: new Map(), at: null, shown: false, called: 0 }),
  apply,
  save: ({ files, ...rest }) => ({ files: Array.from(files.values()), ...rest }),
  load: (given) => {
    const { files, ...rest } = v.parse(saved, given);
    return { files: new Map(files.map((one) => [one.id, one])), ...rest };
  },
};

/** The deck as it will be once what was written has been numbered; another object at each call. */
export const withPending = (deck: Deck, pending: readonly DeckOp[], self: Author): Deck => {
  const ahead: Deck = { ...deck, files: new Map(deck.files) };
  for (const one of pending) apply(ahead, one, self);
  return ahead;
};
