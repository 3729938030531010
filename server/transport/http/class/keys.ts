import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../../classroom/refusal.ts';
import { doorKeyOf, keysOf } from '../../../identity/door.ts';
import { hashToken, sameToken } from '../../../identity/tokens.ts';
import { askVault, type ClassKeys, type KeysRenewed, renewKeys } from '../../../protocol/http.ts';
import { bodyOf } from '../answers.ts';
import { checkProof, classOf } from './classes.ts';
import { hostCookie, signedIn } from '../hostCookie.ts';
import type { RouteOptions } from '../options.ts';

/**
 * The host who made a class renews its keys: the students' link (class secret and door), the host link (host secret), the host
 * key. All are taken at once, or none. With the students' link alone, the lesson that runs goes on to its end for who is in it.
 * With another host link or key it ends: whoever holds the old one may be in it as a host.
 */
export const keyRoutes = (app: FastifyInstance, options: RouteOptions): void => {
  const { classes, hosts, rates, addressOf, renewed, log, secure } = options;
  const cookie = hostCookie(secure);

  /** What new keys are made from: those of the store, also while a lesson goes on with former ones. */
  app.post('/api/classes/:id/keys', async (request): Promise<ClassKeys> => {
    await signedIn(hosts, cookie, request);
    if (!rates.take('signInsPerMinute', addressOf(request.raw))) throw new Refusal('too-often');
    const known = await classOf(request.params, options);
    checkProof(known, bodyOf(askVault, request).proof, log);
    log('vault.opened', { class: known.id });
    return { charter: known.charter, vault: known.vault };
  });

  app.put('/api/classes/:id/keys', async (request): Promise<KeysRenewed> => {
    const { account } = await signedIn(hosts, cookie, request);
    if (!rates.take('signInsPerMinute', addressOf(request.raw))) throw new Refusal('too-often');
    const { proof, former, charter, hostProofHash, vault } = bodyOf(renewKeys, request);
    const known = await classOf(request.params, options);
    if (known.owner !== account) throw new Refusal('forbidden');
    checkProof(known, proof, log);
    if (!sameToken(former, hashToken(known.vault))) throw new Refusal('conflict');
    // Whether the server holds the class's secret is chosen when a class is made, and told to everybody who enters.
    const sameKind = (charter.openSecret === undefined) === (known.charter.openSecret === undefined);
    if (!doorKeyOf(charter.doorKey) || !sameKind) throw new Refusal('invalid');
    if (!(await classes.renew(known, { charter, hostProofHash, vault }))) throw new Refusal('conflict');
    log('class.keysRenewed', { class: known.id, account });
    const goesOn = hostProofHash === known.hostProofHash && charter.hostKey === known.charter.hostKey;
    const keys = keysOf({ charter, hostProofHash });
    if (!(await renewed(known.id, { keys, goesOn }))) return { lesson: 'none' };
    return { lesson: goesOn ? 'goes-on' : 'ended' };
  });
};
