import { join } from 'node:path';
import { type Link, readLink } from '../privacy/chain.ts';
import { ChainFile } from '../privacy/chainFile.ts';
import { countLines, DayFiles } from './dayFiles.ts';
import type { Keeper } from '../privacy/erasing.ts';
import type { LogClass } from './events.ts';
import type { Clock } from '../privacy/census.ts';
import type { Journal } from '../privacy/journal.ts';
import { LineFile } from '../privacy/lineFile.ts';

export const logFolder = (folder: string): string => join(folder, 'logs');
export const auditHead = (folder: string): string => join(logFolder(folder), 'audit.head');

export type LogFilesOptions = {
  /** The data folder. */
  readonly folder: string;
  readonly clock: Clock;
  readonly journal: Journal;
  /** The lifetime of each log, in days. */
  readonly days: Readonly<Record<LogClass, number>>;
};

export type LogFiles = Keeper &
  Disposable & { append(log: LogClass, json: string): boolean; /** The audit log's last line. */ readonly auditHead: Link };

/** The three logs on disk, each in files of its own with a lifetime of its own. */
export const openLogFiles = ({ folder, clock, journal, days }: LogFilesOptions): LogFiles => {
  const open = (log: LogClass) => new DayFiles({ folder: logFolder(folder), log, days: days[log], clock });
  const logs = { connection: open('connection'), audit: open('audit'), technical: open('technical') };
  const auditChain = new ChainFile(logs.audit, auditHead(folder));

  /** Before a part of the audit log goes, the journal says where the rest begins. */
  const cutAudit = (lastPath: string): void => {
    using file = new LineFile(lastPath);
    const read = readLink(file.lastLine() ?? '');
    if (read) journal.write({ cut: read.link });
  };

  const eraseFrom = async (log: LogClass, now: number): Promise<number> => {
    const expired = logs[log].expired(now);
    let count = 0;
    for (const { path } of expired) count += await countLines(path);
    const last = expired.at(-1);
    if (log === 'audit' && last) cutAudit(last.path);
    for (const file of expired) logs[log].erase(file);
    return count;
  };

  return {
    get auditHead() {
      return auditChain.head;
    },
    append: (log, json) => (log === 'audit' ? auditChain.append(json) : logs[log].append(json)),

    async erase(selection) {
      // Lines name nobody: none can be told to be of one class or account.
      if (!('expiredBy' in selection)) return {};
      await eraseFrom('technical', selection.expiredBy);
      const connectionRecord = await eraseFrom('connection', selection.expiredBy);
      return { connectionRecord, auditRecord: await eraseFrom('audit', selection.expiredBy) };
    },

    retire: () => {},

    nextDue: () =>
      Object.values(logs).reduce<number | null>((next, log) => {
        const due = log.nextDue();
        return due !== null && (next === null || due < next) ? due : next;
      }, null),

    [Symbol.dispose]: () => {
      for (const log of Object.values(logs)) log[Symbol.dispose]();
    },
  };
};
