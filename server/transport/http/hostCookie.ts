import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../protocol/refusal.ts';
import type { HostSession, HostSessions, Issued } from '../../identity/hostSessions.ts';

/** The `__Host-` prefix binds the cookie to this very host. Plain http, only on loopback, cannot have it in every browser. */
const nameOf = (secure: boolean): string => (secure ? '__Host-ardoise' : 'ardoise');

export type HostCookie = {
  /** The token that the browser sent, if any. */
  tokenOf(request: FastifyRequest): string | null;
  /** The host's session that a request comes with, if any. */
  sessionOf(request: FastifyRequest): Promise<HostSession | null>;
  /** The host who asks. Refuses with `signed-out`. */
  signedIn(request: FastifyRequest): Promise<HostSession>;
  give(reply: FastifyReply, session: Issued, now: number): void;
  takeBack(reply: FastifyReply): void;
};

/**
 * The cookie of a host's session: for this server's own pages only, out of reach of scripts. Students have none. `secure`:
 * browsers come by https.
 */
export const openHostCookie = (hosts: Pick<HostSessions, 'find'>, secure: boolean): HostCookie => {
  const name = nameOf(secure);
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  const tokenOf = (request: FastifyRequest): string | null => request.cookies[name] ?? null;
  const sessionOf = async (request: FastifyRequest): Promise<HostSession | null> => {
    const token = tokenOf(request);
    return token === null ? null : hosts.find(token);
  };
  return {
    tokenOf,
    sessionOf,
    async signedIn(request) {
      const session = await sessionOf(request);
      if (!session) throw new Refusal('signed-out');
      return session;
    },
    give: (reply, { token, expires }, now) =>
      void reply.setCookie(name, token, { ...options, maxAge: Math.floor((expires - now) / 1_000) }),
    takeBack: (reply) => void reply.clearCookie(name, options),
  };
};
