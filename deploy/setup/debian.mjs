import { spawnSync } from 'node:child_process';
import { Problem, since } from './project.mjs';
import { run } from './run.mjs';

const quietly = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };

/** Whether this system is Debian, or something that installs as it does. */
export function isDebian() {
  return process.platform === 'linux' && spawnSync('apt-get', ['--version']).status === 0;
}

/**
 * Installs Debian packages where they are missing.
 * @param {string[]} packages
 * @param {import('./project.mjs').Say} say
 * @throws {Problem} with the command to run, when this process may not install
 */
export async function installPackages(packages, say) {
  const missing = packages.filter((name) => !hasPackage(name));
  if (missing.length === 0) return;
  const command = `apt-get install --yes --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0)
    throw new Problem(`Debian packages are missing. Install them, then start again:\n  sudo apt-get update; sudo ${command}`);

  const start = Date.now();
  say(`installing Debian packages (about a minute): ${missing.join(', ')}`);
  // A source that cannot be reached does not matter as long as the packages are found.
  await run('apt-get', ['update'], { env: quietly });
  const { code, output } = await run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...command.split(' ').slice(1)], {
    env: quietly,
  });
  if (code !== 0) throw new Problem(`This command failed:\n  ${command}\n${output}`);
  say(`installed in ${since(start)}`);
}

/** @param {string} name */
function hasPackage(name) {
  const { stdout } = spawnSync('dpkg-query', ['--show', '--showformat=${db:Status-Status}', name], { encoding: 'utf8' });
  return stdout === 'installed';
}
