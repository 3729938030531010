import { Shares } from '../../classroom/shares.ts';
import type { Census, Holder } from '../../privacy/census.ts';

export type PendingLimits = { readonly pendingConnections: number };

/**
 * Connections that have not entered a class, of which the server knows the address: all have shown a ticket, so strangers
 * hold none. Places are shared; a share is a class and an address, or somebody who belongs to the class.
 */
export class Pending implements Holder, Disposable {
  readonly #places: Shares;
  readonly #census: Census;

  constructor(terms: { readonly census: Census; readonly limits: PendingLimits }) {
    this.#places = new Shares(terms.limits.pendingConnections);
    this.#census = terms.census;
    terms.census.enter(this);
  }

  get total(): number {
    return this.#places.total;
  }

  held(): { readonly address: number } {
    return { address: this.#places.total };
  }

  /** Counts one that came, until disposed. Null when it cannot stay; `gaveWay`: told when it cannot stay any more. */
  come(share: string, gaveWay: () => void): Disposable | null {
    return this.#places.take(share, gaveWay);
  }

  [Symbol.dispose](): void {
    this.#census.leave(this);
  }
}
