import type { HostSession, HostSessions } from '../../../identity/hostSessions.ts';
import type { Log } from '../../../logs/log.ts';
import type { Clock } from '../../../privacy/census.ts';
import type { Erasing } from '../../../privacy/erasing.ts';
import { signOut } from '../../../protocol/http.ts';
import { type AccountStore, isUnreachable } from '../../../store/ports/accounts.ts';
import type { ClassStore } from '../../../store/ports/classes.ts';
import { bodyOf } from '../answers.ts';
import type { HostCookie } from '../hostCookie.ts';
import type { Routes } from '../routes.ts';

type LeavingParts = {
  readonly cookie: HostCookie;
  readonly hosts: Pick<HostSessions, 'signOut'>;
  readonly accounts: Pick<AccountStore, 'heldOf'>;
  readonly classes: Pick<ClassStore, 'ofOwner'>;
  /** Ends a class that was erased; harmless when it does not run. */
  readonly running: { endErased(classId: string): Promise<void> };
  readonly erasing: Pick<Erasing, 'erase'>;
  readonly clock: Clock;
  readonly log: Log;
};

/** Hosts sign out; everybody leaves without traces. How hosts sign in is `signIn.ts`. */
export const leavingRoutes =
  ({ cookie, hosts, accounts, classes, running, erasing, clock, log }: LeavingParts): Routes =>
  (app) => {
    /** The account goes when this session was the last thing that led to it, with its classes or without. */
    const endAccount = async ({ account }: HostSession, wish: 'erase' | 'keep'): Promise<void> => {
      if (!isUnreachable(await accounts.heldOf(account, clock.now()), 1)) return;
      const own = wish === 'erase' ? await classes.ofOwner(account, clock.now()) : [];
      await erasing.erase('account-erased', { account, ...(wish === 'keep' && { keepClasses: true }) });
      log('host.erased', { account });
      await Promise.all(own.map(({ id }) => running.endErased(id)));
    };

    app.delete('/api/session', async (request, reply) => {
      const token = cookie.tokenOf(request);
      const wish = bodyOf(signOut, request)?.classes;
      const host = await cookie.sessionOf(request);
      if (host && wish) await endAccount(host, wish);
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
