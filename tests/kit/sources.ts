import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../deploy/dev/freePort.mjs';
import { filesUnder } from '../../deploy/setup/pagesSeal.mjs';
import type { Front } from './client.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** The project as `npm run dev` serves it, from a copy of its sources. */
export type ServedSources = Front &
  AsyncDisposable & {
    /** Saves the one file of the copy that has this text, with another in its place. Throws where there are none or several. */
    change(from: string, to: string): void;
  };

/** Serves a copy of the sources. Everything that was started or written is gone once it is disposed. */
export const serveSources = async (): Promise<ServedSources> => {
  await using stack = new AsyncDisposableStack();
  const copy = mkdtempSync(join(tmpdir(), 'ardoise-sources-'));
  stack.defer(() => rmSync(copy, { recursive: true, force: true }));
  // Without tsconfig.json vite cannot read the pages' markup ahead, finds their libraries one by one, and loads a page anew in the midst of it.
  for (const name of ['server', 'client', 'deploy', 'package.json', 'tsconfig.json'])
    cpSync(join(project, name), join(copy, name), { recursive: true });
  mkdirSync(join(copy, 'build'));
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  const port = await freePort();
  const child = spawn(process.execPath, ['deploy/dev/main.mjs'], {
    cwd: copy,
    env: { ...process.env, ARDOISE_HTTP_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  stack.defer(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const said: string[] = [];
  // Each server that starts while nobody hosts gives another one.
  let fragment = '';
  await new Promise<void>((resolve, reject) => {
    const listen = (line: string): void => {
      said.push(line);
      [, fragment = fragment] = /#(invite\..*)$/.exec(line) ?? [];
      if (fragment) resolve();
    };
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', listen);
    void ended.then(() => reject(new Error(`It ended:\n${said.join('\n')}`)));
  });
  const owned = stack.move();
  return {
    origin: `http://localhost:${port}`,
    app: {
      get firstHostFragment() {
        return fragment;
      },
    },
    change: (from, to) => {
      const all = ['server', 'client'].flatMap((folder) => filesUnder(join(copy, folder)));
      const [file, ...others] = all.filter((name) => readFileSync(name, 'utf8').includes(from));
      if (file === undefined || others.length > 0) throw new Error(`no file, or several, have "${from}"`);
      writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
};

/** A text that the pages show at the address `/`. */
export const textOfPages = 'Vous êtes élève';
/** A text that the server itself answers with at `/notice/enfants`. */
export const textOfServer = 'Tes données, expliquées simplement';
