import * as v from 'valibot';
import { Doc, applyUpdate, encodeSnapshot, encodeStateAsUpdate, snapshot } from 'yjs';
import { concat, fromBase64url, toBase64url } from '../../../crypto/base/bytes.ts';
import type { Author, SlateModel } from '../../../slates/model.ts';
import { judged } from './checks.ts';

/** `weight`: about how many bytes all that was ever written takes, what was deleted with it. */
export const most = { partBytes: 8_000, parts: 50, weight: 900_000, steps: 40, stepBytes: 240_000, comingParts: 60 } as const;
/** A new step of the history begins after so long, in seconds, or so many changes. */
const stepAfter = { seconds: 60, changes: 400 } as const;
const perWriter = 60;

const bytes = v.pipe(v.string(), v.regex(/^[\w-]*$/), v.maxLength(Math.ceil((most.partBytes * 4) / 3)));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const client = v.pipe(count, v.maxValue(2 ** 32 - 1));

const op = v.union([
  /** One part of a change, from 0; `more`: others follow. `at`: when, in seconds, by its writer's clock. */
  v.strictObject({ part: v.pipe(count, v.maxValue(most.parts - 1)), more: v.boolean(), update: bytes, at: count }),
  /** By who holds the class: everybody is shown the notes, or no longer. */
  v.strictObject({ show: v.boolean() }),
]);
export type NotesOp = v.InferOutput<typeof op>;

const place = v.strictObject({ client, clock: count });
const position = v.strictObject({
  type: v.optional(v.nullable(place)),
  tname: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(20)))),
  item: v.optional(v.nullable(place)),
  assoc: v.optional(v.pipe(v.number(), v.integer())),
});
const glimpsed = v.strictObject({ anchor: position, head: position });
/** Where somebody's cursor is, and what they have chosen. */
export type NotesGlimpse = v.InferOutput<typeof glimpsed>;

/** Whose a client of Yjs is. */
export type NotesWriter = { readonly id: string; readonly name: string };

/** How the text was at one time, and who changed it last. */
export type Step = { readonly at: number; readonly name: string; readonly look: string };

export type Notes = {
  readonly doc: Doc;
  readonly writers: Map<number, NotesWriter>;
  /** Parts of changes that have not come whole, by their writers. */
  readonly coming: Map<string, readonly string[]>;
  steps: readonly Step[];
  /** What was changed since the last step: from when, until when, by whom last, how often. */
  since: { readonly from: number; readonly at: number; readonly name: string; readonly changes: number } | null;
  weight: number;
  shown: boolean;
};

const saved = v.strictObject({
  text: v.string(),
  writers: v.array(v.tuple([client, v.string(), v.string()])),
  coming: v.array(v.tuple([v.string(), v.array(bytes)])),
  steps: v.array(v.strictObject({ at: count, name: v.string(), look: v.string() })),
  since: v.nullable(v.strictObject({ from: count, at: count, name: v.string(), changes: count })),
  weight: count,
  shown: v.boolean(),
});

/** Nothing of a text is forgotten while the class lasts: its history can be looked at. */
export const newDoc = (): Doc => new Doc({ gc: false });

const begin = (): Notes => ({
  doc: newDoc(),
  writers: new Map(),
  coming: new Map(),
  steps: [],
  since: null,
  weight: 0,
  shown: false,
});

/** Every second step is left out when there are too many, the last one never. */
const thinned = (steps: readonly Step[]): readonly Step[] => {
  const isLong = steps.length > most.steps || steps.reduce((sum, { look }) => sum + look.length, 0) > most.stepBytes;
  return isLong ? steps.filter((_, index) => (steps.length - 1 - index) % 2 === 0) : steps;
};

/** The text as it is before a change that comes after a while is a step to go back to. */
const remember = (notes: Notes, at: number, { name }: Author): void => {
  const { since, doc, steps } = notes;
  const isOver = since && (at >= since.from + stepAfter.seconds || since.changes >= stepAfter.changes);
  if (isOver)
    notes.steps = thinned([...steps, { at: since.at, name: since.name, look: toBase64url(encodeSnapshot(snapshot(doc))) }]);
  const begun = isOver ? null : since;
  notes.since = { from: begun?.from ?? at, at, name, changes: (begun?.changes ?? 0) + 1 };
};

/** The whole of a change once its last part is there; null until then, and of what is out of order. */
const gathered = (notes: Notes, { part, more, update }: Extract<NotesOp, { part: number }>, by: string): Uint8Array | null => {
  const before = part === 0 ? [] : (notes.coming.get(by) ?? []);
  notes.coming.delete(by);
  if (before.length !== part) return null;
  const parts = [...before, update];
  if (!more) return concat(...parts.map((one) => fromBase64url(one)));
  notes.coming.set(by, parts);
  // Whoever began first and did not end gives way.
  for (const other of Array.from(notes.coming.keys()).slice(0, -1))
    if (Array.from(notes.coming.values()).flat().length > most.comingParts) notes.coming.delete(other);
  return null;
};

/** Takes what may be taken. A client of Yjs belongs to whoever wrote with it first: nobody adds anything under another's. */
const take = (notes: Notes, update: Uint8Array, at: number, by: Author): void => {
  const change = judged(notes.doc, update);
  if (!change) return;
  const writer = change.client === null ? by : notes.writers.get(change.client);
  const weight = notes.weight + change.weight + (writer ? 0 : perWriter);
  if ((writer && writer.id !== by.id) || weight > most.weight) return;
  remember(notes, at, by);
  applyUpdate(notes.doc, update, by.id);
  if (change.client !== null) notes.writers.set(change.client, { id: by.id, name: by.name });
  notes.weight = weight;
};

const apply = (notes: Notes, written: NotesOp, by: Author): void => {
  if ('show' in written) {
    if (by.holds) notes.shown = written.show;
    return;
  }
  try {
    const update = gathered(notes, written, by.id);
    if (update) take(notes, update, written.at, by);
  } catch {
    // Not base64url: no browser takes it.
  }
};

/** The notes of a class, as everybody makes them of the same items. Whoever may write may change what anybody wrote. */
export const notesModel: SlateModel<Notes, NotesOp, NotesGlimpse> = {
  tool: 'notes',
  shape: op,
  saved,
  glimpsed,
  begin,
  apply,
  save: ({ doc, writers, coming, steps, since, weight, shown }) => ({
    text: toBase64url(encodeStateAsUpdate(doc)),
    writers: Array.from(writers, ([of, { id, name }]) => [of, id, name]),
    coming: Array.from(coming, ([id, parts]) => [id, [...parts]]),
    steps: [...steps],
    since,
    weight,
    shown,
  }),
  load: (given) => {
    const { text, writers, coming, ...rest } = v.parse(saved, given);
    const doc = newDoc();
    try {
      applyUpdate(doc, fromBase64url(text));
    } catch {
      return begin();
    }
    return { doc, writers: new Map(writers.map(([of, id, name]) => [of, { id, name }])), coming: new Map(coming), ...rest };
  },
};

/** A change of one's own, as items carry it; empty when it is too large. */
export const inParts = (update: Uint8Array, at: number): readonly NotesOp[] => {
  const parts = Math.ceil(update.length / most.partBytes);
  if (parts > most.parts) return [];
  return Array.from({ length: parts }, (_, part) => ({
    part,
    more: part < parts - 1,
    update: toBase64url(update.slice(part * most.partBytes, (part + 1) * most.partBytes)),
    at,
  }));
};
