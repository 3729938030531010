import { createReadStream, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../privacy/census.ts';
import { LineFile } from '../privacy/lineFile.ts';

const day = 86_400_000;
const dayName = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** A log's file of one day (UTC), and when its oldest line has lived as long as it may. Milliseconds since 1970. */
export type DayFile = { readonly path: string; readonly name: string; readonly due: number };

/** The files of one log in a folder, oldest first. */
export const dayFilesIn = (folder: string, log: string, days: number): DayFile[] => {
  const named = new RegExp(`^${log}-(\\d{4}-\\d{2}-\\d{2})\\.jsonl$`);
  return namesIn(folder).flatMap((name) => {
    const begun = Date.parse(named.exec(name)?.[1] ?? '');
    return Number.isNaN(begun) ? [] : [{ path: join(folder, name), name, due: begun + days * day }];
  });
};

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
};

const newline = '\n'.charCodeAt(0);
/** How many lines a file has. Read a bit at a time: the log of a busy day is large, and classes go on meanwhile. */
export const countLines = async (path: string): Promise<number> => {
  if (!statSync(path).isFile()) return 0;
  let count = 0;
  for await (const chunk of createReadStream(path)) {
    const bytes = chunk as Buffer;
    for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count += 1;
  }
  return count;
};

export type DayFilesOptions = { readonly folder: string; readonly log: string; readonly days: number; readonly clock: Clock };

/** One log: a file for each day, each erased as soon as its oldest line reaches the lifetime. */
export class DayFiles implements Disposable {
  readonly #options: DayFilesOptions;
  #today: LineFile | null = null;

  constructor(options: DayFilesOptions) {
    this.#options = options;
  }

  /** False when the line could not be written. */
  append(line: string): boolean {
    return this.#file().append(line);
  }

  lastLine(): string | null {
    const last = this.#files().at(-1);
    if (!last) return null;
    using file = new LineFile(last.path);
    return file.lastLine();
  }

  /** The files whose lifetime has ended. */
  expired(now: number): DayFile[] {
    return this.#files().filter(({ due }) => due <= now);
  }

  /** When the next file is to be erased; null without any. */
  nextDue(): number | null {
    return this.#files()[0]?.due ?? null;
  }

  erase({ path }: DayFile): void {
    if (this.#today?.path === path) this[Symbol.dispose]();
    rmSync(path, { force: true });
  }

  [Symbol.dispose](): void {
    this.#today?.[Symbol.dispose]();
    this.#today = null;
  }

  #files(): DayFile[] {
    const { folder, log, days } = this.#options;
    return dayFilesIn(folder, log, days);
  }

  #file(): LineFile {
    const { folder, log, clock } = this.#options;
    const path = join(folder, `${log}-${dayName(clock.now())}.jsonl`);
    if (this.#today?.path !== path) {
      this[Symbol.dispose]();
      this.#today = new LineFile(path);
    }
    return this.#today as LineFile;
  }
}
