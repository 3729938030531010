import type { Census, Clock } from '../../privacy/census.ts';
import { ExpiringMap } from '../../privacy/expiringMap.ts';
import { addressMarks } from '../network.ts';

/** Accepted in a minute, by kind of request and by whom it is counted: an address, or the share named. */
export type RateLimits = {
  /** From one address, of what proves no link. */
  readonly requestsPerMinute: number;
  /** To one class from one address, of newcomers who prove its link. */
  readonly ticketsPerMinute: number;
  readonly signInsPerMinute: number;
};

/** Of those who have proved more than a newcomer: no stranger and no pupil uses these up for them. */
const ownShares = {
  /** Tickets of the hosts of one class. */
  hostsPerMinute: 240,
  /** Tickets of one person who was admitted. */
  seatsPerMinute: 60,
  /** Trials of the network, for one class from one address. */
  trialsPerMinute: 240,
  /** Parts of files, given or fetched by one person. */
  filePartsPerMinute: 1_200,
  /** Looks at one class from one address. */
  looksPerMinute: 3_000,
} as const;

/** What is counted apart. */
export type RateKind = keyof RateLimits | keyof typeof ownShares;

const kinds = ['requestsPerMinute', 'ticketsPerMinute', 'signInsPerMinute', ...Object.keys(ownShares)];
const minute = 60_000;
const countersMax = 20_000;

/**
 * Counts requests over a sliding minute and forgets by the clock. A full count frees one place after the other, so nobody
 * waits for a whole minute (the generic cell rate algorithm, ITU-T I.371: only when the count will be empty is kept).
 */
export class Rates implements Disposable {
  readonly #limits: RateLimits & typeof ownShares;
  readonly #clock: Clock;
  /** By mark: an address or a person's identifier cannot be read from a counter, which may outlive the class. */
  readonly #emptyAt: ExpiringMap<'addressCounter', string, number>;
  readonly #markOf = addressMarks();

  constructor(terms: { readonly clock: Clock; readonly census: Census; readonly limits: RateLimits }) {
    this.#limits = { ...terms.limits, ...ownShares };
    this.#clock = terms.clock;
    this.#emptyAt = new ExpiringMap('addressCounter', { ...terms, max: countersMax, whenFull: 'drop-oldest' });
  }

  /** Counts one for `who`, an address or another share; false when it is one too many, which is not counted. */
  take(kind: RateKind, who: string): boolean {
    const key = this.#markOf(`${kind} ${who}`);
    const now = this.#clock.now();
    const emptyAt = Math.max(now, this.#emptyAt.get(key) ?? 0) + minute / this.#limits[kind];
    return emptyAt - now <= minute && this.#emptyAt.set(key, emptyAt);
  }

  /** How many counters these have now, of every kind. */
  count(whos: readonly string[]): number {
    return kinds.flatMap((kind) => whos.filter((who) => this.#emptyAt.get(this.#markOf(`${kind} ${who}`)) !== undefined)).length;
  }

  [Symbol.dispose](): void {
    this.#emptyAt[Symbol.dispose]();
  }
}
