import { type Kysely, type RawBuilder, sql, type SqlBool, type Transaction } from 'kysely';
import type { Selection } from '../privacy/erasing.ts';
import type { Counts } from '../privacy/journal.ts';
import type { Tables } from './tables.ts';

const expiring = ['classes', 'host_sessions', 'host_invitations'] as const;
type Expiring = (typeof expiring)[number];

/** By which columns a row belongs to an account. Whom an erased host has invited is not invited any more. */
const accountColumns: Readonly<Record<Expiring, readonly string[]>> = {
  classes: ['owner'],
  host_sessions: ['account'],
  host_invitations: ['account', 'maker'],
};

/** Which rows of a table are selected; null: none. */
const conditionOf = (table: Expiring, selection: Selection): RawBuilder<SqlBool> | null => {
  if ('expiredBy' in selection) return sql<SqlBool>`expires_at <= ${selection.expiredBy}`;
  if ('account' in selection) {
    if (table === 'classes' && selection.keepClasses) return null;
    return sql<SqlBool>`${selection.account} IN (${sql.join(accountColumns[table].map((column) => sql.ref(column)))})`;
  }
  return table === 'classes' ? sql<SqlBool>`id = ${selection.classId}` : null;
};

const eraseFrom = async (step: Transaction<Tables>, table: Expiring, selection: Selection): Promise<number> => {
  const condition = conditionOf(table, selection);
  if (!condition) return 0;
  const result = await step.deleteFrom(table).where(condition).executeTakeFirst();
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
export const eraseWithin = async (step: Transaction<Tables>, selection: Selection): Promise<Counts> => {
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
};

export const erase = (db: Kysely<Tables>, selection: Selection): Promise<Counts> =>
  db.transaction().execute((step) => eraseWithin(step, selection));

/** Makes rows expire now: nobody finds them any more. */
export const retireWithin = async (step: Transaction<Tables>, selection: Selection, now: number): Promise<void> => {
  for (const table of expiring) {
    const condition = conditionOf(table, selection);
    if (!condition) continue;
    await step.updateTable(table).set({ expires_at: now }).where(condition).execute();
  }
};

export const retire = (db: Kysely<Tables>, selection: Selection, now: number): Promise<void> =>
  db.transaction().execute((step) => retireWithin(step, selection, now));

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
