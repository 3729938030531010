import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { askHttp, makeClass, randomBytes } from '../kit/client.ts';
import { testClock } from '../kit/clock.ts';
import { day, logNames } from '../kit/records.ts';
import { startServer } from '../kit/server.ts';

const program = fileURLToPath(new URL('../../server/commands/verifyLogs.ts', import.meta.url));

/** `npm run verify-logs`, past the set-up. */
const verify = (folder: string): Promise<{ code: number; said: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, folder], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr });
    });
  });

/** The data folder of a server that ran for ten days with two classes made and erased, and was stopped. */
const usedFolder = async (): Promise<string> => {
  const clock = testClock(Date.parse('2026-03-01T12:00:00Z'));
  const server = await startServer({ clock, settings: { retention: { auditLogDays: 5 } } });
  onTestFinished(() => server[Symbol.asyncDispose]());
  const { cookie, ...first } = await makeClass(server);
  const second = await makeClass(server, { cookie });
  for (let night = 0; night < 10; night += 1) {
    clock.advance(day);
    await server.app.purge.settled();
    await askHttp(server, 'POST', '/api/session', { body: { token: randomBytes(16) } });
  }
  for (const { id } of [first, second]) {
    await askHttp(server, 'DELETE', `/api/classes/${id}`, { cookie });
  }
  await server.app.close();
  return server.folder;
};

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').split('\n').slice(0, -1);
const rewrite = (path: string, lines: readonly string[]): void => writeFileSync(path, lines.map((line) => `${line}\n`).join(''));

test('what a server wrote and purged by itself is found whole', async () => {
  const folder = await usedFolder();
  const { code, said } = await verify(folder);
  expect(said).toContain('Nothing was altered and nothing is missing.');
  expect(code).toBe(0);
});

type Tampering = readonly [what: string, tamper: (folder: string, audit: (at: number) => string, journal: string) => void];
const tamperings: readonly Tampering[] = [
  [
    'a line of the audit log that was altered',
    (_folder, audit) => rewrite(audit(1), [linesOf(audit(1))[0]!.replace('host', 'Host')]),
  ],
  ['a line that was taken out', (_folder, audit) => rewrite(audit(-1), linesOf(audit(-1)).toSpliced(1, 1))],
  ['the last line taken away', (_folder, audit) => rewrite(audit(-1), linesOf(audit(-1)).slice(0, -1))],
  ['a whole day taken away', (_folder, audit) => rmSync(audit(2))],
  ['the oldest day taken away', (_folder, audit) => rmSync(audit(0))],
  ['the latest day taken away', (_folder, audit) => rmSync(audit(-1))],
  [
    'a line of the purge journal that was altered',
    (_folder, _audit, journal) => rewrite(journal, linesOf(journal).with(0, linesOf(journal)[0]!.replace('1', '2'))),
  ],
  ['the end of the purge journal taken away', (_folder, _audit, journal) => rewrite(journal, linesOf(journal).slice(0, -1))],
  ['all of the logs taken away', (folder) => rmSync(join(folder, 'logs'), { recursive: true })],
  ['the purge journal taken away', (_folder, _audit, journal) => rmSync(journal)],
];

test.each(tamperings)('%s is found', async (_what, tamper) => {
  const folder = await usedFolder();
  const names = logNames(folder, 'audit');
  tamper(folder, (at) => join(folder, 'logs', names.at(at)!), join(folder, 'purge-journal.jsonl'));
  const { code, said } = await verify(folder);
  expect(said).toMatch(/fault\(s\)/);
  expect(code).toBe(1);
});
