import type { Clock } from '../classroom/ports.ts';
import type { Log } from '../logs/log.ts';
import type { Counts } from '../privacy/journal.ts';
import type { OperatorAct } from '../store/ports/operator.ts';
import type { Store } from '../store/ports/store.ts';

/** How often the store is asked whether another process wrote to it, in milliseconds: so long a removed host's class may run on. */
const lookEvery = 1_000;

export type OperatorActsOptions = {
  readonly store: Pick<Store, 'operator' | 'changedElsewhere' | 'settle'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Notes in the purge journal what was erased with a removed host. */
  readonly noteErased: (counts: Counts) => void;
  /** Ends a class that was erased; harmless when it does not run. */
  readonly endErased: (classId: string) => Promise<void>;
};

/**
 * Follows up what `npm run hosts` did in the store, at the start and while the server runs: the logs are chained and written by
 * the server alone, and the classes that run are its own. Sessions and links need nothing: they are looked up at each use.
 */
export const openOperatorActs = async (options: OperatorActsOptions): Promise<AsyncDisposable> => {
  const { store, log } = options;
  const follow = async (): Promise<void> => {
    const acts = await store.operator.acts();
    for (const act of acts) {
      await followOne(act, options);
      await store.operator.forgetAct(act.id);
    }
    if (acts.length > 0) await store.settle();
  };
  // What failed is tried again at the next look: nobody may write to the store for long.
  let due = true;
  const look = async (): Promise<void> => {
    try {
      due = (await store.changedElsewhere()) || due;
      if (due) await follow();
      due = false;
    } catch (fault) {
      log('store.fault', { fault });
    }
  };
  let following = look();
  await following;
  // By the machine's own time: it is no lifetime, and a test clock that jumps by days must not look each second.
  const timer = setInterval(() => {
    following = following.then(look);
  }, lookEvery).unref();
  return {
    [Symbol.asyncDispose]: () => {
      clearInterval(timer);
      return following;
    },
  };
};

const followOne = async (act: OperatorAct, { clock, log, noteErased, endErased }: OperatorActsOptions): Promise<void> => {
  const secondsAgo = Math.round((clock.now() - act.at) / 1_000);
  if (act.act === 'host-invited') return log('operator.invitedHost', { secondsAgo });
  const { account, classes, counts } = act;
  log('operator.removedHost', { account, classesErased: classes.length, secondsAgo });
  noteErased(counts);
  await Promise.all(classes.map(endErased));
};
