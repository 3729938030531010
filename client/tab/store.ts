/** A store of this site's IndexedDB: the only one of its database. */
export type Store = {
  readonly database: string;
  /** Raised when the shape of what is kept changes; what was kept before goes. */
  readonly version: number;
  readonly name: string;
  readonly keyPath: string;
};

/** How long an opening may take before another one is tried, in milliseconds. */
const openAgainMs = 1_500;
const tries = 4;

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });

const open = async ({ database, version, name, keyPath }: Store): Promise<IDBDatabase> => {
  const opening = indexedDB.open(database, version);
  opening.onupgradeneeded = () => {
    for (const former of opening.result.objectStoreNames) opening.result.deleteObjectStore(former);
    opening.result.createObjectStore(name, { keyPath });
  };
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    opening.onsuccess = () => opening.result.close();
    late.reject(new DOMException('', 'AbortError'));
  }, openAgainMs);
  try {
    return await Promise.race([settled(opening), late.promise]);
  } finally {
    clearTimeout(timer);
  }
};

const isAborted = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/**
 * Does one thing in a store. When another tab has the site's data erased at the same moment (Clear-Site-Data), browsers break
 * off what is under way, and Chromium never answers some openings: it is done again then.
 * Rejects where the browser keeps nothing: some private windows.
 */
export const inStore = async <T>(
  store: Store,
  mode: IDBTransactionMode,
  act: (objects: IDBObjectStore) => IDBRequest<T>,
): Promise<T> => {
  for (let left = tries; ; left -= 1) {
    try {
      const database = await open(store);
      // The erasure of another tab waits for this connection otherwise.
      database.onversionchange = () => database.close();
      try {
        return await settled(act(database.transaction(store.name, mode).objectStore(store.name)));
      } finally {
        database.close();
      }
    } catch (error) {
      if (left <= 1 || !isAborted(error)) throw error;
    }
  }
};
