import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { inProject, Problem, readJson } from './project.mjs';
import { buildWorker } from './workerBuild.mjs';
import { archiveName, downloadWorker, placeOf } from './workerDownload.mjs';
import { readPins } from './workerPins.mjs';
import { runs } from './workerTrial.mjs';

const program = process.platform === 'win32' ? 'mediasoup-worker.exe' : 'mediasoup-worker';
/** Where mediasoup looks when no variable says otherwise. */
const place = inProject('node_modules', 'mediasoup', 'worker', 'out', 'Release', program);
const recipe = inProject('deploy', 'media-worker');

/**
 * Sees to it that mediasoup finds a worker that runs: the one that MEDIASOUP_WORKER_BIN names, the one
 * in the package, the one kept from before, the official one if its hash is listed, or one built from the package's sources.
 * @param {import('./project.mjs').Say} say
 * @param {string} node the Node that can load mediasoup
 */
export async function installWorker(say, node) {
  const named = process.env.MEDIASOUP_WORKER_BIN;
  if (named) {
    if (!runs(named)) throw new Problem(`MEDIASOUP_WORKER_BIN names ${named}, which is not a mediasoup-worker that runs here.`);
    return;
  }
  if (runs(place)) return;

  const { version } = readJson('node_modules', 'mediasoup', 'package.json');
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(cache, 'ardoise', `${version}-${recipeHash()}-${process.platform}-${process.arch}`);
  const kept = join(folder, program);
  await withLock(
    `${folder}.lock`,
    () => say('another start is getting it ready: waiting'),
    async () => {
      if (runs(kept)) return;
      const fresh = join(folder, `${program}.new`);
      mkdirSync(folder, { recursive: true });
      const refused = await downloadWorker(official(version), fresh, say);
      if (refused !== null) {
        say(`the official one is not taken: ${refused}`);
        await buildWorker(recipe, fresh, join(cache, 'ardoise'), node, say);
      }
      if (!runs(fresh)) throw new Problem(`The media worker that was made does not run here: ${fresh}`);
      renameSync(fresh, kept);
    },
  );
  copyInto(kept, place);
  say(`ready, and kept in ${folder}`);
}

/** @param {string} version */
function official(version) {
  return {
    base: placeOf(version),
    archive: archiveName(version),
    program,
    published: readPins(),
    given: process.env.MEDIASOUP_WORKER_SHA256,
  };
}

/** @param {string} from @param {string} to */
function copyInto(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, `${to}.new`);
  chmodSync(`${to}.new`, 0o755);
  rmSync(to, { force: true });
  renameSync(`${to}.new`, to);
}

/** Changes with every file of the recipe, so that a worker kept from an older recipe is not taken. */
function recipeHash() {
  const hash = createHash('sha256');
  for (const entry of readdirSync(recipe, { recursive: true, withFileTypes: true }).sort(byPath)) {
    if (entry.isFile()) hash.update(entry.name).update(readFileSync(pathOf(entry)));
  }
  return hash.digest('hex').slice(0, 12);
}

/** @param {import('node:fs').Dirent} entry */
function pathOf(entry) {
  return join(entry.parentPath, entry.name);
}

/** @param {import('node:fs').Dirent} a @param {import('node:fs').Dirent} b */
function byPath(a, b) {
  return pathOf(a) < pathOf(b) ? -1 : 1;
}
