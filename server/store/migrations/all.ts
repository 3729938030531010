import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { classesAndHosts } from './001-classesAndHosts.ts';
import { listedSessions } from './002-listedSessions.ts';
import { operatorActs } from './003-operatorActs.ts';
import { tenants } from './004-tenants.ts';
import { openSecrets } from './005-openSecrets.ts';
import type { Change, Dialect } from './dialect.ts';

/** Every change of the tables, oldest first. Names sort in that order and never change. */
const changes: Readonly<Record<string, Change>> = {
  '001 classes and hosts': classesAndHosts,
  '002 sessions and invitations are listed': listedSessions,
  '003 acts of the operator': operatorActs,
  '004 tenants, and times in eight bytes': tenants,
  '005 keys in clear have a column': openSecrets,
};

/** All of a change or nothing of it: SQLite's migrations are in no transaction by themselves. */
const wholly =
  (change: Change, dialect: Dialect) =>
  (db: Kysely<unknown>): Promise<void> =>
    db.isTransaction ? change(db, dialect) : db.transaction().execute((step) => change(step, dialect));

export const migrationsFor = (dialect: Dialect): Record<string, Migration> =>
  Object.fromEntries(Object.entries(changes).map(([name, change]) => [name, { up: wholly(change, dialect) }]));

/** Brings the tables to what this version expects. Throws what a change throws; the tables are then as before that change. */
export const migrate = async <T>(db: Kysely<T>, dialect: Dialect): Promise<void> => {
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrationsFor(dialect) } }).migrateToLatest();
  if (error) throw error;
};
