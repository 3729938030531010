import { findChromium } from './chromium.mjs';
import { installDependencies } from './dependencies.mjs';
import { withLock } from './lock.mjs';
import { findNginx } from './nginx.mjs';
import { findNode } from './node.mjs';
import { buildPages } from './pages.mjs';
import { inProject, Problem } from './project.mjs';
import { endProgramsWithUs } from './run.mjs';
import { installWorker } from './worker.mjs';

/** @typedef {'worker' | 'pages' | 'chromium' | 'nginx'} Part */

/**
 * Makes ready what is asked for, beside dependencies and Node, and says what it does. What is ready already is not done again.
 * @param {Part[]} parts
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>} the Node to run the project with, and its environment
 * @throws {Problem} when a person has to do something first
 */
export async function setUp(parts) {
  const stopWatching = endProgramsWithUs();
  try {
    return await withLock(
      inProject('build', 'setup.lock'),
      () => console.log('Another start is setting up: waiting'),
      () => make(parts),
    );
  } finally {
    stopWatching();
  }
}

/** @param {Part[]} parts */
async function make(parts) {
  const env = { ...process.env };
  let number = 0;
  /** @param {string} name @returns {import('./project.mjs').Say} */
  const step = (name) => {
    const label = `[${++number}/${parts.length + 1}] ${name}`;
    return (sentence) => console.log(`${label}: ${sentence}`);
  };
  await installDependencies(step('Dependencies'));
  const node = findNode();
  if (parts.includes('worker')) await installWorker(step('Media worker'), node);
  if (parts.includes('pages')) await buildPages(step('Pages'), node);
  if (parts.includes('chromium')) env.CHROMIUM_PATH = await findChromium(step('Chromium'));
  if (parts.includes('nginx')) env.NGINX_PATH = await findNginx(step('nginx'));
  return { node, env };
}

/**
 * Runs a command of the project: a Problem is told as it is written, and ends the process.
 * @param {() => Promise<void>} command
 */
export async function tellingProblems(command) {
  try {
    await command();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}
