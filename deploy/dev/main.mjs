// The pages from their sources, by vite, with the server behind them. Run by Node 24, once everything is installed.
import { inProject } from '../setup/project.mjs';
import { freePort } from './freePort.mjs';
import { openFront } from './front.mjs';
import { keepRunning } from './running.mjs';

const pagesPort = Number(process.env.ARDOISE_HTTP_PORT ?? 8080);
const serverPort = await freePort();
const origin = `http://localhost:${pagesPort}`;

const server = keepRunning({
  // Only what the environment says counts: a configuration file is of a real server, and so are its classes and logs.
  env: {
    ARDOISE_DATA_FOLDER: inProject('build', 'dev'),
    ARDOISE_MEDIA_PORT_BASE: '0',
    ARDOISE_MEDIA_WORKERS: '1',
    // Only what was saved is compiled anew.
    NODE_COMPILE_CACHE: inProject('build', 'dev', 'compiled'),
    ...process.env,
    ARDOISE_HTTP_HOST: '127.0.0.1',
    ARDOISE_HTTP_PORT: String(serverPort),
    ARDOISE_HTTP_PUBLIC_ORIGIN: origin,
    ARDOISE_HTTP_TRUSTED_PROXIES: 'loopback',
  },
  said: ({ firstHostFragment, milliseconds }) => {
    console.log(`The server runs, after ${milliseconds} ms.`);
    if (firstHostFragment) console.log(`Nobody hosts here yet. The first host: ${origin}/#${firstHostFragment}`);
  },
});
const front = await openFront({ port: pagesPort, serverPort, serverRuns: server.runs, serverChanged: server.restart });
console.log(`\nArdoise from its sources: ${origin}\nA saved file is served at once. Ctrl+C stops it.\n`);

let stopping = false;
for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void Promise.all([front.close(), server.stop()]).then(() => process.exit(0));
  });
}
