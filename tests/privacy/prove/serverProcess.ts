import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wipedMemory } from '../../../deploy/setup/wipedMemory.mjs';
import type { Front } from '../../kit/client.ts';
import type { Ask, Told } from './server.child.ts';

const program = fileURLToPath(new URL('server.child.ts', import.meta.url));

/** A fresh server with the standard settings, whose every file is below one folder. */
export type ServerProcess = AsyncDisposable & {
  readonly front: Front;
  readonly pid: number;
  /** What it said on its standard output and error. */
  readonly said: () => Buffer;
  /** Settles when the server has done what was asked. */
  ask(what: Ask): Promise<void>;
};

/** `preload`: a module that runs in the process before the server, to make it leak. */
export const startServerProcess = async (folder: string, preload?: string): Promise<ServerProcess> => {
  const [data, tmp, home] = ['data', 'tmp', 'home'].map((name) => join(folder, name));
  for (const path of [tmp, home]) await mkdir(String(path), { recursive: true });
  // Any free port, so that it disturbs no other server: everything else is as it is when nothing is set.
  const settings = { http: { port: 0 }, media: { portBase: 0 }, data: { folder: data } };
  const child = fork(program, [JSON.stringify(settings)], {
    cwd: home,
    env: { ...process.env, ...wipedMemory, TMPDIR: tmp, HOME: home, PROVE_FOLDER: folder },
    execArgv: preload === undefined ? [] : ['--import', preload],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk));
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the server ended:\n${Buffer.concat(said).toString()}`);
  });
  ended.catch(() => {});
  const hear = async (): Promise<Told> => {
    const [told] = (await Promise.race([once(child, 'message'), ended])) as [Told];
    return told;
  };
  const first = await hear();
  if (!('ready' in first)) throw new Error('the server did not say where it is');
  return {
    front: first.ready,
    pid: child.pid ?? 0,
    said: () => Buffer.concat(said),
    async ask(what) {
      child.send(what);
      await hear();
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
};
