import type { Clock } from '../privacy/census.ts';
import type { AccountStore } from '../store/ports/accounts.ts';
import type { SessionStore } from '../store/ports/sessions.ts';
import { hashToken, randomToken } from './tokens.ts';

/** `id`: what the session is called by; it opens nothing. */
export type HostSession = { readonly id: string; readonly account: string; readonly expires: number };
/** A secret just made, and until when it is good. It is not kept: only its hash is. */
export type Issued = { readonly token: string; readonly expires: number };

export type HostSessions = ReturnType<typeof openHostSessions>;

const day = 86_400_000;

/** Sessions of hosts, whichever way they signed in (`providers/`). */
export const openHostSessions = (deps: {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly clock: Clock;
  readonly retention: { readonly hostSessionDays: number };
}) => {
  const { accounts, sessions, clock, retention } = deps;
  const lifetime = retention.hostSessionDays * day;

  return {
    /** Whether anybody has a session. */
    any: (): Promise<boolean> => sessions.any(clock.now()),

    /** A new session of an account; null: of a new one. */
    async begin(account: string | null): Promise<Issued> {
      const token = randomToken();
      const now = clock.now();
      const expires = now + lifetime;
      await sessions.add({ hash: hashToken(token), account: account ?? (await accounts.add(now)), expires, now });
      return { token, expires };
    },

    /** The session of a cookie's token; used, it lasts longer, which is written on the first use of a day (UTC). */
    async find(token: string): Promise<HostSession | null> {
      const hash = hashToken(token);
      const now = clock.now();
      const session = await sessions.find(hash, now);
      if (!session) return null;
      const { id, account, usedOn } = session;
      if (usedOn !== null && now - usedOn < day) return { id, account, expires: session.expires };
      await sessions.prolong(hash, now + lifetime, now);
      return { id, account, expires: now + lifetime };
    },

    async signOut(token: string): Promise<void> {
      await sessions.end(hashToken(token));
    },
  };
};
