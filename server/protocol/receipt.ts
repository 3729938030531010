import { z } from 'zod';
import { leaveReasons } from './codes.ts';
import { ledgerKey, technicalBytes } from './fields.ts';
import { classroomId } from './people.ts';

/** Where an item is kept on the server. */
export const heldPlace = z.enum(['memory', 'store', 'connection-log', 'audit-log']);
export type HeldPlace = z.infer<typeof heldPlace>;

/** When an item is erased, at the latest: at a time (milliseconds since 1970), or with an event. */
export const heldUntil = z.union([
  z.strictObject({ at: z.int() }),
  z.strictObject({ event: z.enum(['class-end', 'disconnect', 'relayed', 'own-choice', 'worker-idle', 'legal-hold']) }),
]);
export type HeldUntil = z.infer<typeof heldUntil>;

/** Null: lines of a log, which name no class and no person, so that nobody can count them by one. */
const count = z.int().min(0).nullable();

/** One item of the ledger in one place, before and after the end of a class. `until` is null when nothing remains. */
export const receiptItem = z.strictObject({
  item: ledgerKey,
  place: heldPlace,
  existed: count,
  erased: z.int().min(0),
  remains: count,
  until: heldUntil.nullable(),
});
export type ReceiptItem = z.infer<typeof receiptItem>;

const hexHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ technical: true });
/** The last line of a chain of lines: its number and its SHA-256. It holds the hash of the line before, and so on to the first. */
const chainHead = z.strictObject({ n: z.int().min(0), hash: hexHash });

/** What the end of a class erased, as the server counted it before and after. Times in milliseconds since 1970. */
export const receiptStatement = z.strictObject({
  format: z.literal(1),
  class: classroomId,
  opened: z.int(),
  ended: z.int(),
  reason: z.enum(leaveReasons),
  items: z.array(receiptItem).max(64),
  /** SHA-256 of the server's configuration, as in its documents: in hexadecimal. */
  configuration: hexHash,
  /** Where the server's audit log and purge journal ended then: it cannot write them anew without this showing it. */
  chains: z.strictObject({ audit: chainHead, journal: chainHead }).optional(),
});
export type ReceiptStatement = z.infer<typeof receiptStatement>;

/**
 * A receipt. `signature`: Ed25519 (RFC 8032) over `ardoise receipt 1`, a line feed, and the statement as JSON with the keys of
 * every object in order and no spaces (RFC 8785). `key`: the server's public key, also at `/.well-known/ardoise-receipt-key`.
 */
export const receipt = z.strictObject({
  statement: receiptStatement,
  key: technicalBytes(32),
  signature: technicalBytes(64),
});
export type Receipt = z.infer<typeof receipt>;
