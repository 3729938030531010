import { sql } from 'kysely';
import type { Retention } from '../ports/store.ts';
import type { Rows } from './tables.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A time of use that is still to come was written by a clock that was ahead: it is taken for now. */
const notYet = async ({ db, tenant }: Rows, now: number): Promise<void> => {
  await db.updateTable('classes').set({ used_at: now }).where('tenant', '=', tenant).where('used_at', '>', now).execute();
  const today = now - (now % day);
  await db.updateTable('host_sessions').set({ used_on: today }).where('tenant', '=', tenant).where('used_on', '>', now).execute();
};

/**
 * What exists lives no longer than the retention of now lets it. Of a session's last use only the day is kept; its hour is the
 * one at which the session ends, since lifetimes are whole days.
 */
export const shorten = async (rows: Rows, retention: Retention, now: number): Promise<void> => {
  const { db, tenant } = rows;
  await notYet(rows, now);
  const classEnd = sql<number>`used_at + ${retention.classDays * day}`;
  await db
    .updateTable('classes')
    .set({ expires_at: classEnd })
    .where('tenant', '=', tenant)
    .where('expires_at', '>', classEnd)
    .execute();
  const sessionLife = retention.hostSessionDays * day;
  const sessionEnd = sql<number>`used_on + (expires_at % ${day}) + ${sessionLife}`;
  await db
    .updateTable('host_sessions')
    .set({ expires_at: sessionEnd })
    .where('tenant', '=', tenant)
    .where('used_on', 'is not', null)
    .where('expires_at', '>', sessionEnd)
    .execute();
  const latest = { host_sessions: now + sessionLife, host_invitations: now + retention.invitationHours * hour };
  for (const table of ['host_sessions', 'host_invitations'] as const) {
    await db
      .updateTable(table)
      .set({ expires_at: latest[table] })
      .where('tenant', '=', tenant)
      .where('expires_at', '>', latest[table])
      .execute();
  }
};

/** Classes of an account that nothing leads to any more: its host cannot erase them, so they live no longer than a host's absence. */
export const endUnreachable = async ({ db, tenant }: Rows, { hostSessionDays }: Retention): Promise<void> => {
  const end = sql<number>`used_at + ${hostSessionDays * day}`;
  await db
    .updateTable('classes')
    .set({ expires_at: end })
    .where('tenant', '=', tenant)
    .where('owner', 'is not', null)
    .where('owner', 'not in', (where) => where.selectFrom('host_sessions').select('account'))
    .where('owner', 'not in', (where) =>
      where
        .selectFrom('host_invitations')
        .select((of) => of.ref('account').$castTo<string>().as('account'))
        .where('account', 'is not', null),
    )
    .where('expires_at', '>', end)
    .execute();
};
