import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { downloadOverHttps, NotThere, reason } from './httpsDownload.mjs';
import { inProject, Problem } from './project.mjs';
import { archiveName } from './workerDownload.mjs';

/** The archives of the worker that may be taken: their SHA-256 by file name. */
export const pinsFile = inProject('deploy', 'setup', 'publishedWorkers.json');

/** What mediasoup's authors have published for, so far. Which kernels there are changes with their build machines. */
export const systems = [
  ...['x64', 'arm64'].flatMap((arch) => [5, 6, 7].map((kernel) => `linux-${arch}-kernel${kernel}`)),
  'darwin-x64',
  'darwin-arm64',
  'win32-x64',
];

/** @param {string} [file] @returns {import('./workerDownload.mjs').Published} */
export function readPins(file = pinsFile) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * Downloads the archives of a version, says their hashes and adds them to the list. Nothing of them is unpacked or run.
 * @param {{ version: string, base: string, file: string }} wanted
 * @param {import('./project.mjs').Say} say
 * @throws {Problem} when a listed archive has changed, or none can be had
 */
export async function pinWorkers({ version, base, file }, say) {
  const pins = { ...readPins(file) };
  let found = 0;
  for (const system of systems) {
    const name = archiveName(version, system);
    const hash = await hashOf(`${base}/${name}`);
    if (hash === null) continue;
    const listed = pins[name] ?? hash;
    if (listed !== hash) throw new Problem(`${name} was listed as ${listed} and is now ${hash}. Nothing was written.`);
    say(`${hash}  ${name}`);
    pins[name] = hash;
    found += 1;
  }
  if (found === 0) throw new Problem(`No worker of version ${version} is published at ${base}.`);
  const sorted = Object.fromEntries(Object.entries(pins).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
}

/** @param {string} url @returns {Promise<string | null>} null where there is none */
async function hashOf(url) {
  try {
    return createHash('sha256')
      .update(await downloadOverHttps(url))
      .digest('hex');
  } catch (error) {
    if (error instanceof NotThere) return null;
    throw new Problem(`${url} cannot be had: ${reason(error)}. Nothing was written.`);
  }
}
