import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../classroom/ports.ts';
import type { Config } from '../config/schema.ts';
import { ConfigError } from '../config/source.ts';
import { fingerprintOf } from '../config/fingerprint.ts';
import { type LogSink, openLog, type OpenedLog } from '../logs/log.ts';
import type { Link } from '../privacy/chain.ts';
import { type Erasing, openErasing } from '../privacy/erasing.ts';
import { openJournal } from '../privacy/journal.ts';
import { openLogFiles } from '../logs/logFiles.ts';
import { openPurgeClock, type PurgeClock } from '../privacy/purgeClock.ts';
import { knownTimeIn } from '../privacy/knownTime.ts';
import { newServerKey, type ServerKey, serverKeyOf } from '../privacy/serverKey.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/ports/store.ts';
import { secretsIn } from '../store/files/secrets.ts';
import type { Secrets } from '../store/ports/secrets.ts';

const day = 86_400_000;

export type RecordsOptions = { readonly config: Config; readonly clock: Clock; readonly sink: LogSink | undefined };

/** Everything that this server keeps on disk, and what erases it in time. */
export type Records = AsyncDisposable & {
  readonly key: ServerKey;
  readonly secrets: Secrets;
  readonly log: OpenedLog;
  readonly store: Store;
  readonly erasing: Erasing;
  readonly purge: PurgeClock;
  /** The last lines of the audit log and of the purge journal, for who takes them home. */
  chains(): { readonly audit: Link; readonly journal: Link };
};

/** A disk that was full once leaves an empty file. */
const readServerKey = (folder: string, pem: Buffer): ServerKey => {
  try {
    return serverKeyOf(pem);
  } catch {
    throw new ConfigError([
      `The key in ${join(folder, 'server.key')} cannot be read: put a copy back in its place, or take the file away to begin with a new key, which no earlier receipt is signed with.`,
    ]);
  }
};

/** Opens the logs, the purge journal and the store in the data folder, and erases what expired while the server was off. */
export const openRecords = async ({ config, clock, sink }: RecordsOptions): Promise<Records> => {
  await using building = new AsyncDisposableStack();
  const { retention } = config;
  const { folder } = config.data;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secrets = secretsIn(folder);
  const key = readServerKey(folder, await secrets.keep('server.key', newServerKey));
  const journal = building.use(openJournal(folder, clock));
  const days = {
    connection: retention.connectionLogDays,
    audit: retention.auditLogDays,
    technical: retention.technicalLogDays,
  };
  const files = building.use(openLogFiles({ folder, clock, journal, days }));
  const log = building.use(openLog({ keeper: { ...files, ...key }, now: () => clock.now(), ...(sink && { sink }) }));
  building.defer(() => log('server.stopped', {}));
  log('configuration.loaded', {
    configuration: fingerprintOf(config),
    profile: config.profile,
    legalHold: retention.legalHold ? 'on' : 'off',
  });
  const store = await openStore(config.data, retention, () => clock.now());
  building.defer(() => store.close());
  const erasing = openErasing({
    keepers: [store, files],
    journal,
    legalHold: retention.legalHold,
    done: (why, records) => log('purge.done', { why, records }),
  });
  const purge = building.use(
    openPurgeClock({
      erasing,
      clock,
      knownTime: knownTimeIn(folder),
      failed: (fault) => log('purge.fault', { fault }),
      suspended: () => log('purge.suspended', {}),
      doubted: ({ known, now }) => log('clock.doubted', { days: Math.round((now - known) / day) }),
      believed: () => log('clock.believed', {}),
    }),
  );
  await purge.settled();
  const owned = building.move();
  const chains = () => ({ audit: files.auditHead, journal: journal.head });
  return { key, secrets, log, store, erasing, purge, chains, [Symbol.asyncDispose]: () => owned.disposeAsync() };
};
