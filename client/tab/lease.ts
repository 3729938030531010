import { allRecords, deleteRecord, type TabRecord } from './records.ts';

/** How long a tab's record outlives the tab, in milliseconds: a reload takes less, and so does a browser that crashed. */
export const graceMs = 90_000;
/** How often a living tab says so, in milliseconds. */
export const beatMs = 10_000;
/** How long a page waits for the one before it in the same tab to be gone, in milliseconds. */
const handOverMs = 3_000;

const lockName = (record: string) => `ardoise-tab ${record}`;

/** True once the tab has been gone for longer than the grace; also when the clock was set back. */
export const isOver = ({ seen }: TabRecord, now: number): boolean => Math.abs(now - seen) > graceMs;

/**
 * Holds the record for this page, as long as the page lives. False when another page holds it: a duplicated tab has the
 * number of the tab that it was made from.
 */
export const holdRecord = (record: string): Promise<boolean> =>
  new Promise((resolve) => {
    const held = () => {
      resolve(true);
      return new Promise<never>(() => {});
    };
    navigator.locks.request(lockName(record), { signal: AbortSignal.timeout(handOverMs) }, held).catch(() => resolve(false));
  });

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
