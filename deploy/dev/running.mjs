import { fork } from 'node:child_process';
import { inProject, root } from '../setup/project.mjs';

/** @typedef {{ firstHostFragment: string | null }} Started What the server says once it listens. */
/** @typedef {Started & { milliseconds: number }} Running */

/**
 * Keeps the server running, one at a time. One that cannot start has printed why, and waits for the next saved file.
 * @param {{ env: NodeJS.ProcessEnv, said: (running: Running) => void }} options
 */
export function keepRunning({ env, said }) {
  /** @type {{ child: import('node:child_process').ChildProcess, ended: Promise<void> } | undefined} */
  let current;
  let [wanted, stopped] = [0, false];
  /** @type {PromiseWithResolvers<void>} */
  let runs = Promise.withResolvers();
  let turn = Promise.resolve();

  const start = () => {
    const begun = performance.now();
    const child = fork(inProject('deploy', 'dev', 'server.mjs'), [], { cwd: root, env, execPath: process.execPath });
    /** @type {Promise<void>} */
    const ended = new Promise((resolve) => child.once('exit', () => resolve()));
    current = { child, ended };
    child.once('message', (/** @type {Started} */ started) => {
      if (current?.child !== child) return;
      runs.resolve();
      said({ ...started, milliseconds: Math.round(performance.now() - begun) });
    });
  };
  const end = async () => {
    current?.child.kill('SIGTERM');
    await current?.ended;
  };
  start();

  return {
    /** Settles once a server answers. */
    runs: () => runs.promise,
    /** Ends the server that runs and starts one of the sources as they are now. Files saved in one go start it once. */
    restart: () => {
      const asked = ++wanted;
      const before = runs;
      runs = Promise.withResolvers();
      // Whoever waits for the server before goes on waiting, for this one.
      before.resolve(runs.promise);
      turn = turn.then(async () => {
        if (asked !== wanted || stopped) return;
        await end();
        start();
      });
    },
    stop: () => {
      stopped = true;
      return end();
    },
  };
}
