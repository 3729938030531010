import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled } from '../../../deploy/setup/dependencies.mjs';
import { withLock } from '../../../deploy/setup/lock.mjs';
import { sealPages } from '../../../deploy/setup/pagesSeal.mjs';
import { run } from '../../../deploy/setup/run.mjs';
import { progress } from '../../../deploy/setup/workerBuild.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ardoise-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('dependencies', () => {
  const wanted = {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/mac-only': { version: '2.0.0', optional: true },
  };
  const present = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } };

  it('are not installed again when npm has installed what the lock file names', () => {
    expect(isInstalled(wanted, present)).toBe(true);
  });

  it.each([
    ['a package is missing', {}],
    ['a package has another version', { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }],
    ['a package has other contents', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } }],
    ['a package is left over', { ...present, 'node_modules/b': { version: '1.0.0' } }],
    ['an optional package has another version', { ...present, 'node_modules/mac-only': { version: '1.0.0', optional: true } }],
  ])('are installed again when %s', (_, actual) => {
    expect(isInstalled(wanted, actual)).toBe(false);
  });
});

describe('a lock', () => {
  it('lets two starts do the same work one after the other', async () => {
    const file = join(folder, 'lock');
    const story: string[] = [];
    const first = Promise.withResolvers<void>();
    const one = withLock(
      file,
      () => {},
      async () => {
        story.push('one begins');
        await first.promise;
        story.push('one ends');
      },
    );
    const two = withLock(file, first.resolve, async () => void story.push('two'));
    await Promise.all([one, two]);
    expect(story).toEqual(['one begins', 'one ends', 'two']);
    expect(existsSync(file)).toBe(false);
  });

  it('left by a process that died is taken over', async () => {
    const file = join(folder, 'lock');
    writeFileSync(file, `${spawnSync(process.execPath, ['--version']).pid} ${hostname()}`);
    expect(
      await withLock(
        file,
        () => {},
        async () => 'done',
      ),
    ).toBe('done');
  });

  it('is given back when the work fails', async () => {
    const file = join(folder, 'lock');
    const failing = withLock(
      file,
      () => {},
      () => Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    expect(existsSync(file)).toBe(false);
  });
});

describe('the pages', () => {
  const script = `console.log(${JSON.stringify('x'.repeat(2_000))});`;
  beforeEach(() => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'assets', 'main.js'), script);
    writeFileSync(join(folder, 'assets', 'later.js'), 'export {};');
    writeFileSync(join(folder, 'index.html'), '<script type="module" crossorigin src="/assets/main.js"></script>');
  });

  it('pin their scripts by hash', async () => {
    await sealPages(folder);
    const hash = createHash('sha384').update(script).digest('base64');
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain(`src="/assets/main.js" integrity="sha384-${hash}"`);
  });

  it('are listed with their hashes, for anybody to verify', async () => {
    await sealPages(folder);
    const list = readFileSync(join(folder, 'manifest.sha256'), 'utf8').trim().split('\n');
    expect(list.map((line) => line.slice(66))).toEqual(['assets/later.js', 'assets/main.js', 'index.html']);
    for (const line of list) {
      const contents = readFileSync(join(folder, line.slice(66)));
      expect(line.slice(0, 64)).toBe(createHash('sha256').update(contents).digest('hex'));
    }
  });

  it('have compressed copies of what gains by it', async () => {
    const { first } = await sealPages(folder);
    const copy = join(folder, 'assets', 'main.js');
    expect(brotliDecompressSync(readFileSync(`${copy}.br`)).toString()).toBe(script);
    expect(gunzipSync(readFileSync(`${copy}.gz`)).toString()).toBe(script);
    expect(existsSync(join(folder, 'assets', 'later.js.br'))).toBe(false);
    expect(first.requests).toBe(2);
    expect(first.bytes).toBeLessThan(script.length);
  });
});

describe('a program of the set-up', () => {
  it('hands over its lines and its exit code', async () => {
    const lines: string[] = [];
    const code = 'console.log("out"); console.error("err"); process.exitCode = 3';
    const ended = await run(process.execPath, ['-e', code], { line: (text) => lines.push(text) });
    expect(ended.code).toBe(3);
    expect(lines.toSorted()).toEqual(['err', 'out']);
  });

  it('that does not exist fails without throwing', async () => {
    expect(await run(join(folder, 'nothing'), [])).toEqual({ code: -1, output: '' });
  });

  it('that builds says each tenth of the way once', () => {
    const said: number[] = [];
    const line = progress((percent) => said.push(percent));
    for (let i = 1; i <= 40; i++) line(`[${i}/40] Compiling something`);
    line('no number here');
    expect(said).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
  });
});
