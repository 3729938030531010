import * as v from 'valibot';
import type { Writers } from '#protocol/slates.ts';

const id = v.pipe(v.string(), v.regex(/^[\w-]{22}$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const writers = v.union([v.picklist(['all', 'nobody']), v.pipe(v.array(id), v.maxLength(128))]);

/** What somebody writes: something of the tool, or, who holds the class, who may write from here on. */
export type Content =
  | { readonly op: unknown }
  | { readonly allow: Writers }
  /** By who holds the class: not everybody may have read the same until here, and the next snapshot is what counts for all. */
  | { readonly anew: true };

/** What is sealed in one item. `n` grows with each item of its author in this slate; `life`, `seen`, `head`: what they had been given. */
export type Entry = {
  readonly n: number;
  readonly life: number;
  readonly seen: number;
  readonly head: string;
  readonly content: Content;
};

export const entryShape: v.GenericSchema<unknown, Entry> = v.strictObject({
  n: count,
  life: count,
  seen: count,
  head: v.string(),
  content: v.union([
    v.strictObject({ op: v.unknown() }),
    v.strictObject({ allow: writers }),
    v.strictObject({ anew: v.literal(true) }),
  ]),
});

/** What is sealed in a snapshot. `clocks`: the last `n` of each author. */
export const savedShape = v.strictObject({
  life: count,
  head: v.string(),
  who: writers,
  clocks: v.record(id, count),
  state: v.unknown(),
});
export type Saved = v.InferOutput<typeof savedShape>;

/** Whether a student may write. */
export const mayWrite = (who: Writers, author: string): boolean => who === 'all' || (who !== 'nobody' && who.includes(author));

/** The same people, with this student where they were not among them, and without where they were. */
export const switched = (who: Exclude<Writers, 'all'>, author: string): Writers => {
  const named = who === 'nobody' ? [] : who;
  const next = named.includes(author) ? named.filter((one) => one !== author) : [...named, author];
  return next.length > 0 ? next : 'nobody';
};
