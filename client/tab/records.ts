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
  /** The visit's keys for letters: they cannot be read out, so they cannot be sealed either. */
  readonly agreement: CryptoKeyPair | null;
};

const storeName = 'tabs';

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });

const inStore = async <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
  const opening = indexedDB.open('ardoise', 2);
  opening.onupgradeneeded = () => {
    for (const former of opening.result.objectStoreNames) opening.result.deleteObjectStore(former);
    opening.result.createObjectStore(storeName, { keyPath: 'name' });
  };
  const database = await settled(opening);
  // "Clear-Site-Data" of another tab waits for this connection otherwise.
  database.onversionchange = () => database.close();
  try {
    return await settled(act(database.transaction(storeName, mode).objectStore(storeName)));
  } finally {
    database.close();
  }
};

/** The records of all tabs. Rejects where the browser keeps nothing. */
export const allRecords = (): Promise<TabRecord[]> => inStore('readonly', (store) => store.getAll());

/** Rejects where the browser keeps nothing: some private windows. */
export const putRecord = (record: TabRecord): Promise<unknown> => inStore('readwrite', (store) => store.put(record));

export const getRecord = (name: string): Promise<TabRecord | undefined> => inStore('readonly', (store) => store.get(name));

export const deleteRecord = (name: string): Promise<unknown> => inStore('readwrite', (store) => store.delete(name));
