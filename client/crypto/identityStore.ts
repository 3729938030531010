import type { Identity } from './identity.ts';

/**
 * What a tab keeps of a visit, so that reloading the page neither loses the seat nor asks the host again.
 * It is in IndexedDB because only there can a browser keep a private key that cannot be read.
 */
export type SavedVisit = {
  readonly classId: string;
  readonly participantId: string;
  readonly name: string;
  readonly seat: string;
  readonly identity: Identity;
  /** The state of the group, secret keys included. */
  readonly group: Uint8Array<ArrayBuffer> | null;
};

type Entry = SavedVisit & { readonly expires: number };

const lifetime = 12 * 3_600_000;
const storeName = 'visits';
const tabItem = 'ardoise-tab';

/** The random identifier of this tab, which survives a reload and not the tab. */
const tabId = (): string => {
  const known = sessionStorage.getItem(tabItem);
  if (known !== null) return known;
  const fresh = crypto.randomUUID();
  sessionStorage.setItem(tabItem, fresh);
  return fresh;
};

const entryKey = (classId: string) => `${tabId()}/${classId}`;

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });

const database = (): Promise<IDBDatabase> => {
  const opening = indexedDB.open('ardoise', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
  return settled(opening);
};

const inStore = async <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
  const opened = await database();
  try {
    return await settled(act(opened.transaction(storeName, mode).objectStore(storeName)));
  } finally {
    opened.close();
  }
};

const purge = async (now: number): Promise<void> => {
  const keys = await inStore('readonly', (store) => store.getAllKeys());
  for (const key of keys) {
    const entry: Entry | undefined = await inStore('readonly', (store) => store.get(key));
    if (entry !== undefined && entry.expires <= now) await inStore('readwrite', (store) => store.delete(key));
  }
};

/**
 * Keeps this visit, in the place of what was kept of it before. It expires 12 hours later. Where the browser keeps nothing
 * (some private windows), a reload will be a new visit.
 */
export const saveIdentity = async (visit: SavedVisit, now = Date.now()): Promise<void> => {
  const entry: Entry = { ...visit, expires: now + lifetime };
  await inStore('readwrite', (store) => store.put(entry, entryKey(visit.classId))).catch(() => undefined);
};

/** What this tab kept of the class, or null. Deletes everything that has expired, of any class and tab. */
export const loadIdentity = async (classId: string, now = Date.now()): Promise<SavedVisit | null> => {
  try {
    await purge(now);
    const entry: Entry | undefined = await inStore('readonly', (store) => store.get(entryKey(classId)));
    return entry ?? null;
  } catch {
    return null;
  }
};

/** Deletes what this tab kept of the class: on leaving. */
export const forgetIdentity = async (classId: string): Promise<void> => {
  await inStore('readwrite', (store) => store.delete(entryKey(classId))).catch(() => undefined);
};
