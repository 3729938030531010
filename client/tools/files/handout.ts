import * as v from 'valibot';
import { type FileReference, fileReference } from '../../files/reference.ts';
import type { Author, SlateModel } from '../../slates/model.ts';
import { longestName, safeName } from './names.ts';

/** One file that was handed out. `by`: whose visit; `giver`: their name as they had it. */
export type Handout = {
  readonly by: string;
  readonly giver: string;
  /** As `safeName` leaves it; empty where nothing is left. */
  readonly name: string;
  readonly file: FileReference;
};

/** Not more than the server holds. */
const most = 256;
const id = v.pipe(v.string(), v.regex(/^[\w-]{22}$/));
const written = v.pipe(v.string(), v.maxLength(longestName * 4));

const op = v.union([v.strictObject({ give: fileReference, name: written }), v.strictObject({ takeBack: id })]);
export type HandoutOp = v.InferOutput<typeof op>;

const saved = v.strictObject({
  handouts: v.pipe(
    v.array(v.strictObject({ by: v.string(), giver: v.string(), name: written, file: fileReference })),
    v.maxLength(most),
  ),
});

/** By the identifier of each file, in the order in which they were given. */
export type Handouts = Map<string, Handout>;

/** One's own, or who holds the class, everybody's. */
export const mayTakeBack = ({ by }: Handout, { id: person, holds }: Pick<Author, 'id' | 'holds'>): boolean =>
  holds || by === person;

/** What is handed out in a class, as everybody makes it of the same items. */
export const handoutModel: SlateModel<Handouts, HandoutOp> = {
  tool: 'files',
  shape: op,
  saved,
  glimpsed: v.never(),
  begin: () => new Map(),
  apply: (handouts, done, by) => {
    if ('give' in done) {
      const { give: file, name } = done;
      if (handouts.has(file.id) || handouts.size >= most) return;
      handouts.set(file.id, { by: by.id, giver: by.name, name: safeName(name), file });
    } else {
      const known = handouts.get(done.takeBack);
      if (known && mayTakeBack(known, by)) handouts.delete(known.file.id);
    }
  },
  save: (handouts) => ({ handouts: Array.from(handouts.values()) }),
  load: (given) => new Map(v.parse(saved, given).handouts.map((one) => [one.file.id, { ...one, name: safeName(one.name) }])),
};
