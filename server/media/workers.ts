import { availableParallelism } from 'node:os';
import { setLogEventListeners } from 'mediasoup';
import type { ClassMedia, Clock, Media, MediaListener } from '../classroom/ports.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { TransportParameters } from '../protocol/media.ts';
import type { BitrateLimits } from './bitrates.ts';
import { capabilities } from './codecs.ts';
import type { RouterLease } from './routerLease.ts';
import { Probes } from './probes.ts';
import { Reach } from './reach.ts';
import { ClassRouter } from './classRouter.ts';
import { type MediaListen, type MediaLog, WorkerSlot } from './worker.ts';

export type MediaOptions = MediaListen & {
  /** How many worker processes; one per core when not given. */
  readonly workers?: number;
  readonly log: MediaLog;
  readonly clock: Clock;
  readonly limits: BitrateLimits;
};

export type MediaPool = Media &
  AsyncDisposable & {
    /** How much each worker carries. `pid` is missing between a worker's death and its replacement. */
    load(): WorkerSlot['load'][];
    /**
     * Opens a transport that carries nothing, for a browser to try whether it reaches the media ports. `share`: whose trial it
     * is, so that nobody takes those of others. Refuses with `media`.
     */
    probe(share: string): Promise<TransportParameters>;
    /** The processes that run now. */
    pids(): number[];
  };

/**
 * Starts the workers. Rejects when one cannot start (no binary, port taken), or when neither UDP nor TCP is allowed.
 * mediasoup logs per process, not per pool: with two pools, the younger one's `log` gets the workers' errors.
 */
export const openMedia = async ({
  workers = availableParallelism(),
  log,
  clock,
  limits,
  ...listen
}: MediaOptions): Promise<MediaPool> => {
  if (!listen.udp && !listen.tcp) throw new TypeError('media: udp or tcp must be allowed');
  await using starting = new AsyncDisposableStack();
  starting.defer(logErrors(log));
  const slots = Array.from({ length: workers }, (_, index) => starting.use(new WorkerSlot(index, { listen, log, clock })));
  await Promise.all(slots.map((slot) => slot.start()));
  const reach = new Reach(log);
  const classes = starting.use(new OpenClasses(clock, limits, reach));
  const probes = starting.use(new Probes(() => lease(slots), clock, reach));
  const stack = starting.move();

  return {
    capabilities,
    openClass: (listener) => classes.open(() => lease(slots), listener),
    probe: (share) => probes.open(share),
    load: () => slots.map((slot) => slot.load),
    pids: () => slots.flatMap((slot) => slot.load.pid ?? []),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
};

/** The classes that are open, so that a pool that closes can close them. */
class OpenClasses implements AsyncDisposable {
  readonly #classes = new Set<ClassRouter>();
  readonly #clock: Clock;
  readonly #limits: BitrateLimits;
  readonly #reach: Reach;
  #closed = false;

  constructor(clock: Clock, limits: BitrateLimits, reach: Reach) {
    this.#clock = clock;
    this.#limits = limits;
    this.#reach = reach;
  }

  async open(lease: () => Promise<RouterLease>, listener: MediaListener): Promise<ClassMedia> {
    if (this.#closed) throw new Refusal('stopping');
    const reach = this.#reach.ofClass((on) => listener.unreachable(on));
    const closed = () => {
      reach[Symbol.dispose]();
      this.#classes.delete(opened);
    };
    const opened = new ClassRouter({ lease, listener, closed, clock: this.#clock, limits: this.#limits, reach });
    this.#classes.add(opened);
    try {
      await opened.leased();
      return opened;
    } catch (error) {
      await opened.close();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await Promise.all(Array.from(this.#classes, (one) => one.close()));
  }
}

/** A place in the worker that carries least; a class counts as one transport, so that empty classes spread too. */
const lease = async (slots: readonly WorkerSlot[]): Promise<RouterLease> => {
  const weight = ({ load }: WorkerSlot): number => load.transports + load.classes;
  const lightest = slots.toSorted((a, b) => weight(a) - weight(b))[0];
  try {
    if (!lightest) throw new Refusal('media');
    return await lightest.lease();
  } catch {
    throw new Refusal('media');
  }
};

/** The workers' own errors, by the place in their code: their text may hold addresses. */
const logErrors = (log: MediaLog): (() => void) => {
  setLogEventListeners({
    onerror: (namespace, text) => {
      const [, at = namespace] = /^(?:\[pid:\d+\] )?([\w:~]+\(\))/.exec(text) ?? [];
      log('media.worker.error', { at });
    },
  });
  return () => setLogEventListeners();
};
