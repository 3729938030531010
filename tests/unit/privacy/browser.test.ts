import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { graceMs } from '../../../client/tab/lease.ts';
import { words as wordsEn } from '../../../server/documents/en/words.ts';
import { words as wordsFr } from '../../../server/documents/fr/words.ts';
import { browserStores, browserWriters } from '../../../server/disclosure/inventory.ts';
import { type LedgerEntry, type LedgerKey, ledger } from '../../../server/privacy/ledger.ts';

const client = join(import.meta.dirname, '../../../client');
const entries = Object.entries(ledger) as [LedgerKey, LedgerEntry][];

/** Everything by which a page can leave something in a browser. */
const ways: Readonly<Record<string, RegExp>> = {
  sessionStorage: /\bsessionStorage\b/,
  localStorage: /\blocalStorage\b/,
  indexedDB: /\bindexedDB\b|\binStore\(/,
  history: /\bhistory\.\w+State\b|\bhistory\.state\b|\bnavigation\.\w+\(/,
  title: /\bdocument\.title\b/,
  cookie: /\bdocument\.cookie\b|\bcookieStore\b/,
  caches: /\bcaches\./,
  serviceWorker: /\bserviceWorker\b/,
  files: /\bnavigator\.storage\b|\bshowSaveFilePicker\b/,
  locks: /\bnavigator\.locks\b/,
  windowName: /\bwindow\.name\b/,
};
const waysIn = (source: string): string[] => Object.keys(ways).filter((way) => ways[way]?.test(source));

const written = (): Record<string, string[]> =>
  Object.fromEntries(
    globSync('**/*.{ts,tsx}', { cwd: client })
      .map((file) => [file, waysIn(readFileSync(join(client, file), 'utf8'))] as const)
      .filter(([, found]) => found.length > 0),
  );

test('every file of the client that writes to the browser is declared, with what it writes to', () => {
  expect(written()).toEqual(browserWriters);
});

test('a way to write to the browser that nobody declared is found', () => {
  expect(waysIn("localStorage.setItem('name', name);\ndocument.cookie = name; window.name = name;")).toEqual([
    'localStorage',
    'cookie',
    'windowName',
  ]);
});

test('every item that the ledger puts into a browser is in a declared store, and says where', () => {
  const inBrowser = entries.filter(([, { keptIn }]) => keptIn.includes('browser'));
  expect(new Set(inBrowser.map(([key]) => key))).toEqual(new Set(Object.values(browserStores).flat()));
  const spots = {
    sessionStorage: 'tab-storage',
    IndexedDB: 'database',
    cookie: 'cookie',
    history: 'history',
  } as const;
  for (const [store, keys] of Object.entries(browserStores))
    for (const key of keys)
      expect((ledger[key] as LedgerEntry).within, key).toBe(spots[store.split(' ')[0] as keyof typeof spots]);
});

test('the grace after a tab was closed is the one that the documents name', () => {
  for (const { tab } of [wordsFr, wordsEn]) expect(tab.swept).toContain(` ${graceMs / 1000} `);
});
