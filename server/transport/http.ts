import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyInstance, type FastifyServerFactory } from 'fastify';
import { accessRoutes } from './accessRoutes.ts';
import { accountRoutes } from './accountRoutes.ts';
import { errorHandler, refuse, routeName } from './answers.ts';
import { classRoutes } from './classRoutes.ts';
import { isApi, isCounted } from './counted.ts';
import { documentRoutes } from './documentRoutes.ts';
import { notKept, securityHeaders } from './headers.ts';
import type { HttpOptions, HttpSettings, RouteOptions } from './httpOptions.ts';
import { keyRoutes } from './keyRoutes.ts';
import { openMetrics } from './metrics.ts';
import { addressReader, originGuard } from './network.ts';
import { importMapHash, pageRoutes } from './pageRoutes.ts';
import { serviceRoutes } from './serviceRoutes.ts';
import { boundSilence } from './silent.ts';
import { sessionRoutes } from './sessionRoutes.ts';
import { signInRoutes } from './signInRoutes.ts';
import { ticketRoutes } from './ticketRoutes.ts';

/** The largest body: a class being made, whose sealed charter is the longest thing that is sent by HTTP. */
const bodyMax = 20_000;
/** How slowly a request may arrive, in milliseconds; looked at every second. */
const patience = { headersTimeout: 5_000, requestTimeout: 30_000, keepAliveTimeout: 10_000, connectionsCheckingInterval: 1_000 };
/** How long a TLS handshake may take, in milliseconds. */
const handshakeTimeout = 5_000;

/** With a certificate an HTTPS server, otherwise an HTTP one. */
const serverFactory =
  (tls: HttpSettings['http']['tls']): FastifyServerFactory =>
  (handler) =>
    tls
      ? createTlsServer(
          { ...patience, handshakeTimeout, cert: readFileSync(tls.cert), key: readFileSync(tls.key), minVersion: 'TLSv1.2' },
          handler,
        )
      : createServer(patience, handler);

/** The HTTP side of the server: the API of `protocol/http.ts`, the pages, health and figures. It logs no request. */
export const buildHttp = (options: HttpOptions): FastifyInstance => {
  const { config, log } = options;
  const secure = config.http.tls !== undefined || config.http.publicOrigin?.startsWith('https:') === true;
  const { rates } = options;
  const routes: RouteOptions = { ...options, secure, addressOf: addressReader(config.http.trustedProxies) };
  const originAllowed = originGuard(config.http);
  const metrics = openMetrics(options.figures);
  const headers = securityHeaders(secure, importMapHash(options.clientFolder));

  const app = fastify({
    logger: false,
    bodyLimit: bodyMax,
    serverFactory: serverFactory(config.http.tls),
    exposeHeadRoutes: true,
  });
  const silence = boundSilence(app.server, { census: options.census, trustedProxies: config.http.trustedProxies });
  app.addHook('preClose', async () => silence[Symbol.dispose]());
  app.removeContentTypeParser('text/plain');
  app.register(fastifyCookie);
  app.setErrorHandler(errorHandler(log));

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    if (!['GET', 'HEAD'].includes(request.method) && !originAllowed(request.raw)) return refuse(reply, 'forbidden');
    if (isApi(request)) reply.headers(notKept);
    if (isCounted(request) && !rates.take('requestsPerMinute', routes.addressOf(request.raw))) return refuse(reply, 'too-often');
  });
  app.addHook('onResponse', async (request, reply) => metrics.answered(routeName(request), reply.statusCode));

  sessionRoutes(app, routes);
  signInRoutes(app, routes);
  accessRoutes(app, routes);
  accountRoutes(app, routes);
  classRoutes(app, routes);
  keyRoutes(app, routes);
  ticketRoutes(app, routes);
  serviceRoutes(app, routes, metrics);
  documentRoutes(app, options.documents, config.language);
  pageRoutes(app, options.clientFolder);
  return app;
};
