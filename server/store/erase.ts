import { type Kysely, sql, type Transaction } from 'kysely';
import type { Selection } from '../privacy/erasing.ts';
import type { Counts } from '../privacy/journal.ts';
import type { Tables } from './tables.ts';

const expiring = ['classes', 'host_sessions', 'host_invitations'] as const;
type Expiring = (typeof expiring)[number];

type Condition = readonly [column: string, comparison: '=' | '<=', value: string | number];

/** Which rows of a table are selected; null: none. */
const conditionOf = (table: Expiring, selection: Selection): Condition | null => {
  if ('expiredBy' in selection) return ['expires_at', '<=', selection.expiredBy];
  if ('account' in selection) return [table === 'classes' ? 'owner' : 'account', '=', selection.account];
  return table === 'classes' ? ['id', '=', selection.classId] : null;
};

const eraseFrom = async (step: Transaction<Tables>, table: Expiring, selection: Selection): Promise<number> => {
  const condition = conditionOf(table, selection);
  if (!condition) return 0;
  const [column, comparison, value] = condition;
  const result = await step.deleteFrom(table).where(sql.ref(column), comparison, value).executeTakeFirst();
  return Number(result.numDeletedRows);
};

/** An account that nothing leads to any more goes too. */
const eraseAccounts = async (step: Transaction<Tables>): Promise<number> => {
  const result = await step
    .deleteFrom('host_accounts')
    .where((where) =>
      where.and([
        where('id', 'not in', where.selectFrom('host_sessions').select('account')),
        where('id', 'not in', where.selectFrom('host_invitations').select('account').where('account', 'is not', null)),
      ]),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
};

/** Erases rows, and counts them as items of the ledger. */
export const erase = (db: Kysely<Tables>, selection: Selection): Promise<Counts> =>
  db.transaction().execute(async (step) => {
    const classes = await eraseFrom(step, 'classes', selection);
    return {
      classroomId: classes,
      classRecord: classes,
      charter: classes,
      hostCredential: classes,
      hostSession: await eraseFrom(step, 'host_sessions', selection),
      hostInvitation: await eraseFrom(step, 'host_invitations', selection),
      hostAccount: 'classId' in selection ? 0 : await eraseAccounts(step),
    };
  });

/** Makes rows expire now: nobody finds them any more. */
export const retire = (db: Kysely<Tables>, selection: Selection, now: number): Promise<void> =>
  db.transaction().execute(async (step) => {
    for (const table of expiring) {
      const condition = conditionOf(table, selection);
      if (!condition) continue;
      const [column, comparison, value] = condition;
      await step.updateTable(table).set({ expires_at: now }).where(sql.ref(column), comparison, value).execute();
    }
  });

/** When the next row expires; null when there is none. Milliseconds since 1970. */
export const nextDue = async (db: Kysely<Tables>): Promise<number | null> => {
  const first = (table: Expiring) =>
    db
      .selectFrom(table)
      .select((of) => of.fn.min('expires_at').as('due'))
      .executeTakeFirst();
  const rows = await Promise.all(expiring.map(first));
  const dues = rows.flatMap((row) => (row?.due == null ? [] : [Number(row.due)]));
  return dues.length > 0 ? Math.min(...dues) : null;
};
