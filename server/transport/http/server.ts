import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyInstance, type FastifyServerFactory } from 'fastify';
import { type OriginSettings, ownOrigin } from '../../config/origin.ts';
import type { Log } from '../../logs/log.ts';
import type { Census } from '../../privacy/census.ts';
import { type AddressReader, originGuard } from '../network.ts';
import { dropUnread } from '../unread.ts';
import { errorHandler, refuse, refuseAddress, routeName } from './answers.ts';
import { isApi, isCounted } from './counted.ts';
import { notKept, securityHeaders } from './headers.ts';
import type { Rates } from './rates.ts';
import type { Routes } from './routes.ts';
import type { Metrics } from './service/metrics.ts';
import { boundSilence } from './silent.ts';

export type HttpSettings = OriginSettings & {
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  readonly trustedProxies: readonly string[];
};

/** What every request goes through, whatever it asks. */
export type HttpOptions = {
  readonly settings: HttpSettings;
  /** Browsers come by https: the connection can be held to it. */
  readonly secure: boolean;
  /** The list of scripts in the page, by its SHA-256 in Base64; null without pages. */
  readonly importMap: string | null;
  readonly addressOf: AddressReader;
  /** Told of each request that a page under another address made. */
  readonly originRefused: () => void;
  readonly rates: Pick<Rates, 'take'>;
  readonly metrics: Pick<Metrics, 'answered'>;
  readonly census: Census;
  readonly log: Log;
};

/** The largest body: a class being made, whose sealed charter is the longest thing that is sent by HTTP. */
const bodyMax = 20_000;
/** How slowly a request may arrive, in milliseconds; looked at every second. */
const patience = { headersTimeout: 5_000, requestTimeout: 30_000, keepAliveTimeout: 10_000, connectionsCheckingInterval: 1_000 };
/** How long a TLS handshake may take, in milliseconds. */
const handshakeTimeout = 5_000;

/** With a certificate an HTTPS server, otherwise an HTTP one. */
const serverFactory =
  (tls: HttpSettings['tls']): FastifyServerFactory =>
  (handler) =>
    tls
      ? createTlsServer(
          { ...patience, handshakeTimeout, cert: readFileSync(tls.cert), key: readFileSync(tls.key), minVersion: 'TLSv1.2' },
          handler,
        )
      : createServer(patience, handler);

/** The HTTP side of the server: the API of `protocol/http.ts`, the pages, health and figures. It logs no request. */
export const buildHttp = (options: HttpOptions, routes: readonly Routes[]): FastifyInstance => {
  const { settings, secure, importMap, addressOf, originRefused, rates, metrics, census, log } = options;
  const originAllowed = originGuard(settings, originRefused);
  const headers = securityHeaders(secure, importMap);

  const app = fastify({
    logger: false,
    bodyLimit: bodyMax,
    serverFactory: serverFactory(settings.tls),
    exposeHeadRoutes: true,
  });
  dropUnread(app.server);
  const silence = boundSilence(app.server, { census, trustedProxies: settings.trustedProxies });
  app.addHook('preClose', async () => silence[Symbol.dispose]());
  app.removeContentTypeParser('text/plain');
  app.register(fastifyCookie);
  app.setErrorHandler(errorHandler(log));

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    if (!['GET', 'HEAD'].includes(request.method) && !originAllowed(request.raw))
      return request.headers.origin === undefined
        ? refuse(reply, 'forbidden')
        : refuseAddress(reply, ownOrigin(settings, request.raw.socket.localPort ?? settings.port));
    if (isApi(request)) reply.headers(notKept);
    if (isCounted(request) && !rates.take('requestsPerMinute', addressOf(request.raw))) return refuse(reply, 'too-often');
  });
  app.addHook('onResponse', async (request, reply) => metrics.answered(routeName(request), reply.statusCode));
  for (const add of routes) add(app);
  return app;
};
