import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { installPackages, isDebian } from './debian.mjs';
import { inProject, Problem, since } from './project.mjs';
import { run } from './run.mjs';

/** Measured: minutes of one core. */
const coreMinutes = 16;

/**
 * Builds the worker from the sources in mediasoup's package with Debian's packages, then has it do one real handshake.
 * @param {string} recipe the folder with build.sh
 * @param {string} to the file to write
 * @param {string} downloads where what is downloaded is kept
 * @param {string} node
 * @param {import('./project.mjs').Say} say
 */
export async function buildWorker(recipe, to, downloads, node, say) {
  if (!isDebian()) {
    throw new Problem(
      'The media worker can be built only on Debian here. Its official build is taken when its hash is listed ' +
        '(npm run pin-worker) or given as MEDIASOUP_WORKER_SHA256 from a place that you trust. ' +
        'Or name a mediasoup-worker of the same version with MEDIASOUP_WORKER_BIN.',
    );
  }
  await installPackages(readFileSync(join(recipe, 'packages.txt'), 'utf8').trim().split('\n'), say);

  const start = Date.now();
  say(`building it from source, this once (about ${Math.ceil(coreMinutes / availableParallelism())} minutes)`);
  const script = join(recipe, 'build.sh');
  const { code, output } = await run('bash', [script, inProject('node_modules', 'mediasoup'), to, downloads], {
    line: progress((percent) => say(`${percent} % built after ${since(start)}`)),
  });
  if (code !== 0) throw new Problem(`The media worker could not be built (${script}):\n${output}`);

  say(`built in ${since(start)}; trying a real handshake`);
  const check = await run(node, [join(recipe, 'handshake.mjs')], { env: { ...process.env, MEDIASOUP_WORKER_BIN: to } });
  if (check.code !== 0) throw new Problem(`The media worker that was built fails in a DTLS handshake:\n${check.output}`);
}

/**
 * Reads ninja's "[12/345]" and reports each tenth of the way once.
 * @param {(percent: number) => void} report
 */
export function progress(report) {
  let last = 0;
  return (/** @type {string} */ line) => {
    const [, done, all] = /^\[(\d+)\/(\d+)\]/.exec(line) ?? [];
    const percent = Math.floor((Number(done) / Number(all)) * 10) * 10;
    if (percent > last && percent < 100) report((last = percent));
  };
}
