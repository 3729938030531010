import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp } from '../../server/app/openApp.ts';
import { parseConfig } from '../../server/config/schema.ts';
import type { Clock } from '../../server/privacy/census.ts';

/** Settings as in the configuration file: sections, and the few that stand alone. */
export type TestSettings = Readonly<Record<string, Readonly<Record<string, unknown>> | string>>;

export type TestServerOptions = {
  readonly settings?: TestSettings;
  readonly clock?: Clock;
  /** An existing data folder: for a restart. Without, an empty one, removed at the end. */
  readonly folder?: string;
  /** A built client; without, none is served unless `npm run build` made one. */
  readonly clientFolder?: string;
  /** Keeps the port of a server before: for a restart. */
  readonly port?: number;
};

/** A whole server on loopback, with real media. */
export type TestServer = AsyncDisposable & {
  readonly app: App;
  readonly origin: string;
  readonly port: number;
  readonly folder: string;
  /** Every line that was logged. */
  readonly log: readonly string[];
};

export const startServer = async (options: TestServerOptions = {}): Promise<TestServer> => {
  const { settings = {}, clock, clientFolder, port: fixedPort = 0 } = options;
  await using stack = new AsyncDisposableStack();
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'ardoise-test-')));
  if (options.folder === undefined) stack.defer(() => rm(folder, { recursive: true, force: true }));
  const standard: Readonly<Record<string, object>> = {
    http: { port: fixedPort },
    media: { portBase: 0, workers: 1 },
    data: { folder },
  };
  const sections = Object.keys({ ...standard, ...settings });
  const merged = Object.fromEntries(
    sections.map((name) => {
      const section = settings[name];
      return [name, typeof section === 'string' ? section : { ...standard[name], ...section }];
    }),
  );
  const lines: string[] = [];
  const app = await openApp({
    config: parseConfig(JSON.stringify(merged)),
    sink: { write: (line) => lines.push(line) },
    ...(clock && { clock }),
    ...(clientFolder && { clientFolder }),
  });
  stack.defer(() => app.close());
  const { port, origin } = await app.listen();
  const owned = stack.move();
  return { app, origin, port, folder, log: lines, [Symbol.asyncDispose]: () => owned.disposeAsync() };
};
