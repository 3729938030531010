// npm test: everything that must pass. `npm test -- unit crypto` runs a part of it.
import './setup/oldNode.mjs';
import { readFileSync, rmSync } from 'node:fs';
import { handOver } from './setup/handOver.mjs';
import { inProject, Problem, readJson } from './setup/project.mjs';
import { setUp } from './setup/setUp.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @typedef {{ node: string, env: NodeJS.ProcessEnv }} Tools */

/** Checks of the sources, by name: the program of a package and its arguments. @type {Record<string, [string, ...string[]]>} */
const checks = {
  types: ['typescript/tsc', '--project', '.'],
  lint: ['oxlint/oxlint'],
  format: ['oxfmt/oxfmt', '--check'],
  unused: ['knip/knip', '--no-progress'],
};

/** Kinds of tests, by name: what must be ready for them. @type {Record<string, import('./setup/setUp.mjs').Part[]>} */
const tests = {
  unit: [],
  contract: ['worker'],
  socket: ['worker', 'pages'],
  media: ['worker', 'chromium'],
  browser: ['worker', 'pages', 'chromium'],
  privacy: ['worker', 'pages', 'chromium'],
};

const all = [...Object.keys(checks), ...Object.keys(tests)];
const asked = process.argv.slice(2);
const filters = asked.filter((word) => !all.includes(word));
const chosen = all.filter((name) => asked.includes(name));
const names = chosen.length > 0 ? chosen : all;

/** @type {Count} */
const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const summary = [];
for (const name of names) {
  console.log(`\n── ${name}`);
  const count = await outcome(name);
  for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += count[key];
  summary.push(`${count.failed > 0 ? '✗' : '✓'} ${name.padEnd(8)} ${words(count)}`);
}
console.log(`\n${summary.join('\n')}\n\n${words(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** @param {string} name @returns {Promise<Count>} */
async function outcome(name) {
  try {
    const tools = await setUp(tests[name] ?? []);
    const check = checks[name];
    return check ? await runCheck(check, tools) : await runTests(name, tools);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** @param {[string, ...string[]]} check @param {Tools} tools @returns {Promise<Count>} */
async function runCheck([program, ...args], { node, env }) {
  const code = await handOver(node, [programFile(program), ...args], env);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** @param {string} kind @param {Tools} tools @returns {Promise<Count>} */
async function runTests(kind, { node, env }) {
  const report = inProject('tests', 'output', `${kind}.json`);
  rmSync(report, { force: true });
  const args = ['run', '--config', 'tests/vitest.config.ts', '--configLoader', 'native', '--project', kind, ...filters];
  const reporters = ['--reporter', 'default', '--reporter', 'json', '--outputFile.json', report];
  const code = await handOver(node, [programFile('vitest/vitest'), ...args, ...reporters], env);
  const count = readReport(report);
  // An error outside of any test, or a crash, fails too.
  if (code !== 0 && count.failed === 0) count.failed = 1;
  return count;
}

/** @param {string} file @returns {Count} */
function readReport(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  } catch {
    // Nothing was written: there are no such tests, or they could not be started, which the exit code tells.
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/** The file behind a package's program. @param {string} program package and program, as 'typescript/tsc' */
function programFile(program) {
  const [name = '', command = ''] = program.split('/');
  const { bin } = readJson('node_modules', name, 'package.json');
  return inProject('node_modules', name, typeof bin === 'string' ? bin : bin[command]);
}

/** @param {Count} count */
function words({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
