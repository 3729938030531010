import type { Clock } from '../classroom/ports.ts';
import type { Config } from '../config/schema.ts';
import type { HeldTerms } from '../disclosure/heldAbout.ts';
import type { LogSink } from '../logs/log.ts';
import type { MediaPool } from '../media/workers.ts';
import { Census } from '../privacy/census.ts';
import { Rates } from '../transport/http/rates.ts';
import { shareOf } from '../transport/network.ts';
import type { Directory } from './directory.ts';
import { type Identity, openIdentity } from './identity.ts';
import { openMediaPool } from './media.ts';
import { openOperatorActs } from './operatorActs.ts';
import { openRecords, type Records } from './records.ts';
import { openDirectory } from './runningClasses.ts';

export type CoreOptions = { readonly config: Config; readonly clock: Clock; readonly sink: LogSink | undefined };

/** Everything that the server is behind its two doors, HTTP and sockets. */
export type Core = AsyncDisposable & {
  readonly config: Config;
  readonly clock: Clock;
  readonly census: Census;
  readonly records: Records;
  readonly media: MediaPool;
  readonly identity: Identity;
  readonly directory: Directory;
  readonly rates: Rates;
  /** What an answer to "what do you hold?" needs. */
  readonly held: HeldTerms;
};

/** Builds it, each thing once. What was built is closed again when a later one fails. */
export const openCore = async ({ config, clock, sink }: CoreOptions): Promise<Core> => {
  await using building = new AsyncDisposableStack();
  const census = new Census();
  const records = building.use(await openRecords({ config, clock, sink }));
  const { log, store, secrets, erasing } = records;
  const media = building.use(await openMediaPool({ settings: config.media, log, clock }));
  const identity = building.use(await openIdentity({ config, store, secrets, clock, census, log }));
  const directory = openDirectory({ config, clock, census, records, media, returnTokens: identity.returnTokens });
  building.use(
    await openOperatorActs({
      store,
      clock,
      log,
      noteErased: (counts) => erasing.note('host-removed', counts),
      endErased: (classId) => directory.endErased(classId),
    }),
  );
  const rates = building.use(new Rates({ clock, census, limits: config.limits }));
  const held: HeldTerms = {
    now: () => clock.now(),
    retention: config.retention,
    patience: config.class,
    counters: ({ id, classId, address }) => rates.count([address, shareOf(classId, address), id]),
  };
  const owned = building.move();
  const close = () => owned.disposeAsync();
  return { config, clock, census, records, media, identity, directory, rates, held, [Symbol.asyncDispose]: close };
};
