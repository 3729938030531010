import { join } from 'node:path';
import { Migrator } from 'kysely/migration';
import type { Keeper } from '../privacy/erasing.ts';
import { classesIn } from './classes.ts';
import { erase, nextDue, retire } from './erase.ts';
import { hostsIn } from './hosts.ts';
import { migrations } from './migrations.ts';
import { operatorIn } from './operator.ts';
import { openSqlite } from './sqlite.ts';

export type Store = Awaited<ReturnType<typeof openStore>>;

const day = 86_400_000;

/** Opens what survives a restart: classes made and host credentials. Nothing about students. `now`: milliseconds since 1970. */
export const openStore = async (folder: string, retention: { readonly classDays: number }, now: () => number = Date.now) => {
  const { db, settle, changedElsewhere } = openSqlite(join(folder, 'ardoise.sqlite'));
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  if (error) {
    await db.destroy();
    throw error;
  }
  /** Erases from the file and from its write-ahead log. */
  const keeper: Keeper = {
    async erase(selection) {
      const counts = await erase(db, selection);
      settle();
      return counts;
    },
    retire: (selection) => retire(db, selection, now()),
    nextDue: () => nextDue(db),
  };
  return {
    ...keeper,
    classes: classesIn(db, retention.classDays * day),
    hosts: hostsIn(db),
    operator: operatorIn(db),
    /** True when another process has written to the file since the last time this was asked. */
    changedElsewhere,
    /** Makes sure that what was erased is in no file any more. */
    settle,
    async close(): Promise<void> {
      settle();
      await db.destroy();
    },
  };
};
