import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Selection } from '../../privacy/erasing.ts';
import type { Counts } from '../../privacy/journal.ts';
import type { Retention } from '../ports/store.ts';
import { endUnreachable, shorten } from './shorten.ts';
import type { Rows } from './tables.ts';

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

const eraseFrom = async ({ db, tenant }: Rows, table: Expiring, selection: Selection): Promise<number> => {
  const condition = conditionOf(table, selection);
  if (!condition) return 0;
  const result = await db.deleteFrom(table).where('tenant', '=', tenant).where(condition).executeTakeFirst();
  return Number(result.numDeletedRows);
};

/** How many of the selected classes have a key in clear. */
const openSecretsOf = async ({ db, tenant }: Rows, selection: Selection): Promise<number> => {
  const condition = conditionOf('classes', selection);
  if (!condition) return 0;
  const row = await db
    .selectFrom('classes')
    .select((of) => of.fn.count('open_secret').as('count'))
    .where('tenant', '=', tenant)
    .where(condition)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
};

/** An account that nothing leads to any more goes too, once none of its classes is left. */
const eraseAccounts = async ({ db, tenant }: Rows): Promise<number> => {
  const result = await db
    .deleteFrom('host_accounts')
    .where('tenant', '=', tenant)
    .where((where) =>
      where.and([
        where('id', 'not in', where.selectFrom('host_sessions').select('account')),
        where('id', 'not in', where.selectFrom('host_invitations').select('account').where('account', 'is not', null)),
        where('id', 'not in', where.selectFrom('classes').select('owner').where('owner', 'is not', null)),
      ]),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
};

/** Classes that are kept on purpose are nobody's from then on. */
const disown = async ({ db, tenant }: Rows, account: string): Promise<void> => {
  await db.updateTable('classes').set({ owner: null }).where('tenant', '=', tenant).where('owner', '=', account).execute();
};

/** Erases rows, and counts them as items of the ledger. */
export const eraseWithin = async (step: Rows, selection: Selection, retention: Retention): Promise<Counts> => {
  if ('expiredBy' in selection) await shorten(step, retention, selection.expiredBy);
  if ('account' in selection && selection.keepClasses) await disown(step, selection.account);
  const hostSession = await eraseFrom(step, 'host_sessions', selection);
  const hostInvitation = await eraseFrom(step, 'host_invitations', selection);
  if ('expiredBy' in selection) await endUnreachable(step, retention);
  const openSecret = await openSecretsOf(step, selection);
  const classes = await eraseFrom(step, 'classes', selection);
  return {
    classroomId: classes,
    classRecord: classes,
    charter: classes,
    openSecret,
    hostCredential: classes,
    hostSession,
    hostInvitation,
    hostAccount: 'classId' in selection ? 0 : await eraseAccounts(step),
  };
};

export const erase = ({ db, tenant }: Rows, selection: Selection, retention: Retention): Promise<Counts> =>
  db.transaction().execute((step) => eraseWithin({ db: step, tenant }, selection, retention));

/** Makes rows expire now: nobody finds them any more. */
export const retireWithin = async ({ db, tenant }: Rows, selection: Selection, now: number): Promise<void> => {
  for (const table of expiring) {
    const condition = conditionOf(table, selection);
    if (!condition) continue;
    await db.updateTable(table).set({ expires_at: now }).where('tenant', '=', tenant).where(condition).execute();
  }
};

export const retire = ({ db, tenant }: Rows, selection: Selection, now: number): Promise<void> =>
  db.transaction().execute((step) => retireWithin({ db: step, tenant }, selection, now));

/** When the next row expires; null when there is none. Milliseconds since 1970. */
export const nextDue = async ({ db, tenant }: Rows): Promise<number | null> => {
  const first = (table: Expiring) =>
    db
      .selectFrom(table)
      .select((of) => of.fn.min('expires_at').as('due'))
      .where('tenant', '=', tenant)
      .executeTakeFirst();
  const rows = await Promise.all(expiring.map(first));
  const dues = rows.flatMap((row) => (row?.due == null ? [] : [Number(row.due)]));
  return dues.length > 0 ? Math.min(...dues) : null;
};
