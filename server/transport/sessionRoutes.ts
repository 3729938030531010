import type { FastifyInstance } from 'fastify';
import { hostCookie, sessionOf } from './hostCookie.ts';
import type { RouteOptions } from './httpOptions.ts';

/** Hosts sign out; everybody leaves without traces. How hosts sign in is `signInRoutes.ts`. */
export const sessionRoutes = (app: FastifyInstance, options: RouteOptions): void => {
  const { hosts, log, secure } = options;
  const cookie = hostCookie(secure);

  app.delete('/api/session', async (request, reply) => {
    const token = cookie.tokenOf(request);
    const host = await sessionOf(hosts, cookie, request);
    if (token !== null) await hosts.signOut(token);
    if (host) log('host.signedOut', { account: host.account });
    cookie.takeBack(reply);
    reply.header('clear-site-data', '"cache", "storage"');
    return {};
  });

  // A host's browser keeps its class links in its storage: leaving a class as a student must not lose them.
  app.post('/api/leave', async (request, reply) => {
    const isHost = (await sessionOf(hosts, cookie, request)) !== null;
    reply.header('clear-site-data', isHost ? '"cache"' : '"cache", "storage"');
    return {};
  });
};
