import type { HostSessions } from '../../../identity/hostSessions.ts';
import type { Log } from '../../../logs/log.ts';
import type { HostCookie } from '../hostCookie.ts';
import type { Routes } from '../routes.ts';

type LeavingParts = { readonly cookie: HostCookie; readonly hosts: Pick<HostSessions, 'signOut'>; readonly log: Log };

/** Hosts sign out; everybody leaves without traces. How hosts sign in is `signIn.ts`. */
export const leavingRoutes =
  ({ cookie, hosts, log }: LeavingParts): Routes =>
  (app) => {
    app.delete('/api/session', async (request, reply) => {
      const token = cookie.tokenOf(request);
      const host = await cookie.sessionOf(request);
      if (token !== null) await hosts.signOut(token);
      if (host) log('host.signedOut', { account: host.account });
      cookie.takeBack(reply);
      reply.header('clear-site-data', '"cache", "storage"');
      return {};
    });

    // A host's browser keeps its class links in its storage: leaving a class as a student must not lose them.
    app.post('/api/leave', async (request, reply) => {
      const isHost = (await cookie.sessionOf(request)) !== null;
      reply.header('clear-site-data', isHost ? '"cache"' : '"cache", "storage"');
      return {};
    });
  };
