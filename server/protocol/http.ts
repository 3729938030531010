import { z } from 'zod';
import { randomId, sealed, technicalBytes, technicalText } from './fields.ts';
import { limits } from './limits.ts';
import { rtpCapabilities } from './media.ts';
import { classroomId, participantId, rights } from './people.ts';

/**
 * What a class is, as its host's browser wrote it: language, title and rules sealed with the class secret and signed with
 * the host key. `openSecret` exists only in a class that is not end-to-end encrypted: there the server holds the secret.
 */
export const classCharter = z.strictObject({
  /** The host's public signing key (P-256 point). Its fingerprint is in the link. */
  hostKey: technicalBytes(65),
  /** Title, rules, language and the door's private key, sealed under the class secret. */
  sealed: sealed(limits.charterBytes),
  /**
   * The public key of the class's door (P-256 point): only who has the class secret, under which its private key is sealed,
   * can sign for a ticket.
   */
  doorKey: technicalBytes(65),
  signature: technicalBytes(64),
  openSecret: technicalBytes(16).meta({ ledger: 'openSecret' }).optional(),
});
export type ClassCharter = z.infer<typeof classCharter>;

/** What is set when a class is made and may be changed in it. */
export const classSettings = z.strictObject({
  lobby: z.boolean(),
  capacity: z.int().min(limits.capacity.least).max(limits.capacity.most),
  rights,
});
export type ClassSettings = z.infer<typeof classSettings>;

/** `POST /api/classes`, with a host session. */
export const createClass = z.strictObject({
  id: classroomId,
  charter: classCharter,
  settings: classSettings,
  /** SHA-256 of the host proof (`client/crypto/credentials/secrets.ts`), with which a host enters and changes the class. */
  hostProofHash: technicalBytes(32),
  /** The host's private key and the class secret, sealed under the host secret: for another device of the host. */
  vault: sealed(1_000),
});
export type CreateClass = z.infer<typeof createClass>;

/** `GET /api/classes/:id`: what anyone with the link may read before joining. */
export const classInfo = z.strictObject({
  id: classroomId,
  charter: classCharter,
  capacity: z.int(),
  open: z.boolean(),
  /** Whether its page may open the line before its person enters. */
  early: z.boolean(),
  /** What the router can forward: lets a browser prepare while its person chooses a name. */
  router: rtpCapabilities,
  /** The students' link was renewed while a lesson runs: what is shown here is the lesson's, until its end. */
  renewed: z.literal(true).optional(),
  /** To sign, within five minutes, for a ticket. */
  nonce: technicalText(64),
});
export type ClassInfo = z.infer<typeof classInfo>;

/** `POST /api/classes/:id/vault` `{ proof }`: the host's sealed keys, for another device. */
export const askVault = z.strictObject({ proof: technicalBytes(32) });
/** `hostless`: nobody can sign in any more as the host who made the class, so that whoever has the proof may erase it. */
export const vaultAnswer = z.strictObject({ vault: sealed(1_000), hostless: z.literal(true).optional() });
export type VaultAnswer = z.infer<typeof vaultAnswer>;

/** `DELETE /api/classes/:id`: by the session of the host who made it, or by the proof when there is no such host any more. */
export const eraseClass = askVault.optional();

/**
 * `DELETE /api/session`. `classes`: what becomes of the account's classes when nothing else leads to it: erased with it, or kept
 * for whoever has their links. Without it they stay with the account, and go a host's absence after their last use.
 */
export const signOut = z.strictObject({ classes: z.enum(['erase', 'keep']).optional() }).optional();

/**
 * `PUT /api/classes/:id/keys`, with the session of the host who made the class and the proof of the present host secret: all
 * keys of the class at once, new ones or those of before. What was opened with a replaced one is not any more.
 */
export const renewKeys = z.strictObject({
  proof: technicalBytes(32),
  /** SHA-256 of the vault (its text) that these were made from: `conflict` when another device was faster. */
  former: technicalBytes(32),
  charter: classCharter,
  hostProofHash: technicalBytes(32),
  vault: sealed(1_000),
});
export type RenewKeys = z.infer<typeof renewKeys>;
/** `POST /api/classes/:id/keys` `{ proof }`, with a host session: the keys that new ones are made from. */
export const classKeys = z.strictObject({ charter: classCharter, vault: sealed(1_000) });
export type ClassKeys = z.infer<typeof classKeys>;
/** What became of the lesson that ran, if any: it goes on without newcomers, or, with another host link or key, has ended. */
export const keysRenewed = z.strictObject({ lesson: z.enum(['none', 'goes-on', 'ended']) });
export type KeysRenewed = z.infer<typeof keysRenewed>;

/** `GET /api/classes`: the classes of the signed-in host, and whether they may make some that are not end-to-end encrypted. */
export const ownClass = z.strictObject({ id: classroomId, createdAt: z.int(), expiresAt: z.int(), open: z.boolean() });
export const ownClasses = z.strictObject({ classes: z.array(ownClass), allowUnencrypted: z.boolean() });
export type OwnClasses = z.infer<typeof ownClasses>;
export type OwnClass = z.infer<typeof ownClass>;

/** `GET /api/classes/:id/nonce`: a new one. */
export const nonceAnswer = z.strictObject({ nonce: technicalText(64) });
export type NonceAnswer = z.infer<typeof nonceAnswer>;

/** That one has the class link: the server's nonce, signed with the door's private key (`client/crypto/credentials/door.ts`). */
export const doorProof = z.strictObject({ nonce: technicalText(64), signature: technicalBytes(64) });
export type DoorProof = z.infer<typeof doorProof>;

/** `POST /api/classes/:id/reach`: a trial of the network. */
export const askReach = z.strictObject({ door: doorProof });

/** `POST /api/classes/:id/tickets`: with the link's proof, at most one of the two others is given; neither means a newcomer. */
export const askTicket = z.strictObject({
  door: doorProof,
  hostProof: technicalBytes(32).optional(),
  seat: technicalText(512).optional(),
});
/** The ticket is good once, for a minute, in the socket's handshake; the seat is kept for coming back. */
export const ticketAnswer = z.strictObject({
  ticket: z.string().max(512).meta({ ledger: 'ticket' }),
  seat: z.string().max(512).meta({ ledger: 'seatToken' }),
  id: participantId,
  role: z.enum(['host', 'student']),
});
export type TicketAnswer = z.infer<typeof ticketAnswer>;

/**
 * `PUT` and `GET /api/classes/:id/files/:file/:part`, with the seat of somebody in the class as bearer (RFC 6750, section 2.1): one
 * sealed part, as bytes. Parts are given in order, and handed out in any.
 */
export const filePartPath = z.strictObject({
  id: classroomId,
  file: randomId('sharedFile'),
  part: z
    .string()
    .regex(/^\d{1,4}$/)
    .meta({ technical: true })
    .transform(Number)
    .pipe(z.int().max(limits.files.parts - 1)),
});

/** The answer to a page that was opened under another address than the server's own. `origin`: the right one. */
export type WrongAddress = { readonly ok: false; readonly code: 'address'; readonly origin: string };
