import { z } from 'zod';
import { ledgerKey, sealed, technicalText } from './fields.ts';
import { ownInvitation, ownSession } from './access.ts';
import { classCharter, classSettings } from './http.ts';
import { source } from './media.ts';
import { classroomId, grants, participantId, role } from './people.ts';
import { heldPlace, heldUntil } from './receipt.ts';

/**
 * How many of one item the server holds now, where, and until when at the latest. `count` is null for lines of the audit log,
 * which stand under pseudonyms and are not counted by person.
 */
export const heldItem = z.strictObject({ item: ledgerKey, place: heldPlace, count: z.int().min(0).nullable(), until: heldUntil });
export type HeldItem = z.infer<typeof heldItem>;
const items = z.array(heldItem).max(64);

/** "What do you hold about me now?", answered from the running server. Times in milliseconds since 1970. */
export const heldAnswer = z.strictObject({
  at: z.int(),
  /** Nothing on disk is erased at present: the reason is in the server's documents. */
  legalHold: z.boolean(),
  /** Of the person who asks. */
  items,
  /** What of it can be shown: to nobody but the person who asks. */
  own: z.strictObject({
    id: participantId,
    address: z.string().max(64).meta({ ledger: 'address' }),
    role: role.optional(),
    grants: grants.optional(),
    sending: z.array(source).max(4).optional(),
  }),
  /** For who holds the class: of everybody in it together. */
  room: items.optional(),
});
export type HeldAnswer = z.infer<typeof heldAnswer>;

/** `GET /api/held`, with a host session: what is held of the account. */
export const heldAccount = z.strictObject({
  at: z.int(),
  legalHold: z.boolean(),
  items,
  /** `room`: what a class that runs holds in memory. */
  classes: z.array(
    z.strictObject({ id: classroomId, createdAt: z.int(), expiresAt: z.int(), open: z.boolean(), room: items.optional() }),
  ),
});
export type HeldAccount = z.infer<typeof heldAccount>;

/** `GET /api/export`, with a host session: everything that is stored of the account but the hashes of secrets, as a file. */
export const accountExport = z.strictObject({
  format: z.literal(1),
  at: z.int(),
  account: z.strictObject({ id: technicalText(22).meta({ ledger: 'hostAccount' }), createdAt: z.int() }),
  sessions: z.array(ownSession.omit({ id: true, here: true })),
  invitations: z.array(ownInvitation.omit({ id: true })),
  classes: z.array(
    z.strictObject({
      id: classroomId,
      charter: classCharter,
      settings: classSettings,
      vault: sealed(1_000),
      createdAt: z.int(),
      expiresAt: z.int(),
    }),
  ),
});
export type AccountExport = z.infer<typeof accountExport>;

/**
 * `DELETE /api/account`, with a host session: ends the account's classes and erases it with all its classes, sessions and
 * links. `kept`: legal hold is on; everything is unusable now, and will be erased when the hold ends.
 */
export const accountErased = z.strictObject({
  kept: z.boolean(),
  erased: z.array(z.strictObject({ item: ledgerKey, count: z.int() })).max(64),
});
export type AccountErased = z.infer<typeof accountErased>;
