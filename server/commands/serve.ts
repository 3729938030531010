import { type App, openApp } from '../app/openApp.ts';
import { doubtInWords } from '../app/operatorClock.ts';
import { type Config, configSchema } from '../config/schema.ts';
import { printable } from '../config/source.ts';
import { checkCertificate } from '../app/certificate.ts';
import { sentenceOfFault } from '../app/startFault.ts';
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
  if (app.purge.doubt) say(`  ${doubtInWords(app.purge.doubt)}`);
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

const run = async (config: Config): Promise<void> => {
  checkCertificate(config.http, Date.now());
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

/** Ends with what is wrong and what to do. */
const fail = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
};

const configured = (): Config => {
  try {
    return runningConfig(process.env);
  } catch (error) {
    return fail((error as Error).message);
  }
};

const config = configured();
if (process.argv.includes('--print-config')) say(printable(configSchema, config));
else await run(config).catch((error: unknown) => fail(sentenceOfFault(error, config)));
