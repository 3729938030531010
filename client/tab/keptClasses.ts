import { inStore, type Store } from './store.ts';

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

const classes: Store = { database: 'ardoise-keyring', version: 1, name: 'classes', keyPath: 'classId' };

/** The classes whose keys are in this browser, by id. Empty where the browser keeps nothing (private windows). */
export async function keptClasses(): Promise<ReadonlyMap<string, KeptClass>> {
  try {
    const all: KeptClass[] = await inStore(classes, 'readonly', (store) => store.getAll());
    return new Map(all.map((kept) => [kept.classId, kept]));
  } catch {
    return new Map();
  }
}

/** Keeps a class. False when the browser refuses: its links are then the only copy of its keys. */
export async function keepClass(kept: KeptClass): Promise<boolean> {
  try {
    await inStore(classes, 'readwrite', (store) => store.put(kept));
    return true;
  } catch {
    return false;
  }
}

export async function forgetClass(classId: string): Promise<void> {
  await inStore(classes, 'readwrite', (store) => store.delete(classId)).catch(() => undefined);
}
