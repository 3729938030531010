import { createWriteStream, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { release } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readJson } from './project.mjs';
import { run } from './run.mjs';

const answerWithin = 10_000;
const bodyWithin = 180_000;

/**
 * Gets the worker that mediasoup's authors publish with each version, as mediasoup's own install script would.
 * @param {string} version
 * @param {string} to the file to write
 * @param {import('./project.mjs').Say} say
 * @returns {Promise<boolean>} false where there is none for this system, or the place cannot be reached
 */
export async function downloadWorker(version, to, say) {
  const base = process.env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL || `${repository()}/releases/download`;
  const url = `${base}/${version}/mediasoup-worker-${version}-${system()}.tgz`;
  const folder = mkdtempSync(join(dirname(to), 'download-'));
  say('downloading the official one');
  try {
    const archive = join(folder, 'worker.tgz');
    await fetchInto(url, archive);
    const { code, output } = await run('tar', ['-xzf', archive, '-C', folder]);
    if (code !== 0) throw new Error(output);
    renameSync(join(folder, basename(to, '.new')), to);
    return true;
  } catch (error) {
    say(`the official one cannot be had here (${reason(error)})`);
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where mediasoup says it lives: its releases are beside its sources. */
function repository() {
  const { repository: named } = readJson('node_modules', 'mediasoup', 'package.json');
  return named.url.replace(/^git\+/, '').replace(/\.git$/, '');
}

function system() {
  const kernel = process.platform === 'linux' ? `-kernel${release().split('.')[0]}` : '';
  return `${process.platform}-${process.arch}${kernel}`;
}

/** @param {string} url @param {string} file */
async function fetchInto(url, file) {
  const stop = new AbortController();
  let deadline = setTimeout(() => stop.abort(new Error('no answer')), answerWithin);
  try {
    const response = await fetch(url, { signal: stop.signal });
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    clearTimeout(deadline);
    deadline = setTimeout(() => stop.abort(new Error('too slow')), bodyWithin);
    await pipeline(Readable.fromWeb(/** @type {any} */ (response.body)), createWriteStream(file));
  } finally {
    clearTimeout(deadline);
  }
}

/** @param {unknown} error */
function reason(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
