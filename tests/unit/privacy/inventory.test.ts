import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { collections, columns } from '../../../server/disclosure/inventory.ts';
import { type LedgerEntry, type LedgerKey, ledger } from '../../../server/privacy/ledger.ts';
import { protectiveSettings } from '../../../server/config/loosening.ts';
import { openStore } from '../../../server/store/open.ts';
import { standardSettings } from '../../../server/config/schema.ts';
import { secondsOf } from '../../../server/documents/facts/lifetime.ts';

const entries = Object.entries(ledger) as [LedgerKey, LedgerEntry][];
const server = join(import.meta.dirname, '../../../server');

const columnsOfStore = async (planted = ''): Promise<string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'ardoise-inventory-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const store = await openStore({ folder, store: 'sqlite' }, standardSettings.retention);
  await store.close();
  const file = new DatabaseSync(join(folder, 'ardoise.sqlite'));
  file.exec(planted);
  const rows = file
    .prepare(
      `SELECT t.name AS tableName, c.name AS columnName FROM sqlite_master t JOIN pragma_table_info(t.name) c
       WHERE t.type = 'table' AND t.name NOT LIKE 'kysely%' AND t.name NOT LIKE 'sqlite%'`,
    )
    .all();
  file.close();
  return rows.map(({ tableName, columnName }) => `${String(tableName)}.${String(columnName)}`);
};

/** Collections that start empty: they fill up with something. */
const growing =
  /(#?\w+)(?:: [^=\n]+)? = new (?:Map|Set|WeakMap|WeakSet)(?:<|\(\))|^ {2}(?:readonly )?(#?\w+): [^=\n]+\[\] = \[\]/gm;
const collectionsIn = (source: string): string[] =>
  Array.from(source.matchAll(growing), ([, named, listed]) => named ?? listed ?? '');

const collectionsOfServer = (): string[] =>
  globSync('**/*.ts', { cwd: server })
    .filter((file) => !file.startsWith('privacy/'))
    .flatMap((file) => collectionsIn(readFileSync(join(server, file), 'utf8')).map((name) => `${file} ${name}`));

test('every column of the store is declared in the inventory', async () => {
  const found = await columnsOfStore();
  expect(found.filter((column) => !(column in columns))).toEqual([]);
  expect(Object.keys(columns).filter((column) => !found.includes(column))).toEqual([]);
});

test('a column or a table that nobody declared is found', async () => {
  const found = await columnsOfStore('ALTER TABLE classes ADD COLUMN title TEXT; CREATE TABLE pupils (name TEXT);');
  expect(found.filter((column) => !(column in columns))).toEqual(['classes.title', 'pupils.name']);
});

test('every item that the ledger puts into the store is counted when it is erased', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ardoise-inventory-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const store = await openStore({ folder, store: 'sqlite' }, standardSettings.retention);
  const counted = Object.keys(await store.erase({ expiredBy: 0 }));
  await store.close();
  const stored = entries.filter(([, { keptIn }]) => keptIn.includes('store')).map(([key]) => key);
  expect(new Set(counted)).toEqual(new Set(stored));
});

test('the store holds only items whose ledger entry says so', () => {
  const wrong = Object.entries(columns).filter(
    ([, key]) => key !== null && !(ledger[key] as LedgerEntry).keptIn.includes('store'),
  );
  expect(wrong).toEqual([]);
});

test('every item that the ledger puts into the store has a column', () => {
  const stored = entries.filter(([, { keptIn }]) => keptIn.includes('store')).map(([key]) => key);
  expect(stored.filter((key) => !Object.values(columns).includes(key))).toEqual([]);
});

test('every collection in the server’s memory is declared in the inventory', () => {
  expect(collectionsOfServer().filter((name) => !(name in collections))).toEqual([]);
});

test('the inventory names no collection that is gone', () => {
  const found = new Set(collectionsOfServer());
  expect(Object.keys(collections).filter((name) => !found.has(name))).toEqual([]);
});

test('a collection that nobody declared is found', () => {
  expect(collectionsIn('  readonly #names = new Map<string, string>();\n  #texts: string[] = [];')).toEqual(['#names', '#texts']);
});

test('memory holds only items whose ledger entry says so', () => {
  const wrong = Object.entries(collections).filter(([, keys]) =>
    keys.some((key) => !(ledger[key] as LedgerEntry).keptIn.includes('memory')),
  );
  expect(wrong).toEqual([]);
});

test('every lifetime that the ledger names is a setting, and a longer one needs a reason', () => {
  for (const [, { until }] of entries) {
    if (!('setting' in until)) continue;
    expect(secondsOf(standardSettings, until.setting), until.setting).toBeGreaterThan(0);
    expect(protectiveSettings).toContain(until.setting);
  }
});

test('what goes to a log is erased by that log’s lifetime', () => {
  const lifetimes = { 'connection-log': 'retention.connectionLogDays', 'audit-log': 'retention.auditLogDays' } as const;
  for (const [key, { keptIn, until }] of entries) {
    for (const place of ['connection-log', 'audit-log'] as const) {
      if (keptIn.includes(place)) expect(until, key).toEqual({ setting: lifetimes[place] });
    }
  }
});

test('an address is kept on disk in the connection log only', () => {
  const onDisk = entries.filter(
    ([, { what, keptIn }]) => what.en.includes('address') && keptIn.some((place) => place !== 'memory'),
  );
  expect(onDisk.map(([, { keptIn }]) => keptIn)).toEqual([['connection-log']]);
});
