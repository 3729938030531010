import type { LedgerKey } from '../privacy/ledger.ts';
import type { ClassCharter } from '../protocol/http.ts';
import { columns } from './inventory.ts';

/** The items of the ledger that a row of this table of the store holds, each once: by what the inventory says of its columns. */
const itemsOfTable = (table: string): readonly LedgerKey[] => {
  const ofColumns = Object.entries(columns).flatMap(([column, item]) =>
    item !== null && column.startsWith(`${table}.`) ? [item] : [],
  );
  return [...new Set(ofColumns)];
};

const ofTable = itemsOfTable('classes');

/**
 * What the store holds of a class: the one list that receipts, the account's page and every "what do you hold?" are made from.
 * That the columns are all there are, a test finds by looking at the real tables. Of an encrypted class there is no key in clear.
 */
export const classItems = ({ openSecret }: Pick<ClassCharter, 'openSecret'>): readonly LedgerKey[] =>
  ofTable.filter((item) => item !== 'openSecret' || openSecret !== undefined);
