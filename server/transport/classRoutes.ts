import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../classroom/refusal.ts';
import { doorKeyOf } from '../identity/door.ts';
import { hashBytes, sameToken } from '../identity/tokens.ts';
import type { Log } from '../log.ts';
import { type ClassInfo, type OwnClass, askVault, createClass } from '../protocol/http.ts';
import { classroomId } from '../protocol/people.ts';
import type { StoredClass } from '../store/ports/classes.ts';
import { bodyOf } from './answers.ts';
import { countsItself } from './counted.ts';
import { hostCookie, signedIn } from './hostCookie.ts';
import type { RouteOptions } from './httpOptions.ts';
import { shareOf } from './network.ts';

const inPath = z.strictObject({ id: classroomId });

/** The identifier that a path names. Refuses with `not-found`. */
export const classInPath = (params: unknown): string => {
  const read = inPath.safeParse(params);
  if (!read.success) throw new Refusal('not-found');
  return read.data.id;
};

/** The class that a path names. Refuses with `not-found`. */
export const classOf = async (params: unknown, { classes, clock }: RouteOptions): Promise<StoredClass> => {
  const known = await classes.find(classInPath(params), clock.now());
  if (!known) throw new Refusal('not-found');
  return known;
};

/** Refuses with `forbidden` when the proof is not the host's. */
export const checkProof = (known: StoredClass, proof: string, log: Log): void => {
  if (sameToken(hashBytes(proof), known.hostProofHash)) return;
  log('host.proofRefused', { class: known.id });
  throw new Refusal('forbidden');
};

/** Hosts make classes and find them again; anybody with a link reads what there is to know before joining. */
export const classRoutes = (app: FastifyInstance, options: RouteOptions): void => {
  const {
    config,
    classes,
    erasing,
    hosts,
    isOpen,
    recordOf,
    endErased,
    capabilities,
    nonces,
    clock,
    log,
    rates,
    addressOf,
    secure,
  } = options;
  const { capacityMax, earlyLine } = config.class;
  const cookie = hostCookie(secure);

  app.post('/api/classes', async (request, reply) => {
    const { account } = await signedIn(hosts, cookie, request);
    const made = bodyOf(createClass, request);
    if (made.settings.capacity > capacityMax || !doorKeyOf(made.charter.doorKey)) throw new Refusal('invalid');
    const own = await classes.ofOwner(account, clock.now());
    if (own.length >= config.limits.classesPerHost) throw new Refusal('forbidden');
    if (!(await classes.create(account, made, clock.now()))) throw new Refusal('exists');
    log('class.made', { class: made.id, account });
    reply.code(201);
    return {};
  });

  app.get('/api/classes', async (request, reply) => {
    const { account, expires } = await signedIn(hosts, cookie, request);
    const token = cookie.tokenOf(request);
    if (token) cookie.give(reply, { token, expires }, clock.now());
    const own = await classes.ofOwner(account, clock.now());
    const listed = own.map(({ id, createdAt, expiresAt }): OwnClass => ({ id, createdAt, expiresAt, open: isOpen(id) }));
    return { classes: listed };
  });

  app.get('/api/classes/:id', countsItself, async (request): Promise<ClassInfo> => {
    const share = shareOf(classInPath(request.params), addressOf(request.raw));
    if (!rates.take('looksPerMinute', share)) throw new Refusal('too-often');
    const { id, charter: stored, settings } = await classOf(request.params, options);
    const running = recordOf(id);
    const charter = running?.charter ?? stored;
    if (!doorKeyOf(charter.doorKey)) throw new Refusal('outdated');
    const capacity = Math.min(settings.capacity, capacityMax);
    const nonce = nonces.make(id, clock.now());
    const shown = { id, charter, capacity, open: isOpen(id), early: earlyLine, router: capabilities, nonce };
    return { ...shown, ...(running?.renewed && { renewed: true }) };
  });

  app.delete('/api/classes/:id', async (request) => {
    const { account } = await signedIn(hosts, cookie, request);
    const { id, owner } = await classOf(request.params, options);
    if (owner !== account) throw new Refusal('forbidden');
    await erasing.erase('class-erased', { classId: id });
    log('class.erased', { class: id, account });
    await endErased(id);
    return {};
  });

  app.post('/api/classes/:id/vault', countsItself, async (request) => {
    const { proof } = bodyOf(askVault, request);
    const known = await classOf(request.params, options);
    const isHost = sameToken(hashBytes(proof), known.hostProofHash);
    // A host's own proof is never refused for what others at the same address tried.
    if (!isHost && !rates.take('signInsPerMinute', addressOf(request.raw))) throw new Refusal('too-often');
    if (isHost && !rates.take('hostsPerMinute', known.id)) throw new Refusal('too-often');
    checkProof(known, proof, log);
    log('vault.opened', { class: known.id });
    return { vault: recordOf(known.id)?.vault ?? known.vault };
  });
};
