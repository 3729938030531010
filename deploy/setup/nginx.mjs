import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDebian } from './debian.mjs';
import { inProject } from './project.mjs';
import { run } from './run.mjs';

const places = ['/usr/sbin/nginx', '/usr/bin/nginx', '/opt/homebrew/bin/nginx', '/usr/local/bin/nginx'];

/**
 * A real nginx for the tests: `NGINX_PATH`, the usual places, else the program out of Debian's package, in `build/nginx`: installed
 * as a package, it would begin to serve this machine. Where it cannot be had, that is said, and the one file of tests that needs
 * it is left out.
 * @param {import('./project.mjs').Say} say
 * @returns {Promise<string>} the program's path; empty where there is none
 */
export async function findNginx(say) {
  const folder = inProject('build', 'nginx');
  const unpacked = join(folder, 'usr', 'sbin', 'nginx');
  const found = [process.env.NGINX_PATH, ...places, unpacked].find((place) => place && existsSync(place));
  if (found) return found;
  try {
    if (!isDebian()) throw new Error('This is not Debian.');
    await unpack(folder);
    if (!existsSync(unpacked)) throw new Error('apt-get download nginx brought no program.');
    say('unpacked from the Debian package');
    return unpacked;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    say(`not to be had, so tests/browser/field/nginx.test.ts is left out (NGINX_PATH says where one is). ${why}`);
    return '';
  }
}

/** @param {string} folder */
async function unpack(folder) {
  mkdirSync(folder, { recursive: true });
  await run('apt-get', ['update']);
  await run('apt-get', ['download', 'nginx'], { cwd: folder });
  const file = readdirSync(folder).find((name) => name.endsWith('.deb'));
  if (!file) throw new Error('apt-get download nginx did not succeed.');
  await run('dpkg-deb', ['--extract', join(folder, file), folder]);
}
