import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { onlyTenant, type Retention, type Store, type StoreTerms } from '../../server/store/ports/store.ts';
import { storeOn } from '../../server/store/sql/store.ts';
import { connect } from '../../server/store/sqlite/connect.ts';
import { sqlite } from '../../server/store/sqlite/store.ts';

/** An empty place for a store, for one test. */
export type Place = AsyncDisposable & {
  /** Opens the store there. What was opened before stays open. */
  open(tenant?: string, retention?: Retention): Promise<Store>;
  /** Everything that the store has written and not overwritten, also what no query finds. */
  bytes(): Promise<string>;
};

export type TestedStore = {
  readonly name: string;
  /** Gone when it is closed, and open in one process only. */
  readonly alone: boolean;
  make(): Promise<Place>;
};

const standard: Retention = { classDays: 90, hostSessionDays: 30, invitationHours: 24 };
const termsOf = (folder: string, tenant = onlyTenant, retention = standard): StoreTerms => ({
  folder,
  tenant,
  retention,
  now: () => 0,
});

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'ardoise-store-'));
const bytesIn = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');

const inFile = async (): Promise<Place> => {
  const folder = newFolder();
  const opened: Store[] = [];
  return {
    async open(tenant, retention) {
      const store = await sqlite.open(termsOf(folder, tenant, retention));
      opened.push(store);
      return store;
    },
    bytes: async () => bytesIn(folder),
    async [Symbol.asyncDispose]() {
      await Promise.all(opened.map((store) => store.close()));
      rmSync(folder, { recursive: true });
    },
  };
};

const inMemory = async (): Promise<Place> => {
  const database = new DatabaseSync(':memory:');
  return {
    open: (tenant, retention) => storeOn(connect(database), termsOf('', tenant, retention)),
    async bytes() {
      const folder = newFolder();
      // Page by page, with those that are free: what was only marked as erased would be in it.
      await backup(database, join(folder, 'copy'));
      const copy = bytesIn(folder);
      rmSync(folder, { recursive: true });
      return copy;
    },
    [Symbol.asyncDispose]: async () => database.close(),
  };
};

/** Every store that must keep the promises. */
export const testedStores: readonly TestedStore[] = [
  { name: 'SQLite in a file', alone: false, make: inFile },
  { name: 'SQLite in memory', alone: true, make: inMemory },
];
