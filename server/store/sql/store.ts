import type { Kysely } from 'kysely';
import type { Dialect } from '../migrations/dialect.ts';
import { migrate } from '../migrations/all.ts';
import type { Store, StoreTerms } from '../ports/store.ts';
import { accountsIn } from './accounts.ts';
import { classesIn } from './classes.ts';
import { erase, nextDue, retire } from './erase.ts';
import { invitationsIn } from './invitations.ts';
import { operatorIn } from './operator.ts';
import { sessionsIn } from './sessions.ts';
import type { Tables } from './tables.ts';

const day = 86_400_000;

/** A database that speaks SQL, and what each kind of it does in its own way. */
export type Connection = Pick<Store, 'settle' | 'changedElsewhere'> & {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
};

/** The store in a database, whose tables are brought up to date first. Closing it closes the connection. */
export const storeOn = async (connection: Connection, { tenant, retention, now }: Omit<StoreTerms, 'folder'>): Promise<Store> => {
  const { db, dialect, settle, changedElsewhere } = connection;
  try {
    await migrate(db, dialect);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const rows = { db, tenant };
  return {
    async erase(selection) {
      const counts = await erase(rows, selection, retention);
      await settle();
      return counts;
    },
    retire: (selection) => retire(rows, selection, now()),
    nextDue: () => nextDue(rows),
    classes: classesIn(rows, retention.classDays * day),
    accounts: accountsIn(rows),
    sessions: sessionsIn(rows),
    invitations: invitationsIn(rows),
    operator: operatorIn(rows, retention),
    changedElsewhere,
    settle,
    async close() {
      await settle();
      await db.destroy();
    },
  };
};
