/** What this browser keeps of a class made here: enough to start it and to hand its links on. Never sent. */
export type KeptClass = {
  readonly classId: string;
  readonly title: string;
  /** 16 bytes: the whole authority over the class. */
  readonly hostSecret: Uint8Array<ArrayBuffer>;
  readonly studentLink: string;
  readonly hostLink: string;
  /** A new host secret that was sent to the server, whose answer was lost: one of the two is in force. */
  readonly pending?: Uint8Array<ArrayBuffer>;
};

const storeName = 'classes';

const request = <T>(asked: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open('ardoise-keyring', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(storeName, { keyPath: 'classId' });
  const database = await request(opening);
  try {
    return await request(work(database.transaction(storeName, mode).objectStore(storeName)));
  } finally {
    database.close();
  }
}

/** The classes whose keys are in this browser, by id. Empty where the browser keeps nothing (private windows). */
export async function keptClasses(): Promise<ReadonlyMap<string, KeptClass>> {
  try {
    const all: KeptClass[] = await within('readonly', (store) => store.getAll());
    return new Map(all.map((kept) => [kept.classId, kept]));
  } catch {
    return new Map();
  }
}

/** Keeps a class. False when the browser refuses: its links are then the only copy of its keys. */
export async function keepClass(kept: KeptClass): Promise<boolean> {
  try {
    await within('readwrite', (store) => store.put(kept));
    return true;
  } catch {
    return false;
  }
}

export async function forgetClass(classId: string): Promise<void> {
  await within('readwrite', (store) => store.delete(classId)).catch(() => undefined);
}
