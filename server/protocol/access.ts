import { z } from 'zod';
import { randomId } from './fields.ts';

/** Kinds of devices that a host may say a session is on. A closed list: nobody is asked for a name, and no browser is read. */
const device = z.enum(['home', 'school', 'phone', 'tablet']);
export type DeviceKind = z.infer<typeof device>;

/** One session of the signed-in host. Times in milliseconds since 1970; null: from before they were kept. */
export const ownSession = z.strictObject({
  id: randomId('hostSession'),
  openedAt: z.int().nullable(),
  /** The beginning of the day in UTC. */
  usedOn: z.int().nullable(),
  device: device.nullable(),
  expiresAt: z.int(),
  /** The session that asks. */
  here: z.boolean(),
});
export type OwnSession = z.infer<typeof ownSession>;

/** An open one-time link that the host made: for another device of theirs, or for a colleague. */
export const ownInvitation = z.strictObject({ id: randomId('hostInvitation'), ownDevice: z.boolean(), expiresAt: z.int() });
export type OwnInvitation = z.infer<typeof ownInvitation>;

/** `GET /api/sessions`, with a host session: what opens the account. */
export const ownAccess = z.strictObject({ sessions: z.array(ownSession), invitations: z.array(ownInvitation) });
export type OwnAccess = z.infer<typeof ownAccess>;

/** `PUT /api/sessions/:id`: says which kind of device a session is on. */
export const nameDevice = z.strictObject({ device: device.nullable() });
