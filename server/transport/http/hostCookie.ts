import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../classroom/refusal.ts';
import type { HostSession, HostSessions, Issued } from '../../identity/hostSessions.ts';

/** The `__Host-` prefix binds the cookie to this very host. Plain http, only on loopback, cannot have it in every browser. */
const nameOf = (secure: boolean): string => (secure ? '__Host-ardoise' : 'ardoise');

export type HostCookie = {
  /** The token that the browser sent, if any. */
  tokenOf(request: FastifyRequest): string | null;
  give(reply: FastifyReply, session: Issued, now: number): void;
  takeBack(reply: FastifyReply): void;
};

/** The cookie of a host's session: for this server's own pages only, out of reach of scripts. Students have none. */
export const hostCookie = (secure: boolean): HostCookie => {
  const name = nameOf(secure);
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  return {
    tokenOf: (request) => request.cookies[name] ?? null,
    give: (reply, { token, expires }, now) =>
      void reply.setCookie(name, token, { ...options, maxAge: Math.floor((expires - now) / 1_000) }),
    takeBack: (reply) => void reply.clearCookie(name, options),
  };
};

/** The host's session that a request comes with, if any. */
export const sessionOf = async (
  hosts: HostSessions,
  cookie: HostCookie,
  request: FastifyRequest,
): Promise<HostSession | null> => {
  const token = cookie.tokenOf(request);
  return token === null ? null : hosts.find(token);
};

/** The host who asks. Refuses with `signed-out`. */
export const signedIn = async (hosts: HostSessions, cookie: HostCookie, request: FastifyRequest): Promise<HostSession> => {
  const session = await sessionOf(hosts, cookie, request);
  if (!session) throw new Refusal('signed-out');
  return session;
};
