import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import { onlyTenant } from '../ports/store.ts';
import type { Change, Dialect } from './dialect.ts';

const table = (db: Kysely<unknown>, name: string): CreateTableBuilder<string, string> =>
  db.schema.createTable(`${name}_next`).addColumn('tenant', 'text', (column) => column.notNull());

/** The tables as they are from here on; those that others refer to come first. */
const create = async (db: Kysely<unknown>, { counter }: Dialect): Promise<void> => {
  await table(db, 'host_accounts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await table(db, 'host_sessions')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull().references('host_accounts_next.id').onDelete('cascade'))
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'bigint')
    .addColumn('used_on', 'bigint')
    .addColumn('device', 'text')
    .execute();
  await table(db, 'host_invitations')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.references('host_accounts_next.id').onDelete('cascade'))
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('made_by', 'text', (column) => column.notNull())
    .addColumn('maker', 'text', (column) => column.references('host_accounts_next.id').onDelete('set null'))
    .execute();
  await table(db, 'classes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.references('host_accounts_next.id').onDelete('set null'))
    .addColumn('charter', 'text', (column) => column.notNull())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('host_proof_hash', 'text', (column) => column.notNull())
    .addColumn('vault', 'text', (column) => column.notNull())
    .addColumn('generation', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await table(db, 'operator_acts')
    .addColumn('id', counter, (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('account', 'text')
    .addColumn('classes', 'text')
    .addColumn('counts', 'text')
    .execute();
};

const kept: Readonly<Record<string, readonly string[]>> = {
  host_accounts: ['id', 'created_at'],
  host_sessions: ['token_hash', 'account', 'expires_at', 'id', 'opened_at', 'used_on', 'device'],
  host_invitations: ['token_hash', 'account', 'expires_at', 'id', 'made_by', 'maker'],
  classes: [
    'id',
    'owner',
    'charter',
    'settings',
    'host_proof_hash',
    'vault',
    'generation',
    'created_at',
    'used_at',
    'expires_at',
  ],
  operator_acts: ['id', 'at', 'act', 'account', 'classes', 'counts'],
};

/**
 * Every row gets the establishment it is of, and times the type that holds them: PostgreSQL's `integer` has four bytes.
 * SQLite changes no column's type, so that the tables are made anew.
 */
export const tenants: Change = async (db, dialect) => {
  await create(db, dialect);
  for (const [name, columns] of Object.entries(kept)) {
    const list = sql.join(columns.map((column) => sql.ref(column)));
    await sql`INSERT INTO ${sql.table(`${name}_next`)} (tenant, ${list})
      SELECT ${sql.lit(onlyTenant)}, ${list} FROM ${sql.table(name)}`.execute(db);
  }
  // Referring tables first: dropping one that is referred to would erase their rows.
  for (const name of Object.keys(kept).toReversed()) await db.schema.dropTable(name).execute();
  for (const name of Object.keys(kept)) await db.schema.alterTable(`${name}_next`).renameTo(name).execute();
  await db.schema.createIndex('classes_owner').on('classes').column('owner').execute();
};
