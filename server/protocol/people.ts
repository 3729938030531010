import { z } from 'zod';
import { randomId, sealed, technicalBytes } from './fields.ts';
import { direction } from './media.ts';
import { eachRight } from './rights.ts';

/** A participant's random identifier for one visit. Pseudonymous: the name is sealed in the card. */
export const participantId = randomId('participantId');
export const classroomId = randomId('classroomId');

export const role = z.enum(['host', 'cohost', 'student']);
export type Role = z.infer<typeof role>;

/** What students may do: of a class as a whole. */
export const rights = z.strictObject(eachRight(() => z.boolean()));
export type Rights = z.infer<typeof rights>;
/** What one student may do differently from the class: absent means as the class. */
export const grants = z.strictObject(eachRight(() => z.boolean().optional()));
export type Grants = z.infer<typeof grants>;

/**
 * How a browser presents itself: two fresh public keys (P-256, uncompressed points), its sealed name, and a MAC under a key
 * derived from the class secret. The server keeps and relays it; it cannot make one. See `client/crypto/credentials/card.ts`.
 */
export const card = z.strictObject({
  dh: technicalBytes(65),
  verify: technicalBytes(65),
  // Sixty code points of four bytes each, with the vector and the tag.
  name: sealed(272),
  mac: technicalBytes(32),
});
export type Card = z.infer<typeof card>;

/** What everybody in the class is told of a participant. */
export const member = z.strictObject({
  id: participantId,
  role,
  card,
  away: z.boolean(),
  grants,
  /** The streams that this participant sends now, and whether each is paused. */
  sending: z.array(z.strictObject({ source: z.enum(['mic', 'camera', 'screen', 'screenAudio']), paused: z.boolean() })).max(4),
  /** In which directions nothing passes between their browser and the server: told to them and to those who hold the class. */
  blocked: z.array(direction).max(2).optional(),
});
export type Member = z.infer<typeof member>;

/** The state of a class that everybody in it sees. */
export const classState = z.strictObject({
  lobby: z.boolean(),
  locked: z.boolean(),
  calm: z.boolean(),
  rights,
  spotlight: participantId.nullable(),
  /** Milliseconds since 1970 when the class ends unless a host comes back; null while one is here. */
  hostDeadline: z.int().nullable(),
  /** Nobody has ever reached the address that browsers are told for sound and picture. */
  unreachable: z.boolean(),
});
export type ClassState = z.infer<typeof classState>;
