import { type Kysely, type Selectable, sql } from 'kysely';
import type { Counts } from '../privacy/journal.ts';
import { eraseWithin, retireWithin } from './erase.ts';
import { addInvitation } from './hosts.ts';
import type { OperatorActsTable, Tables } from './tables.ts';

/** A host as the operator sees one. Times in milliseconds since 1970; null: unknown, or never since it is kept. */
export type ListedHost = {
  readonly id: string;
  readonly madeAt: number;
  /** The beginning of a day in UTC. */
  readonly usedOn: number | null;
  readonly sessions: number;
  readonly invitations: number;
  readonly classes: number;
};

/**
 * What the operator did beside the server, for the server to write into its logs and to act on. `classes`: those erased with
 * a host. `counts`: what was erased, by item of the ledger.
 */
export type OperatorAct = { readonly id: number; readonly at: number } & (
  | { readonly act: 'host-invited' }
  | { readonly act: 'host-removed'; readonly account: string; readonly classes: readonly string[]; readonly counts: Counts }
);

/** How a host is removed. `hold`: legal hold is on, so that what is theirs becomes unusable and is erased later. */
export type Removal = { readonly account: string; readonly withClasses: boolean; readonly hold: boolean };

const operatorAct = ({ id, at, act, account, classes, counts }: Selectable<OperatorActsTable>): OperatorAct => {
  if (act === 'host-invited' || account === null) return { id, at, act: 'host-invited' };
  const erased = JSON.parse(classes ?? '[]') as string[];
  return { id, at, act, account, classes: erased, counts: JSON.parse(counts ?? '{}') as Counts };
};

/** What the operator's command does in the store, while a server runs on it or not. Each act is kept with what it changed. */
export const operatorIn = (db: Kysely<Tables>) => ({
  /** Every host, who was here last first. */
  async hosts(now: number): Promise<ListedHost[]> {
    const { rows } = await sql<ListedHost>`
      SELECT a.id, a.created_at AS madeAt,
        (SELECT max(used_on) FROM host_sessions WHERE account = a.id) AS usedOn,
        (SELECT count(*) FROM host_sessions WHERE account = a.id AND expires_at > ${now}) AS sessions,
        (SELECT count(*) FROM host_invitations WHERE (maker = a.id OR account = a.id) AND expires_at > ${now}) AS invitations,
        (SELECT count(*) FROM classes WHERE owner = a.id AND expires_at > ${now}) AS classes
      FROM host_accounts a ORDER BY usedOn DESC, madeAt DESC`.execute(db);
    return rows;
  },

  /** Keeps an invitation for a new host. */
  invite: (invitation: { readonly hash: string; readonly expires: number }, now: number): Promise<void> =>
    db.transaction().execute(async (step) => {
      await addInvitation(step, { ...invitation, account: null, madeBy: 'operator', maker: null });
      await step.insertInto('operator_acts').values({ at: now, act: 'host-invited' }).execute();
    }),

  /** Removes a host with all sessions and invitations; classes stay for whoever has their links, unless they go too. */
  remove: ({ account, withClasses, hold }: Removal, now: number): Promise<void> =>
    db.transaction().execute(async (step) => {
      const selection = { account, ...(!withClasses && { keepClasses: true as const }) };
      const owned = await step.selectFrom('classes').select('id').where('owner', '=', account).execute();
      if (hold) await retireWithin(step, selection, now);
      const counts: Counts = hold ? {} : await eraseWithin(step, selection);
      const classes = withClasses ? owned.map(({ id }) => id) : [];
      const kept = { account, classes: JSON.stringify(classes), counts: JSON.stringify(counts) };
      await step
        .insertInto('operator_acts')
        .values({ at: now, act: 'host-removed', ...kept })
        .execute();
    }),

  /** What the operator did that nobody has followed up yet, oldest first. */
  async acts(): Promise<OperatorAct[]> {
    return (await db.selectFrom('operator_acts').selectAll().orderBy('id').execute()).map(operatorAct);
  },

  async forgetAct(id: number): Promise<void> {
    await db.deleteFrom('operator_acts').where('id', '=', id).execute();
  },
});
