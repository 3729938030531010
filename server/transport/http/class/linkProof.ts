import type { KeyObject } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../../protocol/refusal.ts';
import { type DoorClaim, doorKeyOf, keysOf, type Nonces, provesLink } from '../../../identity/door.ts';
import type { Log } from '../../../logs/log.ts';
import type { Clock } from '../../../privacy/census.ts';
import type { DoorProof } from '../../../protocol/http.ts';
import type { ClassStore } from '../../../store/ports/classes.ts';
import type { RequestLimits } from '../requestLimits.ts';
import { checkEncryption, checkProof, classOf, type RunningLease } from './known.ts';

export type LinkProofParts = {
  readonly classes: Pick<ClassStore, 'find'>;
  readonly running: { leaseOf(classId: string): RunningLease | null };
  readonly nonces: Nonces;
  readonly allowUnencrypted: boolean;
  readonly limits: RequestLimits;
  readonly clock: Clock;
  readonly log: Log;
};

/** What a ticket depends on: the class, which generation of its seats counts, and with which key its link is proved. */
export type KnownDoor = {
  readonly id: string;
  readonly generation: number;
  readonly door: KeyObject;
  readonly keys: string;
  readonly renewed: boolean;
};

/** What is shown, and signed, beside the nonce. */
type ShownWith = Pick<DoorClaim, 'ask' | 'seat' | 'hostProof'>;

/**
 * The class, once the link is proved. Refuses with `not-found`, with `ticket` when the nonce is too old, with `door` when the proof
 * is wrong. What proves no link is counted by its address, and nothing else is: a school's address is not shut by one pupil.
 */
export type ProveLink = (request: FastifyRequest, id: string, proof: DoorProof, shown: ShownWith) => Promise<KnownDoor>;

export const linkProof = (parts: LinkProofParts): ProveLink => {
  /** Refuses with `not-found`, or with `outdated` when the class has no door. */
  const knownDoor = async (id: string): Promise<KnownDoor> => {
    const lease = parts.running.leaseOf(id);
    if (lease) {
      const { generation, door, keys, renewed } = lease;
      return { id, generation, door, keys, renewed };
    }
    const known = await classOf({ id }, parts);
    checkEncryption(known.charter, parts.allowUnencrypted);
    const door = doorKeyOf(known.charter.doorKey);
    if (!door) throw new Refusal('outdated');
    return { id, generation: known.generation, door, keys: keysOf(known), renewed: false };
  };

  const proved = async (id: string, proof: DoorProof, shown: ShownWith): Promise<KnownDoor> => {
    if (!parts.nonces.isFresh(proof.nonce, id, parts.clock.now())) throw new Refusal('ticket');
    const known = await knownDoor(id);
    if (!provesLink(known.door, { ...shown, classId: id, nonce: proof.nonce }, proof.signature)) throw new Refusal('door');
    if (shown.hostProof !== undefined) checkProof(await classOf({ id }, parts), shown.hostProof, parts.log);
    return known;
  };

  return async (request, id, proof, shown) => {
    try {
      return await proved(id, proof, shown);
    } catch (refusal) {
      parts.limits.byAddress('requestsPerMinute', request);
      throw refusal;
    }
  };
};
