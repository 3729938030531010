import type { Config } from './config.ts';
import type { Clock } from './classroom/ports.ts';
import type { Opening } from './directory.ts';
import type { Seats } from './identity/seats.ts';
import type { Log } from './log.ts';
import type { Store } from './store/store.ts';

const hour = 3_600_000;

export type OpeningParts = {
  readonly store: Store;
  readonly seats: Seats;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: Pick<Config, 'class'>;
};

/** Finds a class that was made, notes that it is used, and says how it gives and revokes its seats. */
export const openingOf = async (classId: string, { store, seats, clock, log, config }: OpeningParts): Promise<Opening | null> => {
  const known = await store.classes.find(classId, clock.now());
  if (!known) return null;
  await store.classes.touch(classId, clock.now());
  let { generation } = known;
  return {
    settings: known.settings,
    seatFor: (id, role) => {
      const expires = clock.now() + config.class.maxHours * hour;
      return seats.seal({ classId, id, role, admitted: true, generation, expires });
    },
    revokeSeats: () => {
      generation += 1;
      store.classes.bumpGeneration(classId).catch((fault: unknown) => log('store.fault', { fault }));
    },
  };
};
