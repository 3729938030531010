import { inStore, type Store } from './store.ts';

/**
 * What IndexedDB holds of one tab. Useless without the tab's number, which is in the tab's own storage only: it gives the
 * record's name and, with `base`, the key of `sealed`.
 */
export type TabRecord = {
  /** A hash of the tab's number, in base64url. */
  readonly name: string;
  /** When the tab was last seen alive, in milliseconds since 1970. */
  readonly seen: number;
  /** Key material (HKDF) that cannot be read out. */
  readonly base: CryptoKey;
  readonly sealed: Uint8Array<ArrayBuffer>;
  /** The visit's keys for messages: they cannot be read out, so they cannot be sealed either. */
  readonly agreement: CryptoKeyPair | null;
};

const tabs: Store = { database: 'ardoise', version: 2, name: 'tabs', keyPath: 'name' };

/** The records of all tabs. Rejects where the browser keeps nothing. */
export const allRecords = (): Promise<TabRecord[]> => inStore(tabs, 'readonly', (store) => store.getAll());

/** Rejects where the browser keeps nothing: some private windows. */
export const putRecord = (record: TabRecord): Promise<unknown> => inStore(tabs, 'readwrite', (store) => store.put(record));

export const getRecord = (name: string): Promise<TabRecord | undefined> => inStore(tabs, 'readonly', (store) => store.get(name));

export const deleteRecord = (name: string): Promise<unknown> => inStore(tabs, 'readwrite', (store) => store.delete(name));
