import type { Clock } from '../privacy/hold.ts';
import { hashToken, randomToken } from './tokens.ts';

/** What host sessions need of the store. Times in milliseconds since 1970; tokens only as hashes. */
export type HostStore = {
  addAccount(now: number): Promise<string>;
  addSession(session: { hash: string; account: string; expires: number }): Promise<void>;
  /** The session that has not expired. */
  findSession(hash: string, now: number): Promise<{ account: string; expires: number } | null>;
  prolongSession(hash: string, expires: number): Promise<void>;
  endSession(hash: string): Promise<void>;
  anySession(now: number): Promise<boolean>;
  /** `account` null: whoever uses it gets a new account. */
  addInvitation(invitation: { hash: string; account: string | null; expires: number }): Promise<void>;
  /** Gives what an invitation stands for, once. */
  useInvitation(hash: string, now: number): Promise<{ account: string | null } | null>;
  /** The same, without using it. */
  findInvitation(hash: string, now: number): Promise<{ account: string | null } | null>;
  dropOpenInvitations(): Promise<void>;
};

export type HostSession = { readonly account: string; readonly expires: number };
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

  const invite = async (account: string | null): Promise<Issued> => {
    const token = randomToken();
    const expires = clock.now() + retention.invitationHours * hour;
    await store.addInvitation({ hash: hashToken(token), account, expires });
    return { token, expires };
  };

  return {
    /** A one-time link's token for another device of this account, or, with null, for a new account. */
    invite,

    /** At a start without any signed-in host: a fresh one-time token for the first one; earlier unused ones end. */
    async firstInvitation(): Promise<Issued | null> {
      if (await store.anySession(clock.now())) return null;
      await store.dropOpenInvitations();
      return invite(null);
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
      await store.addSession({ hash: hashToken(token), account, expires });
      return { token, expires };
    },

    /** The session of a cookie's token; used, it lasts longer, written at most once a day. */
    async find(token: string): Promise<HostSession | null> {
      const hash = hashToken(token);
      const now = clock.now();
      const session = await store.findSession(hash, now);
      if (!session || session.expires > now + lifetime - day) return session;
      await store.prolongSession(hash, now + lifetime);
      return { account: session.account, expires: now + lifetime };
    },

    async signOut(token: string): Promise<void> {
      await store.endSession(hashToken(token));
    },
  };
};
