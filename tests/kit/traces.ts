import type { BrowserContext, Page } from 'playwright-core';

/** What a browser holds of this site, as the site's own pages can see it. */
export type Traces = {
  readonly address: string;
  /** The tab's own memory of the address: `history.state`. */
  readonly state: unknown;
  readonly title: string;
  /** Names of what is stored, with its kind. */
  readonly stored: readonly string[];
  /** All that is stored and can be read, as text. */
  readonly text: string;
};

/** Reads everything that this page's origin has in this browser. */
export const tracesIn = (page: Page): Promise<Traces> =>
  page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
      });
    const legible = (value: unknown) =>
      JSON.stringify(value, (_key, part: unknown) =>
        part instanceof Uint8Array ? new TextDecoder('latin1').decode(part) : part,
      );
    const stored: string[] = [];
    const text: string[] = [];
    for (const [kind, storage] of [
      ['sessionStorage', sessionStorage],
      ['localStorage', localStorage],
    ] as const)
      for (const key of Object.keys(storage)) {
        stored.push(`${kind} ${key}`);
        text.push(storage.getItem(key) ?? '');
      }
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const rows: unknown[] = await settled(database.transaction(store).objectStore(store).getAll());
        if (rows.length > 0) stored.push(`IndexedDB ${name}/${store}`);
        text.push(...rows.map(legible));
      }
      database.close();
    }
    for (const name of await caches.keys()) stored.push(`cache ${name}`);
    for (const { scope } of await navigator.serviceWorker.getRegistrations()) stored.push(`service worker ${scope}`);
    return { address: location.href, state: history.state as unknown, title: document.title, stored, text: text.join('\n') };
  });

/** A further page of this browser, in which `seconds` more have passed than in the others. */
export const pageLater = async (context: BrowserContext, seconds: number): Promise<Page> => {
  const page = await context.newPage();
  await page.clock.setSystemTime(Date.now() + seconds * 1_000);
  return page;
};

/** Opens this address in a tab that has what the tab before had in its own storage: as a browser restores a closed tab. */
export const restoreTab = async (page: Page, address: string, tab: Readonly<Record<string, string>>): Promise<void> => {
  await page.addInitScript((items) => {
    if (sessionStorage.getItem('restored') !== null) return;
    for (const [key, value] of Object.entries(items)) sessionStorage.setItem(key, value);
    sessionStorage.setItem('restored', 'yes');
  }, tab);
  await page.goto(address);
};

/** What a tab has in its own storage. */
export const tabStorage = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(() => Object.fromEntries(Object.entries(sessionStorage)) as Record<string, string>);
