import type { InvitationStore, NewInvitation } from '../ports/invitations.ts';
import { randomId } from './randomId.ts';
import type { Rows } from './tables.ts';

export const addInvitation = async ({ db, tenant }: Rows, invitation: NewInvitation): Promise<void> => {
  const { hash, account, expires, madeBy, maker } = invitation;
  await db
    .insertInto('host_invitations')
    .values({ tenant, token_hash: hash, account, expires_at: expires, id: randomId(), made_by: madeBy, maker })
    .execute();
};

export const invitationsIn = (rows: Rows): InvitationStore => {
  const { db, tenant } = rows;
  return {
    add: (invitation) => addInvitation(rows, invitation),

    async find(hash, now) {
      const row = await db
        .selectFrom('host_invitations')
        .select('account')
        .where('tenant', '=', tenant)
        .where('token_hash', '=', hash)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row ?? null;
    },

    async use(hash, now) {
      const row = await db
        .deleteFrom('host_invitations')
        .where('tenant', '=', tenant)
        .where('token_hash', '=', hash)
        .where('expires_at', '>', now)
        .returning('account')
        .executeTakeFirst();
      return row ?? null;
    },

    async withdraw(maker, id) {
      const { numDeletedRows } = await db
        .deleteFrom('host_invitations')
        .where('tenant', '=', tenant)
        .where('maker', '=', maker)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    async dropFirst() {
      await db.deleteFrom('host_invitations').where('tenant', '=', tenant).where('made_by', '=', 'start').execute();
    },
  };
};
