import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../../protocol/refusal.ts';
import type { HostSessions } from '../../../identity/hostSessions.ts';
import type { Browser, OpenedProvider, ProviderRoute } from '../../../identity/providers/port.ts';
import type { Log } from '../../../logs/log.ts';
import type { Clock } from '../../../privacy/census.ts';
import type { HostCookie } from '../hostCookie.ts';
import type { RequestLimits } from '../requestLimits.ts';
import type { Routes } from '../routes.ts';

type SignInParts = {
  readonly cookie: HostCookie;
  readonly hosts: Pick<HostSessions, 'begin' | 'find' | 'signOut'>;
  /** The ways for hosts to sign in. */
  readonly providers: readonly OpenedProvider[];
  readonly limits: RequestLimits;
  readonly clock: Clock;
  readonly log: Log;
};

/** What a request asks of a provider. Refuses with `invalid`, or with `not-found` where the path says it. */
const inputOf = ({ reads, input }: ProviderRoute, request: FastifyRequest): unknown => {
  const read = input.safeParse({ body: request.body, path: request.params, query: request.query }[reads]);
  if (!read.success) throw new Refusal(reads === 'path' ? 'not-found' : 'invalid');
  return read.data;
};

/** The requests of every way for hosts to sign in. What all of them have in common stands here: the session and its cookie. */
export const signInRoutes =
  ({ cookie, hosts, providers, limits, clock, log }: SignInParts): Routes =>
  (app) => {
    const browserOf = (request: FastifyRequest, reply: FastifyReply): Browser => ({
      session: () => cookie.sessionOf(request),
      host: () => cookie.signedIn(request),
      async signIn({ replace, prove }) {
        const present = await cookie.sessionOf(request);
        if (present && !replace) throw new Refusal('signed-in');
        const proven = await prove();
        const session = proven && (await hosts.begin(proven.account));
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
      },
    });

    for (const route of providers.flatMap(({ routes }) => routes)) {
      app.route({
        method: route.method,
        url: route.path,
        handler: async (request, reply) => {
          if (route.from === 'attempt') limits.byAddress('signInsPerMinute', request);
          const browser = browserOf(request, reply);
          if (route.from === 'host') await browser.host();
          return route.answer(inputOf(route, request), browser);
        },
      });
    }
  };
