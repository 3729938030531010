import type { AccountStore } from '../ports/accounts.ts';
import type { StoredInvitation } from '../ports/invitations.ts';
import type { StoredSession } from '../ports/sessions.ts';
import { randomId } from './randomId.ts';
import type { Rows } from './tables.ts';

const sessionsOf = ({ db, tenant }: Rows, account: string, now: number): Promise<StoredSession[]> =>
  db
    .selectFrom('host_sessions')
    .select(['id', 'opened_at as openedAt', 'used_on as usedOn', 'device', 'expires_at as expiresAt'])
    .where('tenant', '=', tenant)
    .where('account', '=', account)
    .where('expires_at', '>', now)
    .orderBy('used_on', (order) => order.desc().nullsLast())
    .orderBy('opened_at', (order) => order.desc().nullsLast())
    .execute();

/** The open invitations that an account made, or that open it. */
const invitationsOf = async ({ db, tenant }: Rows, account: string, now: number): Promise<StoredInvitation[]> => {
  const rows = await db
    .selectFrom('host_invitations')
    .select(['id', 'account', 'expires_at as expiresAt'])
    .where('tenant', '=', tenant)
    .where((where) => where.or([where('maker', '=', account), where('account', '=', account)]))
    .where('expires_at', '>', now)
    .orderBy('expires_at')
    .execute();
  return rows.map(({ id, account: opened, expiresAt }) => ({ id, ownDevice: opened === account, expiresAt }));
};

export const accountsIn = (rows: Rows): AccountStore => {
  const { db, tenant } = rows;
  return {
    async add(now) {
      const id = randomId();
      await db.insertInto('host_accounts').values({ tenant, id, created_at: now }).execute();
      return id;
    },

    async heldOf(account, now) {
      const row = await db
        .selectFrom('host_accounts')
        .select('created_at')
        .where('tenant', '=', tenant)
        .where('id', '=', account)
        .executeTakeFirstOrThrow();
      return {
        createdAt: row.created_at,
        sessions: await sessionsOf(rows, account, now),
        invitations: await invitationsOf(rows, account, now),
      };
    },
  };
};
