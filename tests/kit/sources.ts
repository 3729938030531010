import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../deploy/dev/freePort.mjs';
import type { Front } from './client.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** The project as `npm run dev` serves it, from a copy of its sources. */
export type ServedSources = Front &
  AsyncDisposable & {
    /** Saves a file of the copy with one of its texts changed. Throws where it does not have that text. */
    change(file: string, from: string, to: string): void;
  };

/** Serves a copy of the sources. Everything that was started or written is gone once it is disposed. */
export const serveSources = async (): Promise<ServedSources> => {
  await using stack = new AsyncDisposableStack();
  const copy = mkdtempSync(join(tmpdir(), 'ardoise-sources-'));
  stack.defer(() => rmSync(copy, { recursive: true, force: true }));
  for (const name of ['server', 'client', 'deploy', 'package.json'])
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
    change: (file, from, to) => {
      const before = readFileSync(join(copy, file), 'utf8');
      if (!before.includes(from)) throw new Error(`${file} does not have "${from}"`);
      writeFileSync(join(copy, file), before.replace(from, to));
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
};

/** A text that the pages show at the address `/`, and where it stands. */
export const textOfPages = { file: 'client/text/fr/pages.ts', words: 'Vous êtes élève' } as const;
/** A text that the server itself answers with at `/notice/enfants`. */
export const textOfServer = {
  file: 'server/privacy/documents/fr/notice.ts',
  words: 'Tes données, expliquées simplement',
} as const;
