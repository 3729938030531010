import { sameToken } from '../../../identity/tokens.ts';
import { refuse } from '../answers.ts';
import { notKept } from '../headers.ts';
import type { Clock } from '../../../privacy/census.ts';
import { isLocal } from '../../network.ts';
import type { Routes } from '../routes.ts';
import type { Metrics } from './metrics.ts';

type ServiceParts = {
  readonly settings: {
    readonly http: { readonly publicOrigin?: string | undefined };
    readonly metrics: { readonly token?: string | undefined };
    readonly operator: { readonly securityContact?: string | undefined };
  };
  /** Nothing that expires is erased. */
  readonly legalHold: boolean;
  /** False while the server starts or stops. */
  readonly isReady: () => boolean;
  /** The public key that receipts are signed with, in base64url. */
  readonly receiptKey: string;
  readonly metrics: Metrics;
  readonly clock: Clock;
};

const year = 365 * 86_400_000;

/** What machines and researchers ask: health, readiness, figures, the key of receipts, and where to report a hole (RFC 9116). */
export const serviceRoutes =
  (parts: ServiceParts): Routes =>
  (app) => {
    const { settings, clock, legalHold, isReady, receiptKey, metrics } = parts;
    const ready = legalHold ? 'ready, and legal hold is on: nothing that expires is erased\n' : 'ready\n';
    const { token } = settings.metrics;
    const { securityContact } = settings.operator;

    app.get('/healthz', async (_request, reply) => reply.headers(notKept).type('text/plain').send('ok\n'));

    app.get('/readyz', async (_request, reply) =>
      isReady() ? reply.headers(notKept).type('text/plain').send(ready) : refuse(reply.headers(notKept), 'stopping'),
    );

    app.get('/metrics', async (request, reply) => {
      const given = request.headers.authorization ?? '';
      const may = token === undefined ? isLocal(request.raw, settings.http) : sameToken(given, `Bearer ${token}`);
      if (!may) return refuse(reply, 'not-found');
      return reply.headers({ ...notKept, 'content-type': metrics.contentType }).send(await metrics.text());
    });

    app.get('/.well-known/ardoise-receipt-key', async (_request, reply) =>
      reply.headers(notKept).type('text/plain').send(`${receiptKey}\n`),
    );

    app.get('/.well-known/security.txt', async (_request, reply) => {
      if (!securityContact) return refuse(reply, 'not-found');
      const expires = new Date(clock.now() + year).toISOString();
      return reply
        .headers(notKept)
        .type('text/plain')
        .send(`Contact: ${securityContact}\nExpires: ${expires}\nPreferred-Languages: fr, en\n`);
    });
  };
