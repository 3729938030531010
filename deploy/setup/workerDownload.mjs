import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, lstatSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadOverHttps, reason } from './httpsDownload.mjs';
import { readJson } from './project.mjs';
import { run } from './run.mjs';
import { runsUnprivileged } from './workerTrial.mjs';

/** The SHA-256 of each archive that may be taken, in hexadecimal, by its file name. @typedef {Readonly<Record<string, string>>} Published */

/**
 * Gets the worker that mediasoup's authors publish with each version. Its archive is taken over https only, compared with the
 * hash that is listed for it before anything of it is unpacked, and the program is first tried without rights.
 * @param {{ base: string, archive: string, program: string, published: Published, given?: string | undefined }} wanted
 *   `given`: a hash from the person who starts, for an archive that is not listed
 * @param {string} to the file to write
 * @param {import('./project.mjs').Say} say
 * @returns {Promise<string | null>} why it was not taken; null when it is there and runs
 */
export async function downloadWorker({ base, archive, program, published, given }, to, say) {
  const expected = (published[archive] ?? given)?.toLowerCase();
  if (!expected) return `no hash is listed for ${archive}, so it is not downloaded`;
  // Not below the home folder, where who has no rights cannot run anything.
  const folder = mkdtempSync(join(tmpdir(), 'ardoise-worker-'));
  say(`downloading ${archive}`);
  try {
    const bytes = await downloadOverHttps(`${base}/${archive}`);
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (hash !== expected) return `REFUSED: ${archive} has the SHA-256 ${hash}, and ${expected} was expected`;
    const file = await unpacked(bytes, program, folder);
    if (!runsUnprivileged(file)) return 'it does not run here';
    copyFileSync(file, to);
    return null;
  } catch (error) {
    return reason(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The one file of the archive that is wanted, which belongs to who runs this. @param {Buffer} bytes @param {string} program @param {string} folder */
async function unpacked(bytes, program, folder) {
  const packed = join(folder, 'worker.tgz');
  const file = join(folder, program);
  writeFileSync(packed, bytes);
  const { code, output } = await run('tar', ['-xzf', packed, '-C', folder, '--no-same-owner', program]);
  if (code !== 0) throw new Error(output);
  if (!lstatSync(file).isFile()) throw new Error('the archive holds no program');
  chmodSync(folder, 0o755);
  chmodSync(file, 0o755);
  return file;
}

/** Where mediasoup's authors publish a version, or the mirror that is named instead. @param {string} version */
export function placeOf(version) {
  const { repository } = readJson('node_modules', 'mediasoup', 'package.json');
  const releases = `${repository.url.replace(/^git\+/, '').replace(/\.git$/, '')}/releases/download`;
  return `${process.env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL || releases}/${version}`;
}

/** The archive's name, as mediasoup's own install script forms it. @param {string} version @param {string} [system] */
export function archiveName(version, system = thisSystem()) {
  return `mediasoup-worker-${version}-${system}.tgz`;
}

function thisSystem() {
  const kernel = process.platform === 'linux' ? `-kernel${release().split('.')[0]}` : '';
  return `${process.platform}-${process.arch}${kernel}`;
}
