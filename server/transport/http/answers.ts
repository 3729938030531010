import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Refusal } from '../../protocol/refusal.ts';
import type { Log } from '../../logs/log.ts';
import type { RefusalCode } from '../../protocol/codes.ts';
import type { WrongAddress } from '../../protocol/http.ts';

const statusOf: Partial<Record<RefusalCode, number>> = {
  'signed-out': 401,
  forbidden: 403,
  address: 403,
  renewed: 403,
  'not-found': 404,
  exists: 409,
  'signed-in': 409,
  'too-large': 413,
  'too-often': 429,
  internal: 500,
  stopping: 503,
};

/** Answers with the refusal's code, and the HTTP status that fits it. */
export const refuse = (reply: FastifyReply, code: RefusalCode): FastifyReply =>
  reply.code(statusOf[code] ?? 400).send({ ok: false, code });

/** Refuses a page that was opened under another address, and says the right one. */
export const refuseAddress = (reply: FastifyReply, origin: string): FastifyReply =>
  reply.code(403).send({ ok: false, code: 'address', origin } satisfies WrongAddress);

/** The body, if it fits its schema. Refuses with `invalid`. */
export const bodyOf = <S extends z.ZodType>(schema: S, request: FastifyRequest): z.infer<S> => {
  const read = schema.safeParse(request.body);
  if (!read.success) throw new Refusal('invalid');
  return read.data;
};

/** `/api/classes/:id` as a word for logs and metrics: `api.classes.id`. */
export const routeName = (request: FastifyRequest): string =>
  request.routeOptions.url?.replaceAll(/[/:*]+/g, '.').replaceAll(/^\.|\.$/g, '') || 'other';

/** Turns what a route threw into an answer. Faults of ours are logged, without their message. */
export const errorHandler = (log: Log) => (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
  if (error instanceof Refusal) return refuse(reply, error.code);
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 413) return refuse(reply, 'too-large');
  if (status < 500) return refuse(reply, 'invalid');
  log('http.fault', { route: routeName(request), fault: error });
  return refuse(reply, 'internal');
};
