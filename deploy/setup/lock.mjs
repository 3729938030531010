import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const lookAgainAfter = 300;
const beatEvery = 5_000;
const staleAfter = 30_000;

/**
 * Does `task` while no other process does what the same file guards. A process that died leaves
 * a file that is taken over: at once on the same machine, after 30 seconds from another one.
 * @template T
 * @param {string} file
 * @param {() => void} waiting called once, when somebody else is at it
 * @param {() => Promise<T>} task
 * @returns {Promise<T>}
 */
export async function withLock(file, waiting, task) {
  mkdirSync(dirname(file), { recursive: true });
  for (let told = false; !take(file); await pause(lookAgainAfter)) {
    if (abandoned(file)) {
      rmSync(file, { force: true });
    } else if (!told) {
      told = true;
      waiting();
    }
  }
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), beatEvery);
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await task();
  } finally {
    clearInterval(beat);
    process.off('exit', release);
    release();
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, `${process.pid} ${hostname()}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file */
function abandoned(file) {
  try {
    const [pid, host] = readFileSync(file, 'utf8').split(' ');
    return Date.now() - statSync(file).mtimeMs > staleAfter || (host === hostname() && !isAlive(Number(pid)));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return /** @type {NodeJS.ErrnoException} */ (error).code;
}
