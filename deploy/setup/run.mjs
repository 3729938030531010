import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { root } from './project.mjs';

const linesKept = 500;
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
/** Once this process has been told to stop: the code it ends with, as soon as its programs have ended. @type {number | undefined} */
let exitCode;

/**
 * Runs a program to its end and hands over each line that it prints.
 * Never rejects: a program that could not be started ends with code -1.
 * @param {string} command
 * @param {string[]} args
 * @param {{ line?: (line: string) => void, env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<{ code: number, output: string }>} its exit code, and the last lines it printed
 */
export function run(command, args, { line = () => {}, env = process.env, cwd = root } = {}) {
  /** @type {string[]} */
  const kept = [];
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  running.add(child);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (printed) => {
      const text = stripVTControlCharacters(printed);
      kept.push(text);
      if (kept.length > linesKept) kept.shift();
      line(text);
    });
  }
  return new Promise((resolve) => {
    const end = (/** @type {number | null} */ code) => {
      running.delete(child);
      if (exitCode === undefined) resolve({ code: code ?? -1, output: kept.join('\n') });
      else if (running.size === 0) process.exit(exitCode);
    };
    child.on('error', () => end(-1));
    child.on('close', end);
  });
}

/**
 * Until disposed, an interrupted set-up ends its programs, each in a process group of its own, and waits for them:
 * npm undoes what it has half done.
 * @returns {() => void} the disposer
 */
export function endProgramsWithUs() {
  const stops = Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }).map(([name, code]) => {
    const signal = /** @type {NodeJS.Signals} */ (name);
    const stop = () => {
      exitCode = code;
      if (running.size === 0) process.exit(code);
      for (const child of running) if (child.pid) endGroup(child.pid, signal);
    };
    process.on(signal, stop);
    return () => process.off(signal, stop);
  });
  return () => stops.forEach((off) => off());
}

/** @param {number} pid @param {NodeJS.Signals} signal */
function endGroup(pid, signal) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It has just ended by itself.
  }
}
