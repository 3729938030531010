import { sql } from 'kysely';
import type { Change } from './dialect.ts';

/** Hosts see and end what opens their account: each session and each open invitation gets a name to be called by. */
export const listedSessions: Change = async (db, { randomId }) => {
  const sessions = db.schema.alterTable('host_sessions');
  await sessions.addColumn('id', 'text', (column) => column.notNull().defaultTo('')).execute();
  await sessions.addColumn('opened_at', 'integer').execute();
  await sessions.addColumn('used_on', 'integer').execute();
  await sessions.addColumn('device', 'text').execute();
  const invitations = db.schema.alterTable('host_invitations');
  await invitations.addColumn('id', 'text', (column) => column.notNull().defaultTo('')).execute();
  await invitations.addColumn('made_by', 'text', (column) => column.notNull().defaultTo('start')).execute();
  await invitations.addColumn('maker', 'text', (column) => column.references('host_accounts.id').onDelete('set null')).execute();
  for (const table of ['host_sessions', 'host_invitations']) {
    await sql`UPDATE ${sql.table(table)} SET id = ${randomId}`.execute(db);
  }
  await sql`UPDATE host_invitations SET made_by = 'host', maker = account WHERE account IS NOT NULL`.execute(db);
};
