import { Refusal } from '../../../protocol/refusal.ts';
import { doorKeyOf, type Nonces } from '../../../identity/door.ts';
import { hashBytes, sameToken } from '../../../identity/tokens.ts';
import type { Log } from '../../../logs/log.ts';
import type { Clock } from '../../../privacy/census.ts';
import { type ClassInfo, askVault, type VaultAnswer } from '../../../protocol/http.ts';
import type { RtpCapabilitiesMessage } from '../../../protocol/media.ts';
import type { AccountStore } from '../../../store/ports/accounts.ts';
import type { ClassStore } from '../../../store/ports/classes.ts';
import { bodyOf } from '../answers.ts';
import { countsItself } from '../counted.ts';
import type { RequestLimits } from '../requestLimits.ts';
import type { Routes } from '../routes.ts';
import { checkEncryption, checkProof, classInPath, classOf, isHostless, type RunningLease } from './known.ts';

type LinkParts = {
  readonly classes: Pick<ClassStore, 'find'>;
  readonly accounts: Pick<AccountStore, 'heldOf'>;
  readonly running: { leaseOf(classId: string): RunningLease | null };
  readonly nonces: Nonces;
  /** What the router can forward. */
  readonly router: RtpCapabilitiesMessage;
  readonly settings: { readonly capacityMax: number; readonly earlyLine: boolean; readonly allowUnencrypted: boolean };
  readonly limits: RequestLimits;
  readonly clock: Clock;
  readonly log: Log;
};

/** Anybody with a link reads what there is to know before joining; who proves to be a host fetches the class's sealed keys. */
export const classLinkRoutes =
  (parts: LinkParts): Routes =>
  (app) => {
    const { classes, running, nonces, router, limits, clock, log } = parts;
    const { capacityMax, earlyLine, allowUnencrypted } = parts.settings;

    app.get('/api/classes/:id', countsItself, async (request): Promise<ClassInfo> => {
      limits.byShare('looksPerMinute', classInPath(request.params), request);
      const { id, charter: stored, settings } = await classOf(request.params, { classes, clock });
      const lease = running.leaseOf(id);
      const charter = lease?.charter ?? stored;
      checkEncryption(charter, allowUnencrypted);
      if (!doorKeyOf(charter.doorKey)) throw new Refusal('outdated');
      const capacity = Math.min(settings.capacity, capacityMax);
      const nonce = nonces.make(id, clock.now());
      const shown = { id, charter, capacity, open: lease !== null, early: earlyLine, router, nonce };
      return { ...shown, ...(lease?.renewed && { renewed: true }) };
    });

    app.post('/api/classes/:id/vault', countsItself, async (request): Promise<VaultAnswer> => {
      const { proof } = bodyOf(askVault, request);
      const known = await classOf(request.params, { classes, clock });
      const isHost = sameToken(hashBytes(proof), known.hostProofHash);
      // A host's own proof is never refused for what others at the same address tried.
      if (isHost) limits.by('hostsPerMinute', known.id);
      else limits.byAddress('signInsPerMinute', request);
      checkProof(known, proof, log);
      log('vault.opened', { class: known.id });
      const vault = running.leaseOf(known.id)?.vault ?? known.vault;
      return { vault, ...((await isHostless(known, parts)) && { hostless: true }) };
    });
  };
