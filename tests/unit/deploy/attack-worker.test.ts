import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localCertificate } from '../../kit/certificate.ts';

/** What a place answers under each path: a file's bytes, or where it sends on to. */
type Answers = Record<string, Buffer | { readonly location: string }>;

const archive = 'mediasoup-worker-0.0.0-test.tgz';
const { cert, key } = localCertificate();
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const isRoot = process.getuid?.() === 0;

let folder = '';
let servers: Server[] = [];
const asked: string[] = [];
const trace = () => join(folder, 'ran');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ardoise-attack-'));
  chmodSync(folder, 0o777);
  writeFileSync(join(folder, 'authority.pem'), cert);
  asked.length = 0;
});
afterEach(async () => {
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  servers = [];
  rmSync(folder, { recursive: true, force: true });
});

const serve = async (secure: boolean, answers: Answers): Promise<string> => {
  const server = secure ? createHttpsServer({ cert, key }) : createServer();
  server.on('request', ({ url = '' }, response) => {
    asked.push(`${secure ? 'https' : 'http'} ${url}`);
    const answer = answers[url];
    if (answer === undefined) response.writeHead(404).end();
    else if ('location' in answer) response.writeHead(302, answer).end();
    else response.end(answer);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return `${secure ? 'https' : 'http'}://localhost:${(server.address() as AddressInfo).port}`;
};

/** An archive with a program that notes who runs it, and then ends as a worker does without mediasoup around it. */
const packed = (extra = ''): Buffer => {
  const build = mkdtempSync(join(folder, 'build-'));
  writeFileSync(join(build, 'worker'), `#!/bin/sh\n${extra}\nid -u >> ${trace()}\nexit 41\n`);
  chmodSync(join(build, 'worker'), 0o755);
  execFileSync('tar', ['-czf', join(build, 'packed.tgz'), '-C', build, 'worker']);
  return readFileSync(join(build, 'packed.tgz'));
};

/** Runs what a module of the set-up exports in a process that trusts the certificate. Resolves with what came of it. */
const inSetUp = (module: string, call: string): Promise<string> => {
  const code = `import * as it from ${JSON.stringify(join(import.meta.dirname, '../../../deploy/setup', module))};
    const say = () => {};
    console.log(JSON.stringify(await (${call}).catch((error) => 'thrown: ' + error.message) ?? null));`;
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--input-type=module', '-e', code], { env }, (error, stdout) => {
      if (error) reject(error);
      else resolve(stdout.trim());
    });
  });
};
const download = (base: string, hashes: { published?: string; given?: string }): Promise<string> => {
  const published = hashes.published ? { [archive]: hashes.published } : {};
  const wanted = JSON.stringify({ base, archive, program: 'worker', published, given: hashes.given });
  return inSetUp('workerDownload.mjs', `it.downloadWorker(${wanted}, ${JSON.stringify(join(folder, 'worker'))}, say)`);
};
const nothingWasTaken = () => expect([trace(), join(folder, 'worker')].filter((path) => existsSync(path))).toEqual([]);

test.each(['published', 'given'])('a worker whose hash is %s is taken', async (how) => {
  const bytes = packed();
  const base = await serve(true, { [`/${archive}`]: bytes });
  expect(await download(base, { [how]: hashOf(bytes).toUpperCase() })).toBe('null');
  expect(existsSync(trace())).toBe(true);
  expect(statSync(join(folder, 'worker'))).toMatchObject({ uid: process.getuid?.() });
});

test('a worker whose hash nobody gave is not even downloaded', async () => {
  const base = await serve(true, { [`/${archive}`]: packed() });
  expect(await download(base, {})).toContain('no hash is listed');
  expect(asked).toEqual([]);
  nothingWasTaken();
});

test('a worker that somebody altered on the way or on the mirror is refused, and nothing of it runs', async () => {
  const base = await serve(true, { [`/${archive}`]: packed('# altered') });
  expect(await download(base, { published: hashOf(packed()) })).toMatch(/REFUSED.*SHA-256/);
  nothingWasTaken();
});

test('a hash that is given does not replace the one that is listed', async () => {
  const altered = packed('# altered');
  const base = await serve(true, { [`/${archive}`]: altered });
  expect(await download(base, { published: hashOf(packed()), given: hashOf(altered) })).toContain('REFUSED');
  nothingWasTaken();
});

test('nothing is taken over http, even with the right hash', async () => {
  const bytes = packed();
  const base = await serve(false, { [`/${archive}`]: bytes });
  expect(await download(base, { published: hashOf(bytes) })).toContain('is not https');
  expect(asked).toEqual([]);
  nothingWasTaken();
});

test('a redirect from https to http is not followed; one to https is', async () => {
  const bytes = packed();
  const plain = await serve(false, { '/file': bytes });
  const other = await serve(true, { '/file': bytes });
  const down = await serve(true, { [`/${archive}`]: { location: `${plain}/file` } });
  expect(await download(down, { published: hashOf(bytes) })).toContain('is not https');
  expect(asked.filter((line) => line.startsWith('http '))).toEqual([]);
  nothingWasTaken();
  const across = await serve(true, { [`/${archive}`]: { location: `${other}/file` } });
  expect(await download(across, { published: hashOf(bytes) })).toBe('null');
});

test('a certificate that nobody vouches for is refused', async () => {
  const bytes = packed();
  const base = await serve(true, { [`/${archive}`]: bytes });
  writeFileSync(join(folder, 'authority.pem'), localCertificate().cert);
  expect(await download(base, { published: hashOf(bytes) })).not.toBe('null');
  nothingWasTaken();
});

test.runIf(isRoot)('started by root, a downloaded worker first runs as nobody, and cannot be changed by nobody', async () => {
  const bytes = packed();
  const base = await serve(true, { [`/${archive}`]: bytes });
  expect(await download(base, { published: hashOf(bytes) })).toBe('null');
  expect(readFileSync(trace(), 'utf8')).toBe('65534\n');
  const { uid, mode } = statSync(join(folder, 'worker'));
  expect([uid, mode & 0o022]).toEqual([0, 0]);
});

test('an archive with a link in the place of the program is not followed', async () => {
  const build = mkdtempSync(join(folder, 'build-'));
  execFileSync('ln', ['-s', '/bin/sh', join(build, 'worker')]);
  execFileSync('tar', ['-czf', join(build, 'packed.tgz'), '-C', build, 'worker']);
  const bytes = readFileSync(join(build, 'packed.tgz'));
  const base = await serve(true, { [`/${archive}`]: bytes });
  expect(await download(base, { published: hashOf(bytes) })).toContain('no program');
  nothingWasTaken();
});

const pin = (base: string, file: string) =>
  inSetUp('workerPins.mjs', `it.pinWorkers(${JSON.stringify({ version: '9.9.9', base, file })}, say)`);

test('a maintainer’s command lists the hash of each published worker, runs none, and never replaces a listed one', async () => {
  const [linux, mac] = [packed(), packed('# mac')];
  const names = ['mediasoup-worker-9.9.9-linux-x64-kernel6.tgz', 'mediasoup-worker-9.9.9-darwin-arm64.tgz'] as const;
  const answers: Answers = { [`/${names[0]}`]: linux, [`/${names[1]}`]: mac };
  const base = await serve(true, answers);
  const file = join(folder, 'pins.json');
  writeFileSync(file, '{}');
  expect(await pin(base, file)).toBe('null');
  const listed = { [names[1]]: hashOf(mac), [names[0]]: hashOf(linux) };
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(listed);
  answers[`/${names[1]}`] = packed('# altered');
  expect(await pin(base, file)).toContain('Nothing was written');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(listed);
  expect(existsSync(trace())).toBe(false);
});
