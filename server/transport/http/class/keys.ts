import { Refusal } from '../../../protocol/refusal.ts';
import { doorKeyOf, keysOf } from '../../../identity/door.ts';
import { hashToken, sameToken } from '../../../identity/tokens.ts';
import { askVault, type ClassKeys, type KeysRenewed, renewKeys } from '../../../protocol/http.ts';
import { bodyOf } from '../answers.ts';
import type { Log } from '../../../logs/log.ts';
import type { Clock } from '../../../privacy/census.ts';
import type { ClassStore } from '../../../store/ports/classes.ts';
import type { HostCookie } from '../hostCookie.ts';
import type { RequestLimits } from '../requestLimits.ts';
import type { Routes } from '../routes.ts';
import { checkProof, classOf } from './known.ts';

type KeyParts = {
  readonly cookie: HostCookie;
  readonly classes: Pick<ClassStore, 'find' | 'renew'>;
  readonly running: {
    /** Ends the lesson that runs, or shuts it to newcomers, since the class has new keys. False when none runs. */
    renewed(classId: string, change: { readonly keys: string; readonly goesOn: boolean }): Promise<boolean>;
  };
  readonly limits: RequestLimits;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * The host who made a class renews its keys: the students' link (class secret and door), the host link (host secret), the host
 * key. All are taken at once, or none. With the students' link alone, the lesson that runs goes on to its end for who is in it.
 * With another host link or key it ends: whoever holds the old one may be in it as a host.
 */
export const keyRoutes =
  ({ cookie, classes, running, limits, clock, log }: KeyParts): Routes =>
  (app) => {
    /** What new keys are made from: those of the store, also while a lesson goes on with former ones. */
    app.post('/api/classes/:id/keys', async (request): Promise<ClassKeys> => {
      await cookie.signedIn(request);
      limits.byAddress('signInsPerMinute', request);
      const known = await classOf(request.params, { classes, clock });
      checkProof(known, bodyOf(askVault, request).proof, log);
      log('vault.opened', { class: known.id });
      return { charter: known.charter, vault: known.vault };
    });

    app.put('/api/classes/:id/keys', async (request): Promise<KeysRenewed> => {
      const { account } = await cookie.signedIn(request);
      limits.byAddress('signInsPerMinute', request);
      const { proof, former, charter, hostProofHash, vault } = bodyOf(renewKeys, request);
      const known = await classOf(request.params, { classes, clock });
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
      if (!(await running.renewed(known.id, { keys, goesOn }))) return { lesson: 'none' };
      return { lesson: goesOn ? 'goes-on' : 'ended' };
    });
  };
