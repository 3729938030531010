import type { FastifyInstance } from 'fastify';
import { Refusal } from '../classroom/refusal.ts';
import { askInvitation, signIn } from '../protocol/http.ts';
import { bodyOf } from './answers.ts';
import { hostCookie, signedIn } from './hostCookie.ts';
import type { RouteOptions } from './httpOptions.ts';

/** Hosts sign in with a one-time link, make further ones, and sign out; everybody leaves without traces. */
export const sessionRoutes = (app: FastifyInstance, options: RouteOptions): void => {
  const { hosts, clock, log, rates, addressOf, secure } = options;
  const cookie = hostCookie(secure);

  app.post('/api/session', async (request, reply) => {
    if (!rates.take('signInsPerMinute', addressOf(request.raw))) throw new Refusal('too-often');
    const session = await hosts.signIn(bodyOf(signIn, request).token);
    const host = session && (await hosts.find(session.token));
    if (!host) {
      log('host.signInRefused', {});
      throw new Refusal('ticket');
    }
    log('host.signedIn', { account: host.account });
    const former = cookie.tokenOf(request);
    if (former) await hosts.signOut(former);
    cookie.give(reply, session, clock.now());
    return {};
  });

  app.delete('/api/session', async (request, reply) => {
    const token = cookie.tokenOf(request);
    const host = token === null ? null : await hosts.find(token);
    if (token !== null) await hosts.signOut(token);
    if (host) log('host.signedOut', { account: host.account });
    cookie.takeBack(reply);
    reply.header('clear-site-data', '"cache", "storage"');
    return {};
  });

  app.post('/api/invitations', async (request) => {
    const { account } = await signedIn(hosts, cookie, request);
    const { ownDevice = false } = bodyOf(askInvitation, request);
    const { token, expires } = await hosts.invite(ownDevice ? account : null);
    log('host.invited', { account, kind: ownDevice ? 'own-device' : 'colleague' });
    return { token, expiresAt: expires };
  });

  // A host's browser keeps its class links in its storage: leaving a class as a student must not lose them.
  app.post('/api/leave', async (request, reply) => {
    const token = cookie.tokenOf(request);
    const isHost = token !== null && (await hosts.find(token)) !== null;
    reply.header('clear-site-data', isHost ? '"cache"' : '"cache", "storage"');
    return {};
  });
};
