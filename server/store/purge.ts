import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** How many records were erased. */
export type Purged = { readonly classes: number; readonly hosts: number };

/** Erases what has expired: classes, sessions, invitations, and accounts that nothing leads to any more. */
export const purgeExpired = (db: Kysely<Tables>, now: number): Promise<Purged> =>
  db.transaction().execute(async (step) => {
    const gone = (table: 'classes' | 'host_sessions' | 'host_invitations') =>
      step.deleteFrom(table).where('expires_at', '<=', now).executeTakeFirst();
    const classes = await gone('classes');
    const sessions = await gone('host_sessions');
    const invitations = await gone('host_invitations');
    const accounts = await step
      .deleteFrom('host_accounts')
      .where((where) =>
        where.and([
          where('id', 'not in', where.selectFrom('host_sessions').select('account')),
          where('id', 'not in', where.selectFrom('host_invitations').select('account').where('account', 'is not', null)),
        ]),
      )
      .executeTakeFirst();
    const hosts = sessions.numDeletedRows + invitations.numDeletedRows + accounts.numDeletedRows;
    return { classes: Number(classes.numDeletedRows), hosts: Number(hosts) };
  });
