import * as v from 'valibot';
import { limits } from '#protocol/limits.ts';
import { partsOf } from '../crypto/files/partBox.ts';

/**
 * What opens a file: a tool writes it in its slate, with a name where there is one. `key` and `hash` in base64url; `size` in bytes;
 * `type`: what its giver's browser took it for (a media type), which nobody has checked.
 */
export type FileReference = {
  readonly id: string;
  readonly key: string;
  readonly size: number;
  readonly parts: number;
  readonly hash: string;
  readonly type: string;
};

/** Type and name come from anybody's browser: what is shown or used of them is checked where it is. */
export const fileReference: v.GenericSchema<unknown, FileReference> = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)),
    key: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)),
    size: v.pipe(v.number(), v.integer(), v.minValue(0)),
    parts: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(limits.files.parts)),
    hash: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
    type: v.pipe(v.string(), v.maxLength(100), v.regex(/^[\w.+-]*\/?[\w.+-]*$/)),
  }),
  v.check(({ size, parts }) => parts === partsOf(size)),
);
