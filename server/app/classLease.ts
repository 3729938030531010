import type { Config } from '../config/schema.ts';
import type { Clock } from '../classroom/ports.ts';
import type { ClassLease } from './directory.ts';
import { fingerprintOf } from '../config/fingerprint.ts';
import { groupChecks } from '../group/checks.ts';
import { doorKeyOf, keysOf } from '../identity/door.ts';
import type { ReturnTokens } from '../identity/returnTokens.ts';
import { without } from '../privacy/erasing.ts';
import { signReceipt, statementOf } from '../disclosure/receipts.ts';
import type { Records } from './records.ts';

const hour = 3_600_000;

export type LeaseParts = {
  readonly records: Pick<Records, 'store' | 'log' | 'key' | 'erasing' | 'chains'>;
  readonly returnTokens: ReturnTokens;
  readonly clock: Clock;
  readonly config: Config;
};

/** Finds a class that was made, notes that it is used, and says how it gives and revokes its seats and certifies its end. */
export const takeLease = async (
  classId: string,
  { records, returnTokens, clock, config }: LeaseParts,
): Promise<ClassLease | null> => {
  const { store, log, key, erasing, chains } = records;
  const opened = clock.now();
  const known = await store.classes.find(classId, opened);
  const door = known && doorKeyOf(known.charter.doorKey);
  if (!known || !door) return null;
  let expires: number | null = await store.classes.touch(classId, opened);
  let { generation } = known;
  const keys = keysOf(known);
  return {
    settings: known.settings,
    groups: groupChecks(classId, known.charter.hostKey),
    door,
    keys,
    charter: known.charter,
    vault: known.vault,
    renewed: false,
    seatFor: (id, role) => {
      const until = clock.now() + config.class.maxHours * hour;
      return returnTokens.seal({ classId, id, role, admitted: true, generation, keys, expires: until });
    },
    roleChanged: (role) => log('role.changed', { class: classId, role }),
    get generation() {
      return generation;
    },
    revokeSeats: () => {
      generation += 1;
      store.classes.bumpGeneration(classId).catch((fault: unknown) => log('store.fault', { fault }));
    },
    get expires() {
      return expires;
    },
    erased: () => {
      expires = erasing.legalHold ? expires : null;
    },
    certify: (end) => {
      erasing.note('class-end', without(end.before, end.after));
      const terms = { retention: config.retention, configuration: fingerprintOf(config), chains: chains() };
      return signReceipt(
        statementOf({ ...end, classId, charter: known.charter, opened, ended: clock.now(), expires }, terms),
        key,
      );
    },
  };
};
