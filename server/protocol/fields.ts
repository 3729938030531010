import { z } from 'zod';
import type { LedgerKey } from '../privacy/ledger.ts';

/**
 * What a string of the protocol is. A test walks every schema and fails on a string that says nothing,
 * so a new clear text field cannot enter unnoticed.
 * - `sealed`: ciphertext made by a browser; the server relays it and cannot read it.
 * - `ledger`: a clear item of personal data, declared in `server/privacy/ledger.ts`.
 * - `technical`: not about a person (keys, transport parameters, versions).
 */
export type FieldKind = { sealed: true } | { ledger: LedgerKey } | { technical: true };

const base64url = /^[A-Za-z0-9_-]*$/;

/** Bytes in base64url without padding (RFC 4648, section 5), at most `maxBytes` of them once decoded. */
const encoded = (maxBytes: number, kind: FieldKind) =>
  z
    .string()
    .min(1)
    .max(Math.ceil((maxBytes * 4) / 3))
    .regex(base64url)
    .meta({ ...kind });

/** Ciphertext in base64url, at most `maxBytes` once decoded. The server cannot read it. */
export const sealed = (maxBytes: number) => encoded(maxBytes, { sealed: true });

/** A message of the group's handshake, at most `maxBytes` once decoded: the server reads it. `key` names it in the ledger. */
export const handshake = (maxBytes: number, key: LedgerKey) => encoded(maxBytes, { ledger: key });

/** Public keys, signatures, hashes: base64url, at most `maxBytes` once decoded. */
export const technicalBytes = (maxBytes: number) => encoded(maxBytes, { technical: true });

/** A short technical string which says nothing of a person. */
export const technicalText = (max: number) => z.string().max(max).meta({ technical: true });

/** The name of an item of the ledger: words for it are in the ledger, which `/.well-known/privacy.json` publishes. */
export const ledgerKey = z
  .string()
  .regex(/^[a-zA-Z]{1,40}$/)
  .meta({ technical: true }) as z.ZodType<LedgerKey, LedgerKey>;

/** 128 random bits in base64url: 22 characters. `key` names what the identifier is in the ledger. */
export const randomId = (key: LedgerKey) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]{22}$/)
    .meta({ ledger: key });
