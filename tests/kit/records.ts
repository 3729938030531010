import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LogClass } from '../../server/logs/events.ts';
import { startServer, type TestServer, type TestServerOptions } from './server.ts';

export const day = 86_400_000;

/** A server that ends with the test. */
export const serverForTest = async (options: TestServerOptions = {}): Promise<TestServer> => {
  const started = await startServer(options);
  onTestFinished(() => started[Symbol.asyncDispose]());
  return started;
};

/** The files of one log, by name, oldest first. */
export const logNames = (folder: string, log: LogClass): string[] =>
  readdirSync(join(folder, 'logs'))
    .filter((name) => name.startsWith(`${log}-`))
    .toSorted();

export type LogLine = { readonly event: string; readonly time: number } & Readonly<Record<string, unknown>>;

const jsonLines = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

/** Every line of one log, parsed. */
export const logLines = (folder: string, log: LogClass): LogLine[] =>
  logNames(folder, log).flatMap((name) => jsonLines<LogLine>(join(folder, 'logs', name)));

export type JournalLine = { readonly time: number; readonly why?: string; readonly erased?: Readonly<Record<string, number>> };

export const journalLines = (folder: string): JournalLine[] => jsonLines<JournalLine>(join(folder, 'purge-journal.jsonl'));

/** Every byte below a folder, as text. */
export const bytesBelow = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
