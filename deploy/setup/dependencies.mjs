import { readJson, Problem, since } from './project.mjs';
import { run } from './run.mjs';

/** @typedef {Record<string, { version: string, integrity?: string, optional?: boolean }>} Packages */

/**
 * Whether what npm wrote down as installed is what the lock file asks for.
 * Optional packages may be missing: they are for other systems.
 * @param {Packages} wanted
 * @param {Packages} present
 */
export function isInstalled(wanted, present) {
  const same = (/** @type {string} */ name) =>
    present[name]?.version === wanted[name]?.version && present[name]?.integrity === wanted[name]?.integrity;
  return (
    Object.keys(wanted).every((name) => name === '' || same(name) || (wanted[name]?.optional && !present[name])) &&
    Object.keys(present).every((name) => same(name))
  );
}

/** @returns {boolean} */
function areInstalled() {
  try {
    return isInstalled(readJson('package-lock.json').packages, readJson('node_modules', '.package-lock.json').packages);
  } catch {
    // No list of what is installed: nothing is, or an install was interrupted.
    return false;
  }
}

/**
 * Installs exactly what the lock file names, without running any package's own script.
 * @param {import('./project.mjs').Say} say
 */
export async function installDependencies(say) {
  if (areInstalled()) return;
  const start = Date.now();
  say('installing what the lock file names (about a minute)');
  const { code, output } = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  if (code !== 0) throw new Problem(`npm ci failed:\n${whatNpmSaid(output)}`);
  say(`installed in ${since(start)}`);
}

/** npm's errors without its list of options. @param {string} output */
function whatNpmSaid(output) {
  return output
    .split('\n')
    .filter((line) => /^npm error (?! *-| *$)/.test(line))
    .slice(0, 20)
    .join('\n');
}

/** npm as it was started, or the one on the path. @param {string[]} args */
function npm(args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) return run(process.execPath, [script, ...args]);
  return process.platform === 'win32' ? run('cmd', ['/c', 'npm', ...args]) : run('npm', args);
}
