import { allRecords, deleteRecord, type TabRecord } from './records.ts';

/** How long a tab's record outlives the tab, in milliseconds: a reload takes less, and so does a browser that crashed. */
export const graceMs = 90_000;
/** How often a living tab says so, in milliseconds. */
export const beatMs = 10_000;
/**
 * How long a page waits for the one before it in the same tab to be gone, in milliseconds. One that was not reloaded is rather a
 * duplicated tab: waiting long, it would take the seat of the first one as that is reloaded.
 */
const handOverMs = { reloaded: 3_000, opened: 500 } as const;

const lockName = (record: string) => `ardoise-tab ${record}`;

const wasReloaded = (): boolean =>
  performance
    .getEntriesByType('navigation')
    .some((entry) => entry instanceof PerformanceNavigationTiming && entry.type === 'reload');

/** True once the tab has been gone for longer than the grace; also when the clock was set back. */
export const isOver = ({ seen }: TabRecord, now: number): boolean => Math.abs(now - seen) > graceMs;

/**
 * Holds the record for this page, until it is let go of or the page is gone. Null when another page holds it: a duplicated tab
 * has the number of the tab that it was made from.
 */
export const holdRecord = (record: string): Promise<(() => void) | null> =>
  new Promise((resolve) => {
    const held = () => {
      const { promise, resolve: letGo } = Promise.withResolvers<void>();
      resolve(letGo);
      return promise;
    };
    const patience = wasReloaded() ? handOverMs.reloaded : handOverMs.opened;
    navigator.locks.request(lockName(record), { signal: AbortSignal.timeout(patience) }, held).catch(() => resolve(null));
  });

const yieldEveryMs = 100;

/**
 * Whether a page that holds a record may keep it with the visit in it. One that was not reloaded may be a duplicated tab that was
 * quicker than the first one, which is being reloaded: it waits for that for as long as its own coming took, and some more.
 */
export const mayKeepVisit = async (record: string): Promise<boolean> => {
  if (wasReloaded()) return true;
  const until = performance.now() + Math.max(handOverMs.opened, 2 * performance.now());
  while (performance.now() < until) {
    const { pending = [] } = await navigator.locks.query();
    if (pending.some(({ name }) => name === lockName(record))) return false;
    await new Promise((resolve) => setTimeout(resolve, yieldEveryMs));
  }
  return true;
};

/** Whether any page of this site is in a class, in whatever tab. */
export const isAnyInClass = async (): Promise<boolean> => {
  try {
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name }) => name?.startsWith(lockName('')));
  } catch {
    return false;
  }
};

/**
 * Deletes what closed tabs left, of any class: every page of this site does so when it opens and while it is open. What no
 * living page holds, and was not seen for longer than the grace, goes.
 */
export const sweepTabs = async (now = Date.now()): Promise<void> => {
  try {
    const records = await allRecords();
    const { held = [] } = await navigator.locks.query();
    const alive = new Set(held.map(({ name }) => name));
    const over = records.filter((record) => !alive.has(lockName(record.name)) && isOver(record, now));
    await Promise.all(over.map(({ name }) => deleteRecord(name)));
  } catch {
    // Without https, or where the browser keeps nothing, there is nothing to sweep.
  }
};

/** Sweeps now, and from then on as often as a tab says that it lives. */
export const keepSweeping = (): void => {
  void sweepTabs();
  setInterval(() => void sweepTabs(), beatMs);
};
