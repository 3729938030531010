import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const first: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('host_accounts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('created_at', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('host_sessions')
      .addColumn('token_hash', 'text', (column) => column.primaryKey())
      .addColumn('account', 'text', (column) => column.notNull().references('host_accounts.id').onDelete('cascade'))
      .addColumn('expires_at', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('host_invitations')
      .addColumn('token_hash', 'text', (column) => column.primaryKey())
      .addColumn('account', 'text', (column) => column.references('host_accounts.id').onDelete('cascade'))
      .addColumn('expires_at', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('classes')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('owner', 'text', (column) => column.references('host_accounts.id').onDelete('set null'))
      .addColumn('charter', 'text', (column) => column.notNull())
      .addColumn('settings', 'text', (column) => column.notNull())
      .addColumn('host_proof_hash', 'text', (column) => column.notNull())
      .addColumn('vault', 'text', (column) => column.notNull())
      .addColumn('generation', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('created_at', 'integer', (column) => column.notNull())
      .addColumn('used_at', 'integer', (column) => column.notNull())
      .addColumn('expires_at', 'integer', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('classes_owner').on('classes').column('owner').execute();
  },
};

/** Hosts see and end what opens their account: each session and each open invitation gets a name to be called by. */
const second: Migration = {
  async up(db: Kysely<unknown>) {
    const sessions = db.schema.alterTable('host_sessions');
    await sessions.addColumn('id', 'text', (column) => column.notNull().defaultTo('')).execute();
    await sessions.addColumn('opened_at', 'integer').execute();
    await sessions.addColumn('used_on', 'integer').execute();
    await sessions.addColumn('device', 'text').execute();
    const invitations = db.schema.alterTable('host_invitations');
    await invitations.addColumn('id', 'text', (column) => column.notNull().defaultTo('')).execute();
    await invitations.addColumn('made_by', 'text', (column) => column.notNull().defaultTo('start')).execute();
    await invitations
      .addColumn('maker', 'text', (column) => column.references('host_accounts.id').onDelete('set null'))
      .execute();
    for (const table of ['host_sessions', 'host_invitations']) {
      await sql`UPDATE ${sql.table(table)} SET id = substr(lower(hex(randomblob(16))), 1, 22)`.execute(db);
    }
    await sql`UPDATE host_invitations SET made_by = 'host', maker = account WHERE account IS NOT NULL`.execute(db);
  },
};

/** The operator's command works beside a running server, which owns the logs: it leaves here what the server is to log. */
const third: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('operator_acts')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('account', 'text')
      .addColumn('classes', 'text')
      .addColumn('counts', 'text')
      .execute();
  },
};

/** Every change of the tables, oldest first. Names sort in that order and never change. */
export const migrations: Record<string, Migration> = {
  '001 classes and hosts': first,
  '002 sessions and invitations are listed': second,
  '003 acts of the operator': third,
};
