import { join } from 'node:path';
import { Migrator } from 'kysely/migration';
import { classesIn } from './classes.ts';
import { hostsIn } from './hosts.ts';
import { migrations } from './migrations.ts';
import { type Purged, purgeExpired } from './purge.ts';
import { openSqlite } from './sqlite.ts';

export type Store = Awaited<ReturnType<typeof openStore>>;

const day = 86_400_000;

/** Opens what survives a restart: classes made and host credentials. Nothing about students. */
export const openStore = async (folder: string, retention: { readonly classDays: number }) => {
  const { db, settle } = openSqlite(join(folder, 'ardoise.sqlite'));
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  if (error) {
    await db.destroy();
    throw error;
  }
  return {
    classes: classesIn(db, retention.classDays * day),
    hosts: hostsIn(db),
    /** Erases what has expired, from the file and from its write-ahead log. */
    async purgeExpired(now: number): Promise<Purged> {
      const purged = await purgeExpired(db, now);
      settle();
      return purged;
    },
    async close(): Promise<void> {
      settle();
      await db.destroy();
    },
  };
};
