import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { filesUnder } from '../setup/pagesSeal.mjs';
import { inProject, root } from '../setup/project.mjs';

/**
 * What this machine knows from its earlier runs: seconds by test file and by check, and how many files of a kind ran at once, as
 * a mean.
 * @typedef {{ seconds: Record<string, number>, atOnce: Record<string, number> }} Times
 */

/** Where nothing is known yet: seconds of a file of each kind, and of each check, on two quiet cores. @type {Record<string, number>} */
const standard = {
  types: 10,
  lint: 15,
  format: 2,
  unused: 8,
  drawing: 1,
  unit: 2,
  contract: 6,
  socket: 6,
  media: 30,
  browser: 25,
  privacy: 20,
};
/** @type {Record<string, number>} */
const standardAtOnce = { browser: 1.8 };

const kept = inProject('tests', 'output', 'times.json');

/** @returns {Times} */
export function knownTimes() {
  try {
    return JSON.parse(readFileSync(kept, 'utf8'));
  } catch {
    return { seconds: {}, atOnce: {} };
  }
}

/** Adds what was measured now. @param {Times} measured */
export function keepTimes(measured) {
  const known = knownTimes();
  const all = {
    seconds: { ...known.seconds, ...measured.seconds },
    atOnce: { ...known.atOnce, ...measured.atOnce },
  };
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(kept, `${JSON.stringify(all, null, 1)}\n`);
}

/** The seconds that a file of a kind, or a check, should take. @param {Times} times @param {string} kind @param {string} name */
export function secondsOf(times, kind, name) {
  return times.seconds[name] ?? standard[kind] ?? 0;
}

/** How many files of a kind run at once. @param {Times} times @param {string} kind */
export function atOnce(times, kind) {
  return times.atOnce[kind] ?? standardAtOnce[kind] ?? 1;
}

/**
 * The seconds that a kind should take, of which the tests are the files whose path has one of the words.
 * @param {Times} times
 * @param {string} kind
 * @param {boolean} isCheck
 * @param {string[]} words
 */
export function secondsOfKind(times, kind, isCheck, words) {
  if (isCheck) return secondsOf(times, kind, kind);
  const files = filesUnder(inProject('tests', kind))
    .map((file) => file.slice(root.length + 1))
    .filter((file) => /\.test\.tsx?$/.test(file) && (words.length === 0 || words.some((word) => file.includes(word))));
  return files.reduce((sum, file) => sum + secondsOf(times, kind, file), 0) / atOnce(times, kind);
}

/** For so many seconds what was known before counts as much as what is seen now. */
const trust = 30;

/**
 * How long it will still take, in seconds, from what has been done so far.
 * @param {{ total: number, done: number, elapsed: number, atOnce: number }} so `total` and `done` in seconds of files by themselves
 */
export function secondsLeft({ total, done, elapsed, atOnce: together }) {
  const pace = (done + trust * together) / (elapsed + trust);
  return Math.max(0, total - done) / pace;
}
