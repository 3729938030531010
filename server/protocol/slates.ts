import { z } from 'zod';
import { randomId, sealed } from './fields.ts';
import { limits } from './limits.ts';
import { participantId } from './people.ts';
import { nothing, request } from './shapes.ts';

const { slates: most } = limits;

/** What people write together, by a random identifier. */
const slate = randomId('slate');
/** The number of an item within its slate, which the server gives: 1 for the first. */
const seq = z
  .int()
  .min(0)
  .max(2 ** 31);
const box = sealed(most.itemBytes);
const glimpse = sealed(most.glimpseBytes);
const partBox = sealed(most.partBytes);
const part = z
  .int()
  .min(0)
  .max(most.parts - 1);
const parts = z.int().min(1).max(most.parts);

/** Who may write in a slate, beside those who hold the class. */
const writers = z.union([z.enum(['all', 'nobody']), z.array(participantId).max(128)]);
export type Writers = z.infer<typeof writers>;

/** One thing that somebody wrote. `from` is null of who has left the class. */
const item = z.strictObject({ seq, from: participantId.nullable(), box });
export type SlateItem = z.infer<typeof item>;

const attempt = z.int().min(0).max(128);

/** A tool's name. */
const tool = z
  .string()
  .regex(/^[a-z]{1,20}$/)
  .meta({ technical: true });

/** The slates of a class, as everybody in it is told of them. */
export const slateList = z.array(z.strictObject({ slate, tool, who: writers })).max(most.count);
export type SlateList = z.infer<typeof slateList>;

export const slateRequests = {
  /** A new slate of a tool; `after`: one that a server which restarted has forgotten, whose numbers go on. */
  'slate.open': request(z.strictObject({ slate, tool, who: writers, after: seq }), nothing, 4_000, 80),
  'slate.add': request(z.strictObject({ slate, box }), nothing, 22_000, 150),
  /** What somebody is about to write, or points at: handed to all, in no order, and not kept. */
  'slate.glimpse': request(z.strictObject({ slate, box: glimpse }), nothing, 2_000, 250),
  /** Who may write from here on: in clear for the server, and sealed for everybody's browser. */
  'slate.allow': request(z.strictObject({ slate, who: writers, box }), nothing, 26_000, 40),
  /** What was written after this number: the last snapshot where it says more, and what came since. `more`: ask again. */
  'slate.read': request(
    z.strictObject({ slate, after: seq }),
    z.strictObject({
      snapshot: z.strictObject({ upTo: seq, from: participantId.nullable(), parts }).nullable(),
      items: z.array(item).max(most.items),
      /** The number of the last item that the server has. */
      last: seq,
      more: z.boolean(),
    }),
    200,
    300,
  ),
  /** One part of the last snapshot. Refused with `conflict` when there is a newer one. */
  'slate.part': request(z.strictObject({ slate, upTo: seq, part }), z.strictObject({ box: partBox }), 200, 600),
  /** Part of a new snapshot, in order; with the last one it takes the place of all items up to `upTo`. */
  'slate.keep': request(z.strictObject({ slate, upTo: seq, part, parts, box: partBox }), nothing, 70_000, 150),
  /** Erases a slate for everybody. */
  'slate.drop': request(z.strictObject({ slate }), nothing, 100, 80),
  /** For who has come, or come back: the others are told, and one of them answers. `attempt`: how many did not. */
  'slate.askKeys': request(z.strictObject({ attempt }), nothing, 100, 30),
  'slate.giveKeys': request(
    z.strictObject({ to: participantId, box: sealed(most.keysBytes) }),
    nothing,
    Math.ceil((most.keysBytes * 4) / 3) + 200,
    200,
  ),
  /** What is written from here on is sealed with another key. */
  'slate.changeKey': request(
    z.strictObject({ box: sealed(most.keysBytes) }),
    nothing,
    Math.ceil((most.keysBytes * 4) / 3) + 200,
    60,
  ),
} as const;

export const slateNews = {
  slates: z.strictObject({ slates: slateList }),
  'slate.added': item.extend({ slate }),
  /** Those of a moment together. */
  'slate.glimpses': z.strictObject({ all: z.array(z.strictObject({ slate, from: participantId, box: glimpse })).max(512) }),
  /** There is a new snapshot, which stands for all items up to this number. */
  'slate.kept': z.strictObject({ slate, upTo: seq }),
  'slate.keysAsked': z.strictObject({ id: participantId, attempt }),
  'slate.keys': z.strictObject({ from: participantId, scope: z.enum(['all', 'private']), box: sealed(most.keysBytes) }),
} as const;

/** Something handed out in a class, by a random identifier. Its name, type and key stand in a slate, sealed. */
const file = randomId('sharedFile');
const fileBytes = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const { files: mostOfFiles } = limits;

export const fileRequests = {
  /** How large one more file may be, and how much room is left, in bytes of sealed parts. */
  'file.room': request(nothing, z.strictObject({ file: fileBytes, left: fileBytes }), 100, 30),
  /**
   * Announces a file of so many parts, of `bytes` together as they are sealed, or goes on with one that was begun. `slate`: whoever may
   * write in it may give files. `next`: the number of the part that is to come.
   */
  'file.begin': request(
    z.strictObject({ file, slate, parts: z.int().min(1).max(mostOfFiles.parts), bytes: fileBytes.min(1) }),
    z.strictObject({ next: z.int().min(0).max(mostOfFiles.parts) }),
    300,
    60,
  ),
  'file.drop': request(z.strictObject({ file }), nothing, 100, 60),
  /** The server has not got it any more: the others are asked. */
  'file.want': request(z.strictObject({ file }), nothing, 100, 40),
} as const;

export const fileNews = {
  /** Somebody is looking for a file that the server has not got: whoever gave it gives it again. */
  'file.wanted': z.strictObject({ file }),
} as const;
