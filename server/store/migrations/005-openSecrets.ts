import { sql } from 'kysely';
import type { Change } from './dialect.ts';

type Charter = Readonly<Record<string, string>>;

/** The key in clear of a class that is not end-to-end encrypted gets a column of its own, where it can be declared and counted. */
export const openSecrets: Change = async (db) => {
  await db.schema.alterTable('classes').addColumn('open_secret', 'text').execute();
  const { rows } = await sql<{ id: string; charter: string }>`SELECT id, charter FROM classes`.execute(db);
  for (const { id, charter } of rows) {
    const { openSecret, ...rest } = JSON.parse(charter) as Charter;
    if (openSecret === undefined) continue;
    await sql`UPDATE classes SET charter = ${JSON.stringify(rest)}, open_secret = ${openSecret} WHERE id = ${id}`.execute(db);
  }
};
