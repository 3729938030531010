import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../../protocol/refusal.ts';
import type { Log } from '../../../logs/log.ts';
import type { Clock } from '../../../privacy/census.ts';
import { nameDevice, type OwnAccess } from '../../../protocol/access.ts';
import { randomId } from '../../../protocol/fields.ts';
import type { AccountStore } from '../../../store/ports/accounts.ts';
import type { SessionStore } from '../../../store/ports/sessions.ts';
import { bodyOf } from '../answers.ts';
import type { HostCookie } from '../hostCookie.ts';
import type { Routes } from '../routes.ts';

type AccessParts = {
  readonly cookie: HostCookie;
  readonly accounts: Pick<AccountStore, 'heldOf'>;
  readonly sessions: Pick<SessionStore, 'nameDevice' | 'endOf' | 'endOthers'>;
  readonly clock: Clock;
  readonly log: Log;
};

const inPath = z.strictObject({ id: randomId('hostSession') });

/** What a path names. Refuses with `not-found`. */
const idOf = ({ params }: FastifyRequest): string => {
  const read = inPath.safeParse(params);
  if (!read.success) throw new Refusal('not-found');
  return read.data.id;
};

/** A host sees what opens the account (sessions, open one-time links), and ends it. Of other accounts nothing is told. */
export const accessRoutes =
  ({ cookie, accounts, sessions, clock, log }: AccessParts): Routes =>
  (app) => {
    app.get('/api/sessions', async (request): Promise<OwnAccess> => {
      const { id: own, account } = await cookie.signedIn(request);
      const held = await accounts.heldOf(account, clock.now());
      return {
        sessions: held.sessions.map((session) => ({ ...session, here: session.id === own })),
        invitations: [...held.invitations],
      };
    });

    app.put('/api/sessions/:id', async (request) => {
      const { account } = await cookie.signedIn(request);
      const { device } = bodyOf(nameDevice, request);
      if (!(await sessions.nameDevice(account, idOf(request), device))) throw new Refusal('not-found');
      return {};
    });

    app.delete('/api/sessions/:id', async (request) => {
      const { account } = await cookie.signedIn(request);
      if (!(await sessions.endOf(account, idOf(request)))) throw new Refusal('not-found');
      log('host.sessionsEnded', { account, count: 1 });
      return {};
    });

    app.delete('/api/sessions', async (request) => {
      const { id, account } = await cookie.signedIn(request);
      log('host.sessionsEnded', { account, count: await sessions.endOthers(account, id) });
      return {};
    });
  };
