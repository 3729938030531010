import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../../../protocol/refusal.ts';
import { hashBytes, sameToken } from '../../../identity/tokens.ts';
import type { Log } from '../../../logs/log.ts';
import type { Clock } from '../../../privacy/census.ts';
import type { ClassCharter } from '../../../protocol/http.ts';
import { classroomId } from '../../../protocol/people.ts';
import { type AccountStore, isUnreachable } from '../../../store/ports/accounts.ts';
import type { ClassStore, StoredClass } from '../../../store/ports/classes.ts';

const inPath = z.strictObject({ id: classroomId });

/** The identifier that a path names. Refuses with `not-found`. */
export const classInPath = (params: unknown): string => {
  const read = inPath.safeParse(params);
  if (!read.success) throw new Refusal('not-found');
  return read.data.id;
};

/** The class that a path names, as the store has it. Refuses with `not-found`. */
export const classOf = async (
  params: unknown,
  { classes, clock }: { readonly classes: Pick<ClassStore, 'find'>; readonly clock: Clock },
): Promise<StoredClass> => {
  const known = await classes.find(classInPath(params), clock.now());
  if (!known) throw new Refusal('not-found');
  return known;
};

/** Refuses with `unencrypted` a class whose key the server would hold, where that is not allowed. */
export const checkEncryption = ({ openSecret }: Pick<ClassCharter, 'openSecret'>, allowUnencrypted: boolean): void => {
  if (openSecret !== undefined && !allowUnencrypted) throw new Refusal('unencrypted');
};

/** Refuses with `forbidden` when the proof is not the host's. */
export const checkProof = (known: StoredClass, proof: string, log: Log): void => {
  if (sameToken(hashBytes(proof), known.hostProofHash)) return;
  log('host.proofRefused', { class: known.id });
  throw new Refusal('forbidden');
};

/** Whether nobody can sign in any more as the host who made the class. */
export const isHostless = async (
  { owner }: StoredClass,
  { accounts, clock }: { readonly accounts: Pick<AccountStore, 'heldOf'>; readonly clock: Clock },
): Promise<boolean> => owner === null || isUnreachable(await accounts.heldOf(owner, clock.now()));

/** A class that runs, as it was opened: its keys may have been renewed since. */
export type RunningLease = {
  /** Of the return tokens that count. */
  readonly generation: number;
  /** The key of its door, with which its link is proved. */
  readonly door: KeyObject;
  readonly keys: string;
  readonly charter: ClassCharter;
  readonly vault: string;
  readonly renewed: boolean;
};
