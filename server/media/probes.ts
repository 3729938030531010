import type { Clock } from '../classroom/ports.ts';
import { Refusal } from '../classroom/refusal.ts';
import type { TransportParameters } from '../protocol/media.ts';
import type { Ground } from './ground.ts';
import { parametersOf } from './transports.ts';

/** How long a trial lasts, in milliseconds: longer than a browser tries. */
const trialMs = 15_000;
/** Trials at a time; more are refused with `media`. */
const trialsMax = 64;

/** Transports for people who are not in a class yet and want to know whether they reach the media ports. They carry nothing. */
export class Probes implements Disposable {
  readonly #lease: () => Promise<Ground>;
  readonly #clock: Clock;
  readonly #running = new Set<Disposable>();

  constructor(lease: () => Promise<Ground>, clock: Clock) {
    this.#lease = lease;
    this.#clock = clock;
  }

  /** Opens one trial, which closes by the clock. Refuses with `media`. */
  async open(): Promise<TransportParameters> {
    if (this.#running.size >= trialsMax) throw new Refusal('media');
    const trial = new DisposableStack();
    this.#running.add(trial);
    trial.defer(() => this.#running.delete(trial));
    try {
      const { router, server } = await this.#lease();
      trial.defer(() => router.close());
      const transport = await router.createWebRtcTransport({ webRtcServer: server, preferUdp: true });
      trial.use(this.#clock.after(trialMs, () => trial.dispose()));
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
