import type { SessionStore } from '../ports/sessions.ts';
import { randomId } from './randomId.ts';
import type { Rows } from './tables.ts';

const day = 86_400_000;
const dayOf = (now: number): number => now - (now % day);

export const sessionsIn = ({ db, tenant }: Rows): SessionStore => ({
  async add({ hash, account, expires, now }) {
    await db
      .insertInto('host_sessions')
      .values({ tenant, token_hash: hash, account, expires_at: expires, id: randomId(), opened_at: now, used_on: dayOf(now) })
      .execute();
  },

  async find(hash, now) {
    const row = await db
      .selectFrom('host_sessions')
      .select(['id', 'account', 'expires_at as expires', 'used_on as usedOn'])
      .where('tenant', '=', tenant)
      .where('token_hash', '=', hash)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return row ?? null;
  },

  async prolong(hash, expires, now) {
    await db
      .updateTable('host_sessions')
      .set({ expires_at: expires, used_on: dayOf(now) })
      .where('tenant', '=', tenant)
      .where('token_hash', '=', hash)
      .execute();
  },

  async end(hash) {
    await db.deleteFrom('host_sessions').where('tenant', '=', tenant).where('token_hash', '=', hash).execute();
  },

  async any(now) {
    const row = await db
      .selectFrom('host_sessions')
      .select('account')
      .where('tenant', '=', tenant)
      .where('expires_at', '>', now)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  },

  async endOf(account, id) {
    const { numDeletedRows } = await db
      .deleteFrom('host_sessions')
      .where('tenant', '=', tenant)
      .where('account', '=', account)
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  },

  async endOthers(account, kept) {
    const { numDeletedRows } = await db
      .deleteFrom('host_sessions')
      .where('tenant', '=', tenant)
      .where('account', '=', account)
      .where('id', '!=', kept)
      .executeTakeFirst();
    return Number(numDeletedRows);
  },

  async nameDevice(account, id, device) {
    const { numUpdatedRows } = await db
      .updateTable('host_sessions')
      .set({ device })
      .where('tenant', '=', tenant)
      .where('account', '=', account)
      .where('id', '=', id)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },
});
