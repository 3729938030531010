import { type Selectable, sql } from 'kysely';
import type { Counts } from '../../privacy/journal.ts';
import type { Retention } from '../ports/store.ts';
import type { ListedHost, OperatorAct, OperatorStore } from '../ports/operator.ts';
import { eraseWithin, retireWithin } from './erase.ts';
import { addInvitation } from './invitations.ts';
import type { Rows, Tables } from './tables.ts';

const operatorAct = ({ id, at, act, account, classes, counts }: Selectable<Tables['operator_acts']>): OperatorAct => {
  if (act === 'host-invited' || account === null) return { id, at, act: 'host-invited' };
  const erased = JSON.parse(classes ?? '[]') as string[];
  return { id, at, act, account, classes: erased, counts: JSON.parse(counts ?? '{}') as Counts };
};

export const operatorIn = ({ db, tenant }: Rows, retention: Retention): OperatorStore => ({
  async hosts(now) {
    // Counted as plain integers: PostgreSQL's own kind of a count comes as text.
    const { rows } = await sql<ListedHost>`
      SELECT a.id, a.created_at AS "madeAt",
        (SELECT max(used_on) FROM host_sessions WHERE account = a.id) AS "usedOn",
        CAST((SELECT count(*) FROM host_sessions WHERE account = a.id AND expires_at > ${now}) AS integer) AS sessions,
        CAST((SELECT count(*) FROM host_invitations WHERE (maker = a.id OR account = a.id) AND expires_at > ${now}) AS integer)
          AS invitations,
        CAST((SELECT count(*) FROM classes WHERE owner = a.id AND expires_at > ${now}) AS integer) AS classes
      FROM host_accounts a WHERE a.tenant = ${tenant} ORDER BY "usedOn" DESC NULLS LAST, "madeAt" DESC`.execute(db);
    return rows;
  },

  invite: (invitation, now) =>
    db.transaction().execute(async (step) => {
      await addInvitation({ db: step, tenant }, { ...invitation, account: null, madeBy: 'operator', maker: null });
      await step.insertInto('operator_acts').values({ tenant, at: now, act: 'host-invited' }).execute();
    }),

  remove: ({ account, withClasses, hold }, now) =>
    db.transaction().execute(async (step) => {
      const rows = { db: step, tenant };
      const selection = { account, ...(!withClasses && { keepClasses: true as const }) };
      const owned = await step
        .selectFrom('classes')
        .select('id')
        .where('tenant', '=', tenant)
        .where('owner', '=', account)
        .execute();
      if (hold) await retireWithin(rows, selection, now);
      const counts: Counts = hold ? {} : await eraseWithin(rows, selection, retention);
      const classes = withClasses ? owned.map(({ id }) => id) : [];
      const kept = { account, classes: JSON.stringify(classes), counts: JSON.stringify(counts) };
      await step
        .insertInto('operator_acts')
        .values({ tenant, at: now, act: 'host-removed', ...kept })
        .execute();
    }),

  async acts() {
    const acts = await db.selectFrom('operator_acts').selectAll().where('tenant', '=', tenant).orderBy('id').execute();
    return acts.map(operatorAct);
  },

  async forgetAct(id) {
    await db.deleteFrom('operator_acts').where('tenant', '=', tenant).where('id', '=', id).execute();
  },
});
