import { ledger } from '../privacy/ledger.ts';
import type { Clock } from './ports.ts';
import { Refusal } from '../protocol/refusal.ts';
import { Shares } from './shares.ts';

/** People of one class at a time who read the page before it with transports open. */
const placesMax = 120;
/** How long somebody who reads before entering keeps their transports, in milliseconds. */
export const earlyPatience = ledger.earlyLine.until.seconds * 1_000;

/** A place of somebody who came early, until disposed; at the latest until then (milliseconds since 1970). */
export type EarlyPlace = Disposable & { readonly until: number };

/** Who comes early: their seat, and a mark of where they come from. */
export type Comer = { readonly id: string; readonly from: string };

/**
 * Those who have the link, have not entered, and have transports open already, which carry nothing. Each for a while only;
 * the places are shared by where people come from, and are no places of the lobby or of the class.
 */
export class Early implements Disposable {
  readonly #clock: Clock;
  readonly #places = new Shares(placesMax);
  readonly #ends = new Map<string, () => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many there are. */
  get size(): number {
    return this.#ends.size;
  }

  /**
   * Takes a place, until disposed. `over`: told when it ends in any other way. Refuses with `too-often` when there is no place,
   * `conflict` when this seat has one.
   */
  come({ id, from }: Comer, over: () => void): EarlyPlace {
    if (this.#ends.has(id)) throw new Refusal('conflict');
    const stack = new DisposableStack();
    const end = (): void => {
      stack.dispose();
      over();
    };
    const place = this.#places.take(from, end);
    if (!place) throw new Refusal('too-often');
    stack.use(place);
    stack.use(this.#clock.after(earlyPatience, end));
    this.#ends.set(id, end);
    stack.defer(() => this.#ends.delete(id));
    return { until: this.#clock.now() + earlyPatience, [Symbol.dispose]: () => stack.dispose() };
  }

  /** Ends every place: what they had is gone. */
  endAll(): void {
    for (const end of this.#ends.values()) end();
  }

  [Symbol.dispose](): void {
    this.endAll();
  }
}
