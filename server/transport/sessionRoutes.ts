import type { FastifyInstance } from 'fastify';
import { Refusal } from '../classroom/refusal.ts';
import { askInvitation, type InvitationLook, lookAtInvitation, signIn } from '../protocol/http.ts';
import { bodyOf } from './answers.ts';
import { hostCookie, sessionOf, signedIn } from './hostCookie.ts';
import type { RouteOptions } from './httpOptions.ts';

/** Hosts sign in with a one-time link, make further ones, and sign out; everybody leaves without traces. */
export const sessionRoutes = (app: FastifyInstance, options: RouteOptions): void => {
  const { hosts, clock, log, rates, addressOf, secure } = options;
  const cookie = hostCookie(secure);

  app.post('/api/session', async (request, reply) => {
    if (!rates.take('signInsPerMinute', addressOf(request.raw))) throw new Refusal('too-often');
    const { token, replace = false } = bodyOf(signIn, request);
    const present = await sessionOf(hosts, cookie, request);
    // A link that somebody sent must not swap the account under a host who clicked on it.
    if (present && !replace) throw new Refusal('signed-in');
    const session = await hosts.signIn(token);
    const host = session && (await hosts.find(session.token));
    if (!host) {
      log('host.signInRefused', {});
      throw new Refusal('ticket');
    }
    log('host.signedIn', { account: host.account });
    if (present) {
      await hosts.signOut(cookie.tokenOf(request) ?? '');
      log('host.signedOut', { account: present.account });
      reply.header('clear-site-data', '"cache", "storage"');
    }
    cookie.give(reply, session, clock.now());
    return {};
  });

  app.delete('/api/session', async (request, reply) => {
    const token = cookie.tokenOf(request);
    const host = await sessionOf(hosts, cookie, request);
    if (token !== null) await hosts.signOut(token);
    if (host) log('host.signedOut', { account: host.account });
    cookie.takeBack(reply);
    reply.header('clear-site-data', '"cache", "storage"');
    return {};
  });

  app.post('/api/invitations', async (request) => {
    const { account } = await signedIn(hosts, cookie, request);
    const { ownDevice = false } = bodyOf(askInvitation, request);
    const kind = ownDevice ? 'own-device' : 'colleague';
    const { token, expires } = await hosts.invite(account, kind);
    log('host.invited', { account, kind });
    return { token, expiresAt: expires };
  });

  app.post('/api/invitations/look', async (request): Promise<InvitationLook> => {
    const link = await hosts.look(bodyOf(lookAtInvitation, request).token);
    if (!link) throw new Refusal('ticket');
    const present = await sessionOf(hosts, cookie, request);
    const session = present === null ? 'none' : present.account === link.account ? 'same' : 'other';
    return { opens: link.account === null ? 'new-account' : 'own-account', session };
  });

  // A host's browser keeps its class links in its storage: leaving a class as a student must not lose them.
  app.post('/api/leave', async (request, reply) => {
    const isHost = (await sessionOf(hosts, cookie, request)) !== null;
    reply.header('clear-site-data', isHost ? '"cache"' : '"cache", "storage"');
    return {};
  });
};
