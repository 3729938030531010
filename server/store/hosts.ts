import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Accounts of hosts, their sessions and one-time invitations. Tokens only as hashes; times in milliseconds since 1970. */
export const hostsIn = (db: Kysely<Tables>) => ({
  /** A new account: a random identifier, and nothing else. */
  async addAccount(now: number): Promise<string> {
    const id = randomBytes(16).toString('base64url');
    await db.insertInto('host_accounts').values({ id, created_at: now }).execute();
    return id;
  },

  async addSession(session: { hash: string; account: string; expires: number }): Promise<void> {
    const { hash, account, expires } = session;
    await db.insertInto('host_sessions').values({ token_hash: hash, account, expires_at: expires }).execute();
  },

  async findSession(hash: string, now: number): Promise<{ account: string; expires: number } | null> {
    const row = await db
      .selectFrom('host_sessions')
      .select(['account', 'expires_at as expires'])
      .where('token_hash', '=', hash)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return row ?? null;
  },

  async prolongSession(hash: string, expires: number): Promise<void> {
    await db.updateTable('host_sessions').set({ expires_at: expires }).where('token_hash', '=', hash).execute();
  },

  async endSession(hash: string): Promise<void> {
    await db.deleteFrom('host_sessions').where('token_hash', '=', hash).execute();
  },

  async anySession(now: number): Promise<boolean> {
    const row = await db.selectFrom('host_sessions').select('account').where('expires_at', '>', now).limit(1).executeTakeFirst();
    return row !== undefined;
  },

  async addInvitation(invitation: { hash: string; account: string | null; expires: number }): Promise<void> {
    const { hash, account, expires } = invitation;
    await db.insertInto('host_invitations').values({ token_hash: hash, account, expires_at: expires }).execute();
  },

  async findInvitation(hash: string, now: number): Promise<{ account: string | null } | null> {
    const row = await db
      .selectFrom('host_invitations')
      .select('account')
      .where('token_hash', '=', hash)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return row ?? null;
  },

  /** What the invitation stands for, once: it is erased on use. */
  async useInvitation(hash: string, now: number): Promise<{ account: string | null } | null> {
    const row = await db
      .deleteFrom('host_invitations')
      .where('token_hash', '=', hash)
      .where('expires_at', '>', now)
      .returning('account')
      .executeTakeFirst();
    return row ?? null;
  },

  /** What is stored of an account. */
  async ofAccount(account: string, now: number) {
    const row = await db.selectFrom('host_accounts').select('created_at').where('id', '=', account).executeTakeFirstOrThrow();
    const ends = (table: 'host_sessions' | 'host_invitations') =>
      db
        .selectFrom(table)
        .select('expires_at as expiresAt')
        .where('account', '=', account)
        .where('expires_at', '>', now)
        .execute();
    return { createdAt: row.created_at, sessions: await ends('host_sessions'), invitations: await ends('host_invitations') };
  },

  async dropOpenInvitations(): Promise<void> {
    await db.deleteFrom('host_invitations').execute();
  },
});
