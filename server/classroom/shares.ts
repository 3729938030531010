/** A place held until it is disposed, which is harmless twice. */
type Place = { readonly gaveWay: () => void };

/**
 * A bounded number of places, shared between those who ask: when all are taken, the biggest share gives its newest place
 * to whoever has fewer. So nobody can take what others need, however often they ask. A share is whatever the caller counts by.
 */
export class Shares {
  readonly #max: number;
  /** In each share, in the order of coming. */
  readonly #shares = new Map<string, Set<Place>>();
  #total = 0;

  constructor(max: number) {
    this.#max = max;
  }

  get total(): number {
    return this.#total;
  }

  /** Null when all places are taken and no share is bigger than this one. `gaveWay`: told when the place goes to somebody else. */
  take(share: string, gaveWay: () => void): Disposable | null {
    if (this.#total >= this.#max && !this.#makeRoom(this.#shares.get(share)?.size ?? 0)) return null;
    const place: Place = { gaveWay };
    const places = this.#shares.get(share) ?? new Set();
    this.#shares.set(share, places.add(place));
    this.#total += 1;
    return { [Symbol.dispose]: () => this.#free(share, place) };
  }

  /** False when no share has more than one place above `own`. */
  #makeRoom(own: number): boolean {
    const [biggest] = [...this.#shares].toSorted(([, a], [, b]) => b.size - a.size);
    if (!biggest || biggest[1].size <= own + 1) return false;
    const [share, places] = biggest;
    const newest = [...places].at(-1);
    if (!newest) return false;
    this.#free(share, newest);
    newest.gaveWay();
    return true;
  }

  #free(share: string, place: Place): void {
    const places = this.#shares.get(share);
    if (!places?.delete(place)) return;
    this.#total -= 1;
    if (places.size === 0) this.#shares.delete(share);
  }
}
