import { z } from 'zod';
import { randomId } from './fields.ts';
import { limits } from './limits.ts';
import { classroomId } from './people.ts';
import { nothing, request } from './shapes.ts';

const { files: most } = limits;

/** Something handed out in a class, by a random identifier. Its name, type and key stand in a slate, sealed. */
const file = randomId('sharedFile');
const bytes = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

export const fileRequests = {
  /** How large one more file may be, and how much room is left, in bytes of sealed parts. */
  'file.room': request(nothing, z.strictObject({ file: bytes, left: bytes }), 100, 30),
  /**
   * Announces a file of so many parts, of `bytes` together as they are sealed, or goes on with one that was begun. `slate`: whoever may
   * write in it may give files. `next`: the number of the part that is to come.
   */
  'file.begin': request(
    z.strictObject({ file, slate: randomId('slate'), parts: z.int().min(1).max(most.parts), bytes: bytes.min(1) }),
    z.strictObject({ next: z.int().min(0).max(most.parts) }),
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

/**
 * `PUT` and `GET /api/classes/:id/files/:file/:part`, with the seat of somebody in the class as bearer (RFC 6750, section 2.1): one
 * sealed part, as bytes. Parts are given in order, and handed out in any.
 */
export const filePartPath = z.strictObject({
  id: classroomId,
  file,
  part: z
    .string()
    .regex(/^\d{1,4}$/)
    .meta({ technical: true })
    .transform(Number)
    .pipe(z.int().max(most.parts - 1)),
});
