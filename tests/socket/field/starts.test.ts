import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { createSocket } from 'node:dgram';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { checkCertificate } from '../../../server/app/certificate.ts';
import { sentenceOfFault } from '../../../server/app/startFault.ts';
import { parseConfig } from '../../../server/config/schema.ts';
import { localCertificate } from '../../kit/certificate.ts';

const program = fileURLToPath(new URL('../../../server/commands/serve.ts', import.meta.url));

const emptyFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ardoise-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** Starts the server as npm does, and waits for what it ends with. */
const start = async (env: Record<string, string>) => {
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      ARDOISE_DATA_FOLDER: join(emptyFolder(), 'data'),
      ARDOISE_HTTP_PORT: '0',
      ARDOISE_MEDIA_PORT_BASE: '0',
      ARDOISE_MEDIA_WORKERS: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    // A start that should have failed does not run for ever.
    if (chunk.toString().includes('Ardoise is ready')) child.kill('SIGKILL');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, complaint: complaint.replace(/^\(node.*\n|^.*ExperimentalWarning.*\n/gm, '') };
};

/** It ended by itself, with one sentence and no way through the sources. */
const saysOnly = (told: { code: number | null; complaint: string }, ...words: string[]): void => {
  for (const word of words) expect(told.complaint).toContain(word);
  expect(told.complaint.trim().split('\n')).toHaveLength(1);
  expect(told.complaint).not.toMatch(/\n\s+at |node:internal|does not know/);
  expect(told.code).toBe(1);
};

const takenPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
};

test('a port of the pages that is taken is said in one sentence (F18)', async () => {
  const port = String(await takenPort());
  saysOnly(await start({ ARDOISE_HTTP_PORT: port }), `The port ${port} of 127.0.0.1 is taken`, 'http.port');
});

test('a media port that is taken by TCP is said in one sentence (F18)', async () => {
  const port = String(await takenPort());
  saysOnly(await start({ ARDOISE_MEDIA_PORT_BASE: port }), `The media port ${port} is taken`, 'media.portBase');
});

test('a media port that is taken by UDP is said in one sentence (F18)', async () => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  const { port } = socket.address();
  saysOnly(await start({ ARDOISE_MEDIA_PORT_BASE: String(port) }), `The media port ${port} is taken`);
});

test('addresses that this machine does not have are said in one sentence each (F18)', async () => {
  saysOnly(await start({ ARDOISE_MEDIA_LISTEN_ADDRESS: '203.0.113.7' }), 'media.listenAddress is 203.0.113.7');
  const elsewhere = { ARDOISE_HTTP_HOST: '203.0.113.7', ARDOISE_HTTP_PUBLIC_ORIGIN: 'https://classes.example.fr' };
  saysOnly(await start(elsewhere), 'http.host is 203.0.113.7, which is no address of this machine');
});

test('a data folder that is a file, or below one, is said in one sentence (F18)', async () => {
  const file = join(emptyFolder(), 'file');
  writeFileSync(file, '');
  saysOnly(await start({ ARDOISE_DATA_FOLDER: file }), `The data folder ${file} cannot be used`, 'it is a file, not a folder');
  saysOnly(await start({ ARDOISE_DATA_FOLDER: join(file, 'data') }), 'a part of the path is a file');
});

test('a key that is none is said in one sentence (F18)', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'server.key'), '');
  saysOnly(await start({ ARDOISE_DATA_FOLDER: folder }), 'server.key', 'put a copy back');
});

test('a database that is locked, damaged, a folder or of a newer version is said in one sentence each (F18)', async () => {
  const locked = emptyFolder();
  const held = new DatabaseSync(join(locked, 'ardoise.sqlite'));
  onTestFinished(() => held.close());
  held.exec('CREATE TABLE t (x); BEGIN EXCLUSIVE');
  saysOnly(await start({ ARDOISE_DATA_FOLDER: locked }), 'another program has it locked');

  const damaged = emptyFolder();
  writeFileSync(join(damaged, 'ardoise.sqlite'), 'x'.repeat(10_000));
  saysOnly(await start({ ARDOISE_DATA_FOLDER: damaged }), 'that file is no database');

  const folder = emptyFolder();
  mkdirSync(join(folder, 'ardoise.sqlite'));
  saysOnly(await start({ ARDOISE_DATA_FOLDER: folder }), 'a folder has the name of a file');

  const newer = emptyFolder();
  const future = new DatabaseSync(join(newer, 'ardoise.sqlite'));
  future.exec(
    `CREATE TABLE kysely_migration (name varchar(255) PRIMARY KEY NOT NULL, timestamp varchar(255) NOT NULL);
     INSERT INTO kysely_migration VALUES ('999 of tomorrow', '2030-01-01')`,
  );
  future.close();
  saysOnly(await start({ ARDOISE_DATA_FOLDER: newer }), 'written by a newer version');
});

test('a certificate that is missing is said in one sentence, before anything is begun (F18)', async () => {
  const folder = join(emptyFolder(), 'data');
  const told = await start({
    ARDOISE_DATA_FOLDER: folder,
    ARDOISE_HTTP_TLS_CERT: '/nowhere/cert.pem',
    ARDOISE_HTTP_TLS_KEY: '/nowhere/key.pem',
  });
  saysOnly(told, 'http.tls.cert: the file /nowhere/cert.pem does not exist');
});

const pem = (content: { cert?: string; key?: string }) => {
  const folder = emptyFolder();
  const right = localCertificate();
  const tls = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  writeFileSync(tls.cert, content.cert ?? right.cert);
  writeFileSync(tls.key, content.key ?? right.key);
  return tls;
};
const now = Date.parse('2026-11-26T00:00:00Z');
const { cert, key } = localCertificate();
const privateKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

test.each([
  ['of another key', { cert }, undefined, now, 'is not the one of the certificate'],
  ['swapped with its key', { cert: key, key: cert }, undefined, now, 'the wrong way round'],
  ['that is no certificate', { cert: 'hello' }, undefined, now, 'is no certificate in PEM'],
  ['with an empty key', { cert, key: '' }, undefined, now, 'is no private key in PEM'],
  [
    'with a key under a password',
    { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString() },
    undefined,
    now,
    'is protected by a password',
  ],
  ['that has expired', { cert, key }, undefined, Date.parse('2050-01-01'), 'expired on 2049-12-31'],
  ['that is not good yet', { cert, key }, undefined, Date.parse('2019-12-31'), 'is good from 2020-01-01 only'],
  ['for another name', { cert, key }, 'https://classes.example.fr', now, 'is not for classes.example.fr'],
  ['for a name where people use an address', { cert, key }, 'https://192.168.1.20', now, 'is not for 192.168.1.20'],
])('a certificate %s is said in one sentence (F18)', (_what, content, publicOrigin, time, sentence) => {
  const { http } = parseConfig(JSON.stringify({ http: { tls: pem(content), publicOrigin } }));
  expect(() => checkCertificate(http, time)).toThrow(sentence);
});

test('a good certificate is taken (F18)', () => {
  const { http } = parseConfig(JSON.stringify({ http: { tls: pem({ cert, key }), publicOrigin: 'https://localhost:8443' } }));
  expect(() => checkCertificate(http, now)).not.toThrow();
});

const systemFault = (code: string, more: object): Error => Object.assign(new Error(code), { code }, more);
const config = parseConfig(JSON.stringify({ http: { port: 443 } }));

test.each([
  [systemFault('EACCES', { syscall: 'listen' }), 'may not listen on port 443'],
  [systemFault('ENOSPC', { syscall: 'write' }), 'the disk is full'],
  [systemFault('ENOSPC', { syscall: 'open', path: 'data/server.key' }), 'the disk is full'],
  [systemFault('EROFS', { syscall: 'mkdir', path: 'data' }), 'the disk can only be read'],
  [systemFault('EACCES', { syscall: 'open', path: 'data/ardoise.sqlite' }), 'may not write there'],
  [Object.assign(new Error('database or disk is full'), { errcode: 13 }), 'the disk is full'],
  [Object.assign(new Error('attempt to write a readonly database'), { errcode: 8 }), 'may not write it'],
  [new TypeError('x is not a function'), 'Please report this sentence'],
])('what this machine cannot be brought to is one sentence, too: %s (F18)', (error, sentence) => {
  const said = sentenceOfFault(error, config);
  expect(said).toContain(sentence);
  expect(said.split('\n')).toHaveLength(1);
});
