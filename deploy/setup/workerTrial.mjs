import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The worker's own exit code when it is started without mediasoup around it. */
const withoutMediasoup = 41;
/** Of nobody, who owns nothing. */
const nobody = { uid: 65_534, gid: 65_534 };
const patience = 20_000;

/**
 * Whether this is a worker that starts here.
 * @param {string} file
 */
export function runs(file) {
  return ends(file, {});
}

/**
 * The same, of a file that never ran here before: root tries it as nobody. Others try it as themselves.
 * @param {string} file in a folder that everybody may enter
 */
export function runsUnprivileged(file) {
  return ends(file, process.getuid?.() === 0 ? nobody : {});
}

/** @param {string} file @param {{ uid?: number, gid?: number }} as */
function ends(file, as) {
  if (!existsSync(file)) return false;
  return spawnSync(file, [], { ...as, env: {}, cwd: '/', stdio: 'ignore', timeout: patience }).status === withoutMediasoup;
}
