import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../../protocol/refusal.ts';
import { doorKeyOf } from '../../../identity/door.ts';
import type { Log } from '../../../logs/log.ts';
import type { Erasing } from '../../../privacy/erasing.ts';
import type { Clock } from '../../../privacy/census.ts';
import { type OwnClass, createClass, eraseClass } from '../../../protocol/http.ts';
import type { AccountStore } from '../../../store/ports/accounts.ts';
import type { ClassStore } from '../../../store/ports/classes.ts';
import { bodyOf } from '../answers.ts';
import type { HostCookie } from '../hostCookie.ts';
import type { RequestLimits } from '../requestLimits.ts';
import type { Routes } from '../routes.ts';
import { checkEncryption, checkProof, classOf, isHostless } from './known.ts';

type OwnClassParts = {
  readonly cookie: HostCookie;
  readonly classes: Pick<ClassStore, 'create' | 'find' | 'ofOwner'>;
  readonly running: {
    isOpen(classId: string): boolean;
    /** Ends a class that was erased; harmless when it does not run. */
    endErased(classId: string): Promise<void>;
  };
  readonly accounts: Pick<AccountStore, 'heldOf'>;
  readonly erasing: Pick<Erasing, 'erase'>;
  readonly limits: RequestLimits;
  /** The most people in a class, and classes of a host. */
  readonly most: { readonly capacityMax: number; readonly classesPerHost: number };
  readonly allowUnencrypted: boolean;
  readonly clock: Clock;
  readonly log: Log;
};

/** Hosts make classes, find them again and erase them. */
export const ownClassRoutes =
  (parts: OwnClassParts): Routes =>
  (app) => {
    const { cookie, classes, running, erasing, allowUnencrypted, limits, clock, log } = parts;
    const { capacityMax, classesPerHost } = parts.most;

    /** Who made the class erases it. */
    const byHost = async (request: FastifyRequest) => {
      const { account } = await cookie.signedIn(request);
      const { id, owner } = await classOf(request.params, { classes, clock });
      if (owner !== account) throw new Refusal('forbidden');
      return { class: id, account };
    };
    /** Whoever has the host link erases a class that has lost its host; while there is one, nobody else does. */
    const byProof = async (request: FastifyRequest, proof: string) => {
      limits.byAddress('signInsPerMinute', request);
      const known = await classOf(request.params, { classes, clock });
      checkProof(known, proof, log);
      if (!(await isHostless(known, parts))) throw new Refusal('forbidden');
      return { class: known.id, account: null };
    };

    app.post('/api/classes', async (request, reply) => {
      const { account } = await cookie.signedIn(request);
      const made = bodyOf(createClass, request);
      if (made.settings.capacity > capacityMax || !doorKeyOf(made.charter.doorKey)) throw new Refusal('invalid');
      checkEncryption(made.charter, allowUnencrypted);
      const own = await classes.ofOwner(account, clock.now());
      if (own.length >= classesPerHost) throw new Refusal('forbidden');
      if (!(await classes.create(account, made, clock.now()))) throw new Refusal('exists');
      log('class.made', { class: made.id, account });
      reply.code(201);
      return {};
    });

    app.get('/api/classes', async (request, reply) => {
      const { account, expires } = await cookie.signedIn(request);
      const token = cookie.tokenOf(request);
      if (token) cookie.give(reply, { token, expires }, clock.now());
      const own = await classes.ofOwner(account, clock.now());
      const listed = own.map(({ id, createdAt, expiresAt }): OwnClass => ({
        id,
        createdAt,
        expiresAt,
        open: running.isOpen(id),
      }));
      return { classes: listed, allowUnencrypted };
    });

    app.delete('/api/classes/:id', async (request) => {
      const asked = bodyOf(eraseClass, request);
      const by = asked ? await byProof(request, asked.proof) : await byHost(request);
      await erasing.erase('class-erased', { classId: by.class });
      if (by.account !== null) log('class.erased', { class: by.class, account: by.account });
      else log('class.erasedByLink', { class: by.class });
      await running.endErased(by.class);
      return {};
    });
  };
