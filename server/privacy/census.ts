import type { LedgerKey, ledger } from './ledger.ts';

/** Time, as far as lifetimes need it. The same shape as the domain's clock. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `task` once after `ms` milliseconds, unless disposed before. */
  after(ms: number, task: () => void): Disposable;
};

/** The items that the ledger lets stay in memory. */
export type MemoryKey = {
  [K in LedgerKey]: 'memory' extends (typeof ledger)[K]['keptIn'][number] ? K : never;
}[LedgerKey];

/** Holds personal items, and counts them. */
export type Holder = { held(): Partial<Record<MemoryKey, number>> };

/** Knows everything of one server that holds personal items, and so how many are in memory now. */
export class Census {
  readonly #holders = new Set<Holder>();

  enter(holder: Holder): void {
    this.#holders.add(holder);
  }

  leave(holder: Holder): void {
    this.#holders.delete(holder);
  }

  /** Items held now, by their name in the ledger. */
  count(): Partial<Record<MemoryKey, number>> {
    const counts: Partial<Record<MemoryKey, number>> = {};
    for (const holder of this.#holders) {
      for (const [key, count] of Object.entries(holder.held()) as [MemoryKey, number][]) counts[key] = (counts[key] ?? 0) + count;
    }
    return counts;
  }
}
