// npm test: everything that must pass. `npm test -- unit crypto` runs a part of it.
import './setup/oldNode.mjs';
import { readFileSync, rmSync } from 'node:fs';
import { handOver } from './setup/handOver.mjs';
import { duration, inProject, Problem, readJson } from './setup/project.mjs';
import { setUp } from './setup/setUp.mjs';
import { keepTimes, knownTimes, secondsOfKind } from './testing/times.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @typedef {{ node: string, env: NodeJS.ProcessEnv }} Tools */

/** Checks of the sources, by name: the program of a package, or a script of ours, and its arguments. @type {Record<string, [string, ...string[]]>} */
const checks = {
  types: ['typescript/tsc', '--project', '.'],
  lint: ['oxlint/oxlint'],
  format: ['oxfmt/oxfmt', '--check'],
  unused: ['knip/knip', '--no-progress'],
  drawing: ['deploy/drawing.mjs', '--check'],
};

/** Kinds of tests, by name: what must be ready for them. @type {Record<string, import('./setup/setUp.mjs').Part[]>} */
const tests = {
  unit: [],
  contract: ['worker'],
  socket: ['worker', 'pages'],
  media: ['worker', 'chromium'],
  browser: ['worker', 'pages', 'chromium', 'nginx'],
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
const begun = performance.now();
const known = knownTimes();
const expected = names.map((name) => secondsOfKind(known, name, name in checks, filters));
const following = (/** @type {number} */ index) => expected.slice(index).reduce((sum, seconds) => sum + seconds, 0);
for (const [index, name] of names.entries()) {
  console.log(`\n── ${name} (about ${duration(expected[index] ?? 0)}; all that is left, ${duration(following(index))})`);
  const start = performance.now();
  const count = await outcome(name, following(index + 1));
  for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += count[key];
  summary.push(`${count.failed > 0 ? '✗' : '✓'} ${name.padEnd(8)} ${taken(start)}  ${words(count)}`);
}
console.log(`\n${summary.join('\n')}\n\n  in all   ${taken(begun)}  ${words(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** How long since `start`, as of `performance.now()`. @param {number} start */
function taken(start) {
  return duration((performance.now() - start) / 1000).padStart(12);
}

/** @param {string} name @param {number} later seconds that what follows should take @returns {Promise<Count>} */
async function outcome(name, later) {
  try {
    const tools = await setUp(tests[name] ?? []);
    const check = checks[name];
    if (!check) return await runTests(name, { ...tools, env: { ...tools.env, ARDOISE_TEST_LATER: String(Math.round(later)) } });
    const start = performance.now();
    const count = await runCheck(check, tools);
    keepTimes({ seconds: { [name]: (performance.now() - start) / 1000 }, atOnce: {} });
    return count;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** @param {[string, ...string[]]} check @param {Tools} tools @returns {Promise<Count>} */
async function runCheck([program, ...args], { node, env }) {
  const file = program.endsWith('.mjs') ? inProject(program) : programFile(program);
  const code = await handOver(node, [file, ...args], env);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** @param {string} kind @param {Tools} tools @returns {Promise<Count>} */
async function runTests(kind, { node, env }) {
  const report = inProject('tests', 'output', `${kind}.json`);
  rmSync(report, { force: true });
  const args = ['run', '--config', 'tests/vitest.config.ts', '--configLoader', 'native', '--project', kind, ...filters];
  const reporters = ['--reporter', './deploy/testing/progress.mjs', '--reporter', 'json', '--outputFile.json', report];
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
