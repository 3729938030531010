import type { FastifyRequest } from 'fastify';
import type { ReturnTokens } from '../../../identity/returnTokens.ts';
import type { Clock } from '../../../privacy/census.ts';
import { filePartPath } from '../../../protocol/files.ts';
import { limits as protocolLimits } from '../../../protocol/limits.ts';
import { Refusal } from '../../../protocol/refusal.ts';
import { countsItself } from '../counted.ts';
import type { RequestLimits } from '../requestLimits.ts';
import type { Routes } from '../routes.ts';

/** A part of a file, and who in the class asks for it or brings it. */
export type PartAsked = { readonly classId: string; readonly person: string; readonly file: string; readonly part: number };

type FileParts = {
  readonly returnTokens: Pick<ReturnTokens, 'open'>;
  /** The name of the keys of a class that runs; null when it does not. */
  readonly keysOf: (classId: string) => string | null;
  readonly files: {
    /** Refuses who may not bring the next part of this file now. */
    expects(asked: PartAsked): void;
    take(asked: PartAsked, box: Buffer): void;
    give(asked: PartAsked): Buffer;
  };
  readonly limits: RequestLimits;
  readonly clock: Clock;
};

const octets = 'application/octet-stream';

/** Files of a class that runs, in sealed parts: for who is in it, shown by their seat. */
export const fileRoutes =
  ({ returnTokens, keysOf, files, limits, clock }: FileParts): Routes =>
  (app) => {
    /** Whose seat of this class it is. Refuses with `not-found` or `forbidden`. */
    const shown = (request: FastifyRequest): PartAsked => {
      const path = filePartPath.safeParse(request.params);
      if (!path.success) throw new Refusal('not-found');
      const { id: classId, file, part } = path.data;
      const [kind, token = ''] = (request.headers.authorization ?? '').split(' ');
      const seat = kind === 'Bearer' ? returnTokens.open(token, clock.now()) : null;
      if (seat?.classId !== classId || seat.keys !== keysOf(classId)) throw new Refusal('forbidden');
      return { classId, person: seat.id, file, part };
    };
    /** What shows no seat is counted by its address, all else by its person. */
    const asked = (request: FastifyRequest): PartAsked => {
      try {
        return shown(request);
      } catch (refusal) {
        limits.byAddress('requestsPerMinute', request);
        throw refusal;
      }
    };

    // Bytes are taken here and nowhere else.
    void app.register(async (scope) => {
      scope.addContentTypeParser(octets, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

      scope.put(
        '/api/classes/:id/files/:file/:part',
        {
          ...countsItself,
          bodyLimit: protocolLimits.files.boxBytes,
          // Before the part is read: nobody has the server hold bytes that it will refuse.
          onRequest: async (request) => {
            const one = asked(request);
            limits.by('filePartsPerMinute', one.person);
            files.expects(one);
          },
        },
        async (request) => {
          if (!Buffer.isBuffer(request.body)) throw new Refusal('invalid');
          files.take(shown(request), request.body);
          return {};
        },
      );

      scope.get('/api/classes/:id/files/:file/:part', countsItself, async (request, reply) => {
        const one = asked(request);
        limits.by('filePartsPerMinute', one.person);
        return reply.type(octets).send(files.give(one));
      });
    });
  };
