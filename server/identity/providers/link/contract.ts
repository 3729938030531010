import { z } from 'zod';
import { randomId } from '../../../protocol/fields.ts';

const token = randomId('hostInvitation');

/**
 * `POST /api/session`: exchanges the one-time link's token for a host session cookie. Where the browser has a session already
 * it is refused with `signed-in`, unless the person asked to end that one.
 */
export const signIn = z.strictObject({ token, replace: z.literal(true).optional() });

/** `POST /api/invitations/look` `{ token }`: what a one-time link would do in this browser. It stays unused. */
export const lookAtInvitation = z.strictObject({ token });
const invitationLook = z.strictObject({
  /** A new account, or the account of whoever made the link. */
  opens: z.enum(['new-account', 'own-account']),
  /** The session that this browser has now, and whether the link opens the same account. */
  session: z.enum(['none', 'same', 'other']),
});
export type InvitationLook = z.infer<typeof invitationLook>;

/** `POST /api/invitations`, with a host session: a one-time link for a colleague, or for another device of one's own. */
export const askInvitation = z.strictObject({ ownDevice: z.boolean().optional() });
const invitation = z.strictObject({ token, expiresAt: z.int() });
export type Invitation = z.infer<typeof invitation>;

/** `DELETE /api/invitations/:id`, with a host session: the id as `GET /api/sessions` lists it. */
export const withdrawn = z.strictObject({ id: token });
