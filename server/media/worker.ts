import { once } from 'node:events';
import { createWorker } from 'mediasoup';
import type { TransportListenInfo, WebRtcServer, Worker } from 'mediasoup/types';
import type { Clock } from '../classroom/ports.ts';
import { type RouterLease, leaseRouter } from './routerLease.ts';

/** Where a worker listens for media. */
export type MediaListen = {
  readonly listenIp: string;
  /** The address or name that browsers are told, when it is not `listenIp`. */
  readonly announcedAddress?: string;
  /** The first worker's UDP and TCP port, the others follow. 0: any free ones. */
  readonly portBase: number;
  readonly udp: boolean;
  readonly tcp: boolean;
};

/** What happens to workers, in a closed list of events and without personal data. */
export type MediaLog = (
  event: 'media.worker.started' | 'media.worker.died' | 'media.worker.error' | 'media.unreachable' | 'media.reached',
  data: Readonly<Record<string, string | number>>,
) => void;

type Running = { readonly worker: Worker; readonly server: WebRtcServer; transports: number };

/** How long a worker stays without a class before it is replaced, in milliseconds: what the ledger says of `workerRemains`. */
export const idleMs = 60_000;

/**
 * One of the pool's workers: a process that is replaced when it dies, by the next class that needs it, and when it has had classes
 * and has none any more: addresses stay readable in memory that it freed, and go only with the process.
 */
export class WorkerSlot implements AsyncDisposable {
  readonly index: number;
  readonly #listen: MediaListen;
  readonly #log: MediaLog;
  readonly #clock: Clock;
  #idle: Disposable | undefined;
  #starting: Promise<Running> | undefined;
  #last: Running | undefined;
  #classes = 0;
  #closed = false;

  constructor(index: number, { listen, log, clock }: { listen: MediaListen; log: MediaLog; clock: Clock }) {
    this.index = index;
    this.#listen = listen;
    this.#log = log;
    this.#clock = clock;
  }

  get load(): { worker: number; pid: number | undefined; classes: number; transports: number } {
    const running = this.#running;
    return { worker: this.index, pid: running?.worker.pid, classes: this.#classes, transports: running?.transports ?? 0 };
  }

  /** Starts the process, or waits for it. Rejects when it cannot start; the next call tries again. */
  start(): Promise<Running> {
    if (this.#last && !this.#running) this.#last = this.#starting = undefined;
    this.#starting ??= this.#spawn().catch((error: unknown) => {
      this.#starting = undefined;
      throw error;
    });
    return this.#starting;
  }

  /** The lease of one more class. Its router's closing gives the place back. */
  async lease(): Promise<RouterLease> {
    this.#classes++;
    this.#idle?.[Symbol.dispose]();
    try {
      const { worker, server } = await this.start();
      const leased = await leaseRouter(worker, server);
      leased.router.observer.once('close', () => this.#classLeft());
      return leased;
    } catch (error) {
      this.#classLeft();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#idle?.[Symbol.dispose]();
    const running = await this.#starting?.catch(() => undefined);
    if (!running || running.worker.subprocessClosed) return;
    const gone = once(running.worker, 'subprocessclose');
    running.worker.close();
    await gone;
  }

  /** Asked of the worker itself: its classes hear of its death, and ask for another place, before anybody else does. */
  get #running(): Running | undefined {
    return this.#last?.worker.closed ? undefined : this.#last;
  }

  #classLeft(): void {
    this.#classes--;
    if (this.#classes > 0 || this.#closed) return;
    this.#idle?.[Symbol.dispose]();
    this.#idle = this.#clock.after(idleMs, () => this.#replace());
  }

  /** The process goes with all that its memory holds; a class that comes meanwhile waits for the new one, which takes its ports. */
  #replace(): void {
    const running = this.#running;
    if (!running) return;
    this.#last = this.#starting = undefined;
    const gone = once(running.worker, 'subprocessclose');
    running.worker.close();
    this.#starting = gone
      .then(() => this.#spawn())
      .catch((error: unknown) => {
        this.#starting = undefined;
        throw error;
      });
    // Whoever needs it next tries again, and hears of it.
    this.#starting.catch(() => {});
  }

  async #spawn(): Promise<Running> {
    const worker = await createWorkerQuietly();
    try {
      const server = await worker.createWebRtcServer({ listenInfos: listenInfos(this.#listen, this.index) });
      const running = { worker, server, transports: 0 };
      server.observer.on('webrtctransporthandled', () => running.transports++);
      server.observer.on('webrtctransportunhandled', () => running.transports--);
      worker.on('died', (error) => this.#log('media.worker.died', { worker: this.index, reason: error.message }));
      this.#last = running;
      this.#log('media.worker.started', { worker: this.index, pid: worker.pid });
      return running;
    } catch (error) {
      worker.close();
      throw error;
    }
  }
}

/**
 * mediasoup closes a worker itself on SIGINT and SIGTERM, which would cut a class that the process is still about to warn.
 * Its listeners are taken off again: the process decides, and a worker ends with the process that started it.
 */
const createWorkerQuietly = (): Promise<Worker> => {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const before = new Set(signals.flatMap((signal) => process.listeners(signal)));
  const created = createWorker({ logLevel: 'error' });
  for (const signal of signals)
    for (const listener of process.listeners(signal)) if (!before.has(listener)) process.off(signal, listener);
  return created;
};

const listenInfos = ({ listenIp, announcedAddress, portBase, udp, tcp }: MediaListen, index: number): TransportListenInfo[] =>
  (['udp', 'tcp'] as const)
    .filter((protocol) => (protocol === 'udp' ? udp : tcp))
    .map((protocol) => ({
      protocol,
      ip: listenIp,
      ...(announcedAddress !== undefined && { announcedAddress }),
      ...(portBase > 0 && { port: portBase + index }),
    }));
