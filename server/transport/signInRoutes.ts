import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../classroom/refusal.ts';
import type { Browser, ProviderRoute } from '../identity/providers/port.ts';
import { hostCookie, sessionOf, signedIn } from './hostCookie.ts';
import type { RouteOptions } from './httpOptions.ts';

/** What a request asks of a provider. Refuses with `invalid`, or with `not-found` where the path says it. */
const inputOf = ({ reads, input }: ProviderRoute, request: FastifyRequest): unknown => {
  const read = input.safeParse({ body: request.body, path: request.params, query: request.query }[reads]);
  if (!read.success) throw new Refusal(reads === 'path' ? 'not-found' : 'invalid');
  return read.data;
};

/** The requests of every way for hosts to sign in. What all of them have in common stands here: the session and its cookie. */
export const signInRoutes = (app: FastifyInstance, options: RouteOptions): void => {
  const { hosts, providers, clock, log, rates, addressOf, secure } = options;
  const cookie = hostCookie(secure);

  const browserOf = (request: FastifyRequest, reply: FastifyReply): Browser => ({
    session: () => sessionOf(hosts, cookie, request),
    host: () => signedIn(hosts, cookie, request),
    async signIn({ replace, prove }) {
      const present = await sessionOf(hosts, cookie, request);
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
        if (route.from === 'attempt' && !rates.take('signInsPerMinute', addressOf(request.raw))) throw new Refusal('too-often');
        const browser = browserOf(request, reply);
        if (route.from === 'host') await browser.host();
        return route.answer(inputOf(route, request), browser);
      },
    });
  }
};
