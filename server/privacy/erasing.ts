import type { Counts, Journal, Why } from './journal.ts';
import type { LedgerKey } from './ledger.ts';

/**
 * What is to be erased: everything whose time has come (milliseconds since 1970), one class, or one account, with its classes
 * or without.
 */
export type Selection =
  | { readonly expiredBy: number }
  | { readonly classId: string }
  | { readonly account: string; readonly keepClasses?: true };

/** Somewhere on disk where personal items are kept. */
export type Keeper = {
  /** Erases, and counts what it erased. */
  erase(selection: Selection): Counts | Promise<Counts>;
  /** Makes unusable now what may not be erased yet, and lets it expire. */
  retire(selection: Selection): void | Promise<void>;
  /** When the next item expires; null when none will. Milliseconds since 1970. */
  nextDue(): number | null | Promise<number | null>;
};

/** `kept`: legal hold is on, so that the items are only made unusable. */
export type Erased = { readonly counts: Counts; readonly kept: boolean };

const total = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** The sum of counts, without the items of which there are none. */
export const added = (...all: readonly Counts[]): Counts => {
  const keys = [...new Set(all.flatMap((counts) => Object.keys(counts) as LedgerKey[]))];
  const sums = keys.map((key) => [key, all.reduce((sum, counts) => sum + (counts[key] ?? 0), 0)] as const);
  return Object.fromEntries(sums.filter(([, sum]) => sum > 0));
};

/** What is in the first and not in the second. */
export const without = (counts: Counts, others: Counts): Counts =>
  added(counts, Object.fromEntries(Object.entries(others).map(([key, count]) => [key, -count])));

export type ErasingOptions = {
  readonly keepers: readonly Keeper[];
  readonly journal: Journal;
  readonly legalHold: boolean;
  /** Told of an erasure that erased something. */
  readonly done: (why: Why, records: number) => void;
};

export type Erasing = ReturnType<typeof openErasing>;

/** The one way in which anything is erased from disk, by the clock and at somebody's request alike. */
export const openErasing = ({ keepers, journal, legalHold, done }: ErasingOptions) => {
  const note = (why: Why, counts: Counts): void => {
    if (total(counts) === 0) return;
    journal.write({ why, erased: counts });
    done(why, total(counts));
  };

  return {
    legalHold,

    /** Notes what was erased from memory. */
    note,

    /**
     * Erases from every keeper. Under legal hold nothing is: what somebody asked to erase becomes unusable instead. Throws
     * what a keeper throws, after the others have erased theirs.
     */
    async erase(why: Why, selection: Selection): Promise<Erased> {
      if (legalHold) {
        if (!('expiredBy' in selection)) await Promise.all(keepers.map(async (keeper) => keeper.retire(selection)));
        return { counts: {}, kept: true };
      }
      const results = await Promise.allSettled(keepers.map(async (keeper) => keeper.erase(selection)));
      const counts = added(...results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
      note(why, counts);
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
      return { counts, kept: false };
    },

    async nextDue(): Promise<number | null> {
      const dues = await Promise.all(keepers.map(async (keeper) => keeper.nextDue()));
      return dues.reduce((next, due) => (due !== null && (next === null || due < next) ? due : next), null);
    },
  };
};
