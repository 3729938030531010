import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { Tables } from './tables.ts';

/** What is written after every pragma that this file must keep: deleted content is overwritten, also in temporary tables. */
const pragmas = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA secure_delete = ON;
  PRAGMA foreign_keys = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA journal_size_limit = 0;
`;

/**
 * Opens an SQLite file, made readable by this account only, and puts the query builder before it.
 * Kysely expects better-sqlite3's calls: Node's own SQLite takes parameters one by one.
 */
export const openSqlite = (path: string) => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  const file = new DatabaseSync(path, { timeout: 5_000 });
  file.exec(pragmas);
  const dialect = new SqliteDialect({
    database: {
      close: () => file.close(),
      prepare: (sql) => {
        const statement = file.prepare(sql);
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
    db: new Kysely<Tables>({ dialect }),
    /** Moves the write-ahead log into the file and empties it, so that erased content is in neither. */
    settle: () => file.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
    /** True when another process has written to the file since the last time this was asked (SQLite's `data_version`). */
    changedElsewhere: (): boolean => {
      const before = seen;
      seen = version.get()?.['data_version'];
      return seen !== before;
    },
  };
};
