import { join } from 'node:path';
import { ChainFile } from './chainFile.ts';
import type { Link } from './chain.ts';
import type { Clock } from './census.ts';
import type { LedgerKey } from './ledger.ts';
import { LineFile } from './lineFile.ts';

/** How many of each item of the ledger. */
export type Counts = Partial<Record<LedgerKey, number>>;

/**
 * What led to an erasure: the clock, the end of a class, a host who asked for one class or for the whole account, or the
 * operator, who removed a host.
 */
export type Why = 'expired' | 'class-end' | 'class-erased' | 'account-erased' | 'host-removed';

/** One line of the purge journal. `cut`: the audit log was erased up to this line, so that its chain begins after it. */
export type JournalEntry = { readonly why: Why; readonly erased: Counts } | { readonly cut: Link };

export type Journal = Disposable & { write(entry: JournalEntry): void; readonly head: Link };

export const journalName = 'purge-journal';
export const journalPath = (folder: string): string => join(folder, `${journalName}.jsonl`);
export const journalHead = (folder: string): string => join(folder, `${journalName}.head`);

/** Lines that wait, at most, for a disk that is full. */
const waitingMax = 1_000;

/**
 * The purge journal: what was erased, when, how many and why, hash-chained and without personal data, so it is kept. What the
 * disk does not take waits for the next entry.
 */
export const openJournal = (folder: string, clock: Clock): Journal => {
  const file = new LineFile(journalPath(folder));
  const chain = new ChainFile(file, journalHead(folder));
  const waiting: string[] = [];
  return {
    write(entry) {
      waiting.push(JSON.stringify({ time: clock.now(), ...entry }));
      while (waiting[0] !== undefined && chain.append(waiting[0])) waiting.shift();
      if (waiting.length > waitingMax) waiting.shift();
    },
    get head() {
      return chain.head;
    },
    [Symbol.dispose]: () => file[Symbol.dispose](),
  };
};
