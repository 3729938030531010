import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, sql, SqliteDialect } from 'kysely';
import type { Dialect } from '../migrations/dialect.ts';
import type { Connection } from '../sql/store.ts';
import type { Tables } from '../sql/tables.ts';

/** What is written after every pragma that this file must keep: deleted content is overwritten, also in temporary tables. */
const pragmas = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA secure_delete = ON;
  PRAGMA foreign_keys = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA journal_size_limit = 0;
`;

export const dialect: Dialect = { counter: 'integer', randomId: sql`substr(lower(hex(randomblob(16))), 1, 22)` };

/** Opens an SQLite file, made readable by this account only. */
export const openFile = (path: string): DatabaseSync => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  return new DatabaseSync(path, { timeout: 5_000 });
};

/**
 * Puts the query builder before a file, or a database in memory.
 * Kysely expects better-sqlite3's calls: Node's own SQLite takes parameters one by one.
 */
export const connect = (file: DatabaseSync): Connection => {
  file.exec(pragmas);
  const kysely = new SqliteDialect({
    database: {
      close: () => file.close(),
      prepare: (text) => {
        const statement = file.prepare(text);
        const bound = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
        return {
          reader: statement.columns().length > 0,
          all: (parameters) => statement.all(...bound(parameters)),
          run: (parameters) => statement.run(...bound(parameters)),
          iterate: (parameters) => statement.iterate(...bound(parameters)),
        };
      },
    },
  });
  const version = file.prepare('PRAGMA data_version');
  let seen = version.get()?.['data_version'];
  return {
    db: new Kysely<Tables>({ dialect: kysely }),
    dialect,
    /** Moves the write-ahead log into the file and empties it, so that erased content is in neither. */
    settle: async () => file.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
    /** By SQLite's `data_version`. */
    changedElsewhere: async () => {
      const before = seen;
      seen = version.get()?.['data_version'];
      return seen !== before;
    },
  };
};
