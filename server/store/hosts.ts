import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { DeviceKind } from '../protocol/access.ts';
import type { InvitationMaker, Tables } from './tables.ts';

type FoundSession = { readonly id: string; readonly account: string; readonly expires: number; readonly usedOn: number | null };
type NewInvitation = {
  readonly hash: string;
  readonly account: string | null;
  readonly expires: number;
  readonly madeBy: InvitationMaker;
  readonly maker: string | null;
};

const day = 86_400_000;
const dayOf = (now: number): number => now - (now % day);
const randomId = (): string => randomBytes(16).toString('base64url');

const sessionsOf = (db: Kysely<Tables>, account: string, now: number) =>
  db
    .selectFrom('host_sessions')
    .select(['id', 'opened_at as openedAt', 'used_on as usedOn', 'device', 'expires_at as expiresAt'])
    .where('account', '=', account)
    .where('expires_at', '>', now)
    .orderBy('used_on', 'desc')
    .orderBy('opened_at', 'desc')
    .execute();

/** The open invitations that an account made, or that open it. */
const invitationsOf = async (db: Kysely<Tables>, account: string, now: number) => {
  const rows = await db
    .selectFrom('host_invitations')
    .select(['id', 'account', 'expires_at as expiresAt'])
    .where((where) => where.or([where('maker', '=', account), where('account', '=', account)]))
    .where('expires_at', '>', now)
    .orderBy('expires_at')
    .execute();
  return rows.map(({ id, account: opened, expiresAt }) => ({ id, ownDevice: opened === account, expiresAt }));
};

export const addInvitation = async (db: Kysely<Tables>, invitation: NewInvitation): Promise<void> => {
  const { hash, account, expires, madeBy, maker } = invitation;
  await db
    .insertInto('host_invitations')
    .values({ token_hash: hash, account, expires_at: expires, id: randomId(), made_by: madeBy, maker })
    .execute();
};

/** Accounts of hosts, their sessions and one-time invitations. Tokens only as hashes; times in milliseconds since 1970. */
export const hostsIn = (db: Kysely<Tables>) => ({
  /** A new account: a random identifier, and nothing else. */
  async addAccount(now: number): Promise<string> {
    const id = randomId();
    await db.insertInto('host_accounts').values({ id, created_at: now }).execute();
    return id;
  },

  async addSession(session: { hash: string; account: string; expires: number; now: number }): Promise<void> {
    const { hash, account, expires, now } = session;
    await db
      .insertInto('host_sessions')
      .values({ token_hash: hash, account, expires_at: expires, id: randomId(), opened_at: now, used_on: dayOf(now) })
      .execute();
  },

  /** `usedOn`: the beginning of the day (UTC) of the last use that was noted. */
  async findSession(hash: string, now: number): Promise<FoundSession | null> {
    const row = await db
      .selectFrom('host_sessions')
      .select(['id', 'account', 'expires_at as expires', 'used_on as usedOn'])
      .where('token_hash', '=', hash)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return row ?? null;
  },

  async prolongSession(hash: string, expires: number, now: number): Promise<void> {
    await db
      .updateTable('host_sessions')
      .set({ expires_at: expires, used_on: dayOf(now) })
      .where('token_hash', '=', hash)
      .execute();
  },

  async endSession(hash: string): Promise<void> {
    await db.deleteFrom('host_sessions').where('token_hash', '=', hash).execute();
  },

  async anySession(now: number): Promise<boolean> {
    const row = await db.selectFrom('host_sessions').select('account').where('expires_at', '>', now).limit(1).executeTakeFirst();
    return row !== undefined;
  },

  addInvitation: (invitation: NewInvitation): Promise<void> => addInvitation(db, invitation),

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
    return {
      createdAt: row.created_at,
      sessions: await sessionsOf(db, account, now),
      invitations: await invitationsOf(db, account, now),
    };
  },

  /** False when the account has no such session. */
  async endSessionOf(account: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await db
      .deleteFrom('host_sessions')
      .where('account', '=', account)
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  },

  /** Ends every session of the account but one. Gives how many. */
  async endOtherSessions(account: string, kept: string): Promise<number> {
    const { numDeletedRows } = await db
      .deleteFrom('host_sessions')
      .where('account', '=', account)
      .where('id', '!=', kept)
      .executeTakeFirst();
    return Number(numDeletedRows);
  },

  /** Notes which kind of device a session is on. False when the account has no such session. */
  async nameDevice(account: string, id: string, device: DeviceKind | null): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('host_sessions')
      .set({ device })
      .where('account', '=', account)
      .where('id', '=', id)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },

  /** False when the account made no such invitation, or it was used. */
  async withdrawInvitation(maker: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await db
      .deleteFrom('host_invitations')
      .where('maker', '=', maker)
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  },

  /** Erases the unused links that earlier starts of the server made for the first host. */
  async dropFirstInvitations(): Promise<void> {
    await db.deleteFrom('host_invitations').where('made_by', '=', 'start').execute();
  },
});
