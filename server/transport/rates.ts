import { type Census, type Clock, Hold } from '../privacy/hold.ts';

/** Accepted in a minute from one address, for each kind of request. */
export type RateLimits = {
  readonly requestsPerMinute: number;
  readonly ticketsPerMinute: number;
  readonly signInsPerMinute: number;
};

const kinds = ['requestsPerMinute', 'ticketsPerMinute', 'signInsPerMinute'] as const satisfies readonly (keyof RateLimits)[];
const countersMax = 20_000;

/** Counts requests by address, each minute anew, and forgets by the clock. */
export class Rates implements Disposable {
  readonly #limits: RateLimits;
  readonly #counters: Hold<'addressCounter', string, { count: number }>;

  constructor(terms: { readonly clock: Clock; readonly census: Census; readonly limits: RateLimits }) {
    this.#limits = terms.limits;
    this.#counters = new Hold('addressCounter', { ...terms, max: countersMax, whenFull: 'drop-oldest' });
  }

  /** Counts one; false when it is one too many. */
  take(kind: keyof RateLimits, address: string): boolean {
    const id = `${kind} ${address}`;
    const counter = this.#counters.get(id);
    if (!counter) {
      this.#counters.set(id, { count: 1 });
      return true;
    }
    counter.count += 1;
    return counter.count <= this.#limits[kind];
  }

  /** How many counters an address has now. */
  count(address: string): number {
    return kinds.filter((kind) => this.#counters.get(`${kind} ${address}`) !== undefined).length;
  }

  [Symbol.dispose](): void {
    this.#counters[Symbol.dispose]();
  }
}
