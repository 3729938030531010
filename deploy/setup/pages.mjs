import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { filesUnder, sealPages } from './pagesSeal.mjs';
import { inProject, Problem, readJson, root, since } from './project.mjs';
import { run } from './run.mjs';

const served = inProject('build', 'client');
const stamp = inProject('build', 'client.sources');

/**
 * Builds the pages that browsers get, when their sources have changed since the last time.
 * @param {import('./project.mjs').Say} say
 * @param {string} node
 */
export async function buildPages(say, node) {
  const sources = sourcesHash();
  if (existsSync(served) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  const start = Date.now();
  say('building the pages (a few seconds)');
  const fresh = `${served}.new`;
  const vite = inProject('node_modules', 'vite', readJson('node_modules', 'vite', 'package.json').bin.vite);
  const options = [
    '--config',
    inProject('client', 'vite.config.ts'),
    '--configLoader',
    'native',
    '--outDir',
    fresh,
    '--emptyOutDir',
  ];
  const { code, output } = await run(node, [vite, 'build', inProject('client'), ...options, '--logLevel', 'warn'], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (code !== 0) throw new Problem(`The pages could not be built:\n${output}`);

  const { first, all } = await sealPages(fresh);
  rmSync(stamp, { force: true });
  rmSync(served, { recursive: true, force: true });
  renameSync(fresh, served);
  writeFileSync(stamp, sources);
  say(
    `built in ${since(start)}: the first page is ${first.requests} requests, ${kilobytes(first.bytes)}; everything, ${kilobytes(all)}`,
  );
}

/** The one hash of everything that browsers get: that of the list of all files' hashes. */
export function pagesHash() {
  return createHash('sha256')
    .update(readFileSync(inProject('build', 'client', 'manifest.sha256')))
    .digest('hex');
}

/** Changes with anything that the pages are made of. */
function sourcesHash() {
  const hash = createHash('sha256');
  const parts = ['client', 'server/protocol', 'server/privacy', 'server/tools', 'deploy/setup'].flatMap((folder) =>
    filesUnder(inProject(folder)),
  );
  for (const file of [...parts, inProject('package-lock.json')]) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${Math.round(bytes / 1000)} kB`;
}
