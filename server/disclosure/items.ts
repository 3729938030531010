import type { Counts } from '../privacy/journal.ts';
import { type LedgerKey, ledger } from '../privacy/ledger.ts';
import type { ClassCharter } from '../protocol/http.ts';
import type { HeldItem } from '../protocol/held.ts';
import type { HeldUntil } from '../protocol/receipt.ts';
import { classItems } from './stored.ts';

const second = 1_000;
const day = 86_400 * second;

/** What the answers need to know besides. */
export type ItemTerms = {
  /** Milliseconds since 1970. */
  now(): number;
  readonly retention: {
    readonly classDays: number;
    readonly hostSessionDays: number;
    readonly connectionLogDays: number;
    readonly auditLogDays: number;
    readonly legalHold: boolean;
  };
  readonly patience: { readonly lobbySeconds: number; readonly seatGraceSeconds: number };
};

/** When an item that is in memory goes, at the latest. */
const memoryUntil = (item: LedgerKey, terms: ItemTerms): HeldUntil => {
  const { until } = ledger[item];
  const { patience } = terms;
  const now = terms.now();
  if ('seconds' in until) return { at: now + until.seconds * second };
  if ('event' in until) return { event: until.event };
  if (item === 'lobbyPlace') return { at: now + patience.lobbySeconds * second };
  if (item === 'awaySeat') return { at: now + patience.seatGraceSeconds * second };
  return { event: 'class-end' };
};

/** What is in memory, as an answer says it. */
export const memoryItems = (counts: Counts, terms: ItemTerms): HeldItem[] =>
  (Object.entries(counts) as [LedgerKey, number][])
    .filter(([, count]) => count > 0)
    .map(([item, count]) => ({ item, place: 'memory', count, until: memoryUntil(item, terms) }));

/** What is on disk, as an answer says it: until a time, or under legal hold until that ends. */
export const diskItem = (
  terms: ItemTerms,
  item: LedgerKey,
  place: HeldItem['place'],
  count: number | null,
  at: number,
): HeldItem => ({
  item,
  place,
  count,
  until: terms.retention.legalHold ? { event: 'legal-hold' } : { at },
});

/** Lines of the audit log that were written by now stay as long as it says. */
export const auditItem = (terms: ItemTerms): HeldItem =>
  diskItem(terms, 'auditRecord', 'audit-log', null, terms.now() + terms.retention.auditLogDays * day);

/** A class in the store, as far as an answer says it. */
type StoredRow = { readonly charter: Pick<ClassCharter, 'openSecret'>; readonly expiresAt: number };

/** Classes in the store, each item until the last of them that has it expires. */
export const classRowItems = (terms: ItemTerms, rows: readonly StoredRow[]): HeldItem[] => {
  const items = new Set(rows.flatMap(({ charter }) => classItems(charter)));
  return Array.from(items, (item) => {
    const having = rows.filter(({ charter }) => classItems(charter).includes(item));
    return diskItem(terms, item, 'store', having.length, Math.max(...having.map(({ expiresAt }) => expiresAt)));
  });
};
