import type { Census, Clock, MemoryKey } from './census.ts';
import { type LedgerKey, ledger } from './ledger.ts';

export type ExpiringTerms = {
  readonly clock: Clock;
  readonly census: Census;
  /** The most items at a time. */
  readonly max: number;
  /** When full, a new item is refused, or takes the place of the oldest. Standard: `refuse`. */
  readonly whenFull?: 'refuse' | 'drop-oldest';
  /** Shorter than the ledger's lifetime, or the lifetime of an item whose end the ledger gives as an event. Milliseconds. */
  readonly lifetime?: number;
};

/** The lifetime that the ledger gives by the clock, in milliseconds; infinite when an event ends it. */
const declaredLifetime = (key: LedgerKey): number => {
  const { until } = ledger[key];
  return 'seconds' in until ? until.seconds * 1_000 : Number.POSITIVE_INFINITY;
};

/**
 * The collection for personal items; a class, which has its own, counts itself too (`classroom/holdings.ts`). Each item is erased by
 * the clock, counted from its `set`, whether or not anybody asks for it; disposing erases all. A lifetime longer than the ledger's is
 * a fault and throws.
 */
export class ExpiringMap<K extends MemoryKey, Id, T> implements Disposable {
  readonly key: K;
  readonly #terms: ExpiringTerms;
  readonly #lifetime: number;
  /** Oldest first: with one lifetime for all, also the first to go. */
  readonly #items = new Map<Id, { readonly item: T; readonly until: number }>();
  #timer: Disposable | null = null;
  #disposed = false;

  constructor(key: K, terms: ExpiringTerms) {
    this.key = key;
    this.#terms = terms;
    const declared = declaredLifetime(key);
    this.#lifetime = terms.lifetime ?? declared;
    if (this.#lifetime > declared) throw new RangeError(`${key} may be held for ${declared} ms at most`);
    terms.census.enter(this);
  }

  get size(): number {
    return this.#items.size;
  }

  held(): Partial<Record<MemoryKey, number>> {
    return { [this.key]: this.#items.size };
  }

  /** False when the map is full or disposed: the item is not kept. */
  set(id: Id, item: T): boolean {
    if (this.#disposed) return false;
    this.#items.delete(id);
    if (this.#items.size >= this.#terms.max) {
      if (this.#terms.whenFull !== 'drop-oldest') return false;
      for (const oldest of this.#items.keys().take(1)) this.#items.delete(oldest);
    }
    this.#items.set(id, { item, until: this.#terms.clock.now() + this.#lifetime });
    this.#arm();
    return true;
  }

  get(id: Id): T | undefined {
    const held = this.#items.get(id);
    return held && held.until > this.#terms.clock.now() ? held.item : undefined;
  }

  /** Gives the item and forgets it. */
  take(id: Id): T | undefined {
    const item = this.get(id);
    this.delete(id);
    return item;
  }

  delete(id: Id): void {
    this.#items.delete(id);
    if (this.#items.size === 0) this.#disarm();
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#items.clear();
    this.#disarm();
    this.#terms.census.leave(this);
  }

  #arm(): void {
    if (this.#timer || !Number.isFinite(this.#lifetime)) return;
    for (const { until } of this.#items.values().take(1)) {
      this.#timer = this.#terms.clock.after(Math.max(0, until - this.#terms.clock.now()), () => this.#expire());
    }
  }

  #disarm(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = null;
  }

  #expire(): void {
    this.#timer = null;
    const now = this.#terms.clock.now();
    for (const [id, { until }] of this.#items) {
      if (until > now) break;
      this.#items.delete(id);
    }
    this.#arm();
  }
}
