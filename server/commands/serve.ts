import { type App, openApp } from '../app/openApp.ts';
import { configSchema } from '../config/schema.ts';
import { ConfigError, printable } from '../config/source.ts';
import { builtClient, pagesHash } from '../app/pages.ts';
import { missingSettings } from '../config/mandatory.ts';
import { runningConfig } from '../config/running.ts';

/** How long people have to read that the server stops, in seconds. */
const farewell = 3;

// Whoever reads what is said may go: the server stays.
process.stdout.on('error', () => {});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const welcome = (app: App, origin: string, { legalHold, lacking }: { legalHold: boolean; lacking: readonly string[] }): void => {
  say('');
  say(`  Ardoise is ready: ${origin}`);
  if (app.firstHostFragment) {
    say('  Nobody hosts here yet. Whoever opens this link first, once, becomes the first host:');
    say(`  ${origin}/#${app.firstHostFragment}`);
  }
  const hash = pagesHash(builtClient);
  if (hash) say(`  Its pages: SHA-256 ${hash}`);
  if (legalHold) say('  LEGAL HOLD IS ON: nothing in the store and the logs is erased. See retention.legalHold.');
  if (lacking.length > 0) {
    say(`  What pupils are told is not complete. Before a first class, set: ${lacking.join(', ')}`);
  }
  say('  Ctrl+C stops it.');
  say('');
};

const stop = async (app: App): Promise<void> => {
  const classes = app.directory.figures().classes;
  app.announceStop(farewell);
  if (classes > 0) await new Promise((done) => setTimeout(done, farewell * 1_000));
  await app.close();
};

const run = async (): Promise<void> => {
  const config = runningConfig(process.env);
  if (process.argv.includes('--print-config')) return say(printable(configSchema, config));
  const app = await openApp({ config });
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop(app).then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
  const { origin } = await app.listen();
  welcome(app, origin, {
    legalHold: config.retention.legalHold,
    lacking: missingSettings(config).map(({ path }) => path),
  });
};

try {
  await run();
} catch (error) {
  const known = error instanceof ConfigError || (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE');
  process.stderr.write(`${known ? (error as Error).message : String((error as Error).stack)}\n`);
  process.exit(1);
}
