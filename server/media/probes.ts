import type { Clock } from '../classroom/ports.ts';
import { Refusal } from '../protocol/refusal.ts';
import { Shares } from '../classroom/shares.ts';
import type { TransportParameters } from '../protocol/media.ts';
import type { Reach } from './reach.ts';
import type { RouterLease } from './routerLease.ts';
import { parametersOf } from './transports.ts';

/** How long a trial lasts, in milliseconds: longer than a browser tries. The ledger declares it. */
const trialMs = 15_000;
/** How long one stays open that has succeeded, so that the browser learns of it. */
const successMs = 2_000;
/** Trials at a time, shared; more are refused with `media`. */
const trialsMax = 256;

/** Transports for people who are not in a class yet and want to know whether they reach the media ports. They carry nothing. */
export class Probes implements Disposable {
  readonly #lease: () => Promise<RouterLease>;
  readonly #clock: Clock;
  readonly #reach: Reach;
  readonly #running = new Set<Disposable>();
  readonly #places = new Shares(trialsMax);

  constructor(lease: () => Promise<RouterLease>, clock: Clock, reach: Reach) {
    this.#lease = lease;
    this.#clock = clock;
    this.#reach = reach;
  }

  /** Opens one trial, which closes by the clock. Refuses with `media`. */
  async open(share: string): Promise<TransportParameters> {
    const trial = new DisposableStack();
    const place = this.#places.take(share, () => trial.dispose());
    if (!place) throw new Refusal('media');
    trial.use(place);
    this.#running.add(trial);
    trial.defer(() => this.#running.delete(trial));
    try {
      const { router, server } = await this.#lease();
      trial.defer(() => router.close());
      const transport = await router.createWebRtcTransport({ webRtcServer: server, preferUdp: true });
      // By itself too: a router that closes does not take its transports off the server's count.
      trial.defer(() => transport.close());
      const after = (ms: number) => !trial.disposed && trial.use(this.#clock.after(ms, () => trial.dispose()));
      after(trialMs);
      transport.on('icestatechange', (state) => {
        if (state === 'connected' || state === 'completed') this.#reach.reached();
        if (state === 'completed') after(successMs);
      });
      return parametersOf(transport);
    } catch {
      trial.dispose();
      throw new Refusal('media');
    }
  }

  [Symbol.dispose](): void {
    for (const trial of this.#running) trial[Symbol.dispose]();
  }
}
