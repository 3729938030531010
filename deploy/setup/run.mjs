import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root } from './project.mjs';

const linesKept = 60;
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a program to its end and hands over each line that it prints.
 * Never rejects: a program that could not be started ends with code -1.
 * @param {string} command
 * @param {string[]} args
 * @param {{ line?: (line: string) => void, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number, output: string }>} its exit code, and the last lines it printed
 */
export function run(command, args, { line = () => {}, env = process.env } = {}) {
  /** @type {string[]} */
  const kept = [];
  const child = spawn(command, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  running.add(child);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (text) => {
      kept.push(text);
      if (kept.length > linesKept) kept.shift();
      line(text);
    });
  }
  return new Promise((resolve) => {
    const end = (/** @type {number | null} */ code) => {
      running.delete(child);
      resolve({ code: code ?? -1, output: kept.join('\n') });
    };
    child.on('error', () => end(-1));
    child.on('close', end);
  });
}

/**
 * Until disposed, an interrupted set-up ends its programs with it: each runs in a process group of its own.
 * @returns {() => void} the disposer
 */
export function endProgramsWithUs() {
  const stops = Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }).map(([name, code]) => {
    const signal = /** @type {NodeJS.Signals} */ (name);
    const stop = () => {
      for (const child of running) if (child.pid) endGroup(child.pid, signal);
      process.exit(code);
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
