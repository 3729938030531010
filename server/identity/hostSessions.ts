import type { Clock } from '../privacy/hold.ts';
import { hashToken, randomToken } from './tokens.ts';

/** What host sessions need of the store. Times in milliseconds since 1970; tokens only as hashes. */
export type HostStore = {
  addAccount(now: number): Promise<string>;
  addSession(session: { hash: string; account: string; expires: number; now: number }): Promise<void>;
  /** The session that has not expired. `usedOn`: the beginning of a day in UTC, if it is known. */
  findSession(hash: string, now: number): Promise<{ id: string; account: string; expires: number; usedOn: number | null } | null>;
  prolongSession(hash: string, expires: number, now: number): Promise<void>;
  endSession(hash: string): Promise<void>;
  anySession(now: number): Promise<boolean>;
  /** `account` null: whoever uses it gets a new account. `maker`: the account of the host who made it. */
  addInvitation(invitation: {
    hash: string;
    account: string | null;
    expires: number;
    madeBy: 'start' | 'operator' | 'host';
    maker: string | null;
  }): Promise<void>;
  /** Gives what an invitation stands for, once. */
  useInvitation(hash: string, now: number): Promise<{ account: string | null } | null>;
  /** The same, without using it. */
  findInvitation(hash: string, now: number): Promise<{ account: string | null } | null>;
  dropFirstInvitations(): Promise<void>;
};

/** `id`: what the session is called by; it opens nothing. */
export type HostSession = { readonly id: string; readonly account: string; readonly expires: number };
/** A secret just made, and until when it is good. It is not kept: only its hash is. */
export type Issued = { readonly token: string; readonly expires: number };

export type HostSessions = ReturnType<typeof openHostSessions>;

const hour = 3_600_000;
const day = 24 * hour;

/** Who may host: a one-time link is exchanged for a session, and a session makes further one-time links. */
export const openHostSessions = (deps: {
  readonly store: HostStore;
  readonly clock: Clock;
  readonly retention: { readonly hostSessionDays: number; readonly invitationHours: number };
}) => {
  const { store, clock, retention } = deps;
  const lifetime = retention.hostSessionDays * day;

  const invite = async (made: { account: string | null; madeBy: 'start' | 'operator' | 'host'; maker: string | null }) => {
    const token = randomToken();
    const expires = clock.now() + retention.invitationHours * hour;
    await store.addInvitation({ hash: hashToken(token), expires, ...made });
    return { token, expires };
  };

  return {
    /** A one-time link's token: for another device of a host's own account, or for a colleague, who gets a new one. */
    invite: (maker: string, forWhom: 'own-device' | 'colleague'): Promise<Issued> =>
      invite({ account: forWhom === 'own-device' ? maker : null, madeBy: 'host', maker }),

    /** At a start without any signed-in host: a fresh one-time token for the first one; earlier unused ones end. */
    async firstInvitation(): Promise<Issued | null> {
      if (await store.anySession(clock.now())) return null;
      await store.dropFirstInvitations();
      return invite({ account: null, madeBy: 'start', maker: null });
    },

    /** What a one-time token stands for, without using it. Null when it is used, expired or unknown. */
    look: (invitation: string): Promise<{ account: string | null } | null> =>
      store.findInvitation(hashToken(invitation), clock.now()),

    /** Exchanges a one-time token for a new session. Null when it is used, expired or unknown. */
    async signIn(invitation: string): Promise<Issued | null> {
      const used = await store.useInvitation(hashToken(invitation), clock.now());
      if (!used) return null;
      const token = randomToken();
      const expires = clock.now() + lifetime;
      const account = used.account ?? (await store.addAccount(clock.now()));
      await store.addSession({ hash: hashToken(token), account, expires, now: clock.now() });
      return { token, expires };
    },

    /** The session of a cookie's token; used, it lasts longer, which is written on the first use of a day (UTC). */
    async find(token: string): Promise<HostSession | null> {
      const hash = hashToken(token);
      const now = clock.now();
      const session = await store.findSession(hash, now);
      if (!session) return null;
      const { id, account, usedOn } = session;
      if (usedOn !== null && now - usedOn < day) return { id, account, expires: session.expires };
      await store.prolongSession(hash, now + lifetime, now);
      return { id, account, expires: now + lifetime };
    },

    async signOut(token: string): Promise<void> {
      await store.endSession(hashToken(token));
    },
  };
};
