import { type Census, type Clock, Hold } from '../privacy/hold.ts';

export type PendingLimits = {
  readonly pendingConnections: number;
  readonly pendingConnectionsPerAddress: number;
};

/** Connections that have not entered a class: how many there are, in all and from each address. */
export class Pending implements Disposable {
  readonly #limits: PendingLimits;
  readonly #byAddress: Hold<'address', string, { count: number }>;
  #total = 0;

  constructor(terms: { readonly clock: Clock; readonly census: Census; readonly limits: PendingLimits }) {
    this.#limits = terms.limits;
    this.#byAddress = new Hold('address', { clock: terms.clock, census: terms.census, max: terms.limits.pendingConnections });
  }

  get total(): number {
    return this.#total;
  }

  mayCome(address: string): boolean {
    const { pendingConnections, pendingConnectionsPerAddress } = this.#limits;
    return this.#total < pendingConnections && (this.#byAddress.get(address)?.count ?? 0) < pendingConnectionsPerAddress;
  }

  /** Counts one that came, until disposed. Disposing twice is harmless. */
  come(address: string): Disposable {
    const entry = this.#byAddress.get(address) ?? { count: 0 };
    entry.count += 1;
    this.#total += 1;
    this.#byAddress.set(address, entry);
    let here = true;
    return {
      [Symbol.dispose]: () => {
        if (!here) return;
        here = false;
        entry.count -= 1;
        this.#total -= 1;
        if (entry.count === 0) this.#byAddress.delete(address);
      },
    };
  }

  [Symbol.dispose](): void {
    this.#byAddress[Symbol.dispose]();
  }
}
