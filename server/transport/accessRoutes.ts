import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../classroom/refusal.ts';
import { nameDevice, type OwnAccess } from '../protocol/access.ts';
import { randomId } from '../protocol/fields.ts';
import { bodyOf } from './answers.ts';
import { hostCookie, signedIn } from './hostCookie.ts';
import type { RouteOptions } from './httpOptions.ts';

const inPath = z.strictObject({ id: randomId('hostSession') });

/** What a path names. Refuses with `not-found`. */
const idOf = ({ params }: FastifyRequest): string => {
  const read = inPath.safeParse(params);
  if (!read.success) throw new Refusal('not-found');
  return read.data.id;
};

/** A host sees what opens the account (sessions, open one-time links), and ends it. Of other accounts nothing is told. */
export const accessRoutes = (app: FastifyInstance, options: RouteOptions): void => {
  const { accounts, sessions, hosts, clock, log, secure } = options;
  const cookie = hostCookie(secure);

  app.get('/api/sessions', async (request): Promise<OwnAccess> => {
    const { id: own, account } = await signedIn(hosts, cookie, request);
    const held = await accounts.heldOf(account, clock.now());
    return {
      sessions: held.sessions.map((session) => ({ ...session, here: session.id === own })),
      invitations: [...held.invitations],
    };
  });

  app.put('/api/sessions/:id', async (request) => {
    const { account } = await signedIn(hosts, cookie, request);
    const { device } = bodyOf(nameDevice, request);
    if (!(await sessions.nameDevice(account, idOf(request), device))) throw new Refusal('not-found');
    return {};
  });

  app.delete('/api/sessions/:id', async (request) => {
    const { account } = await signedIn(hosts, cookie, request);
    if (!(await sessions.endOf(account, idOf(request)))) throw new Refusal('not-found');
    log('host.sessionsEnded', { account, count: 1 });
    return {};
  });

  app.delete('/api/sessions', async (request) => {
    const { id, account } = await signedIn(hosts, cookie, request);
    log('host.sessionsEnded', { account, count: await sessions.endOthers(account, id) });
    return {};
  });
};
