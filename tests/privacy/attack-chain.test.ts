import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Receipt, receipt } from '#protocol/receipt.ts';
import { chained, genesis, type Link } from '../../server/privacy/chain.ts';
import { startLesson } from '../kit/client.ts';
import { logNames, serverForTest } from '../kit/records.ts';

const program = fileURLToPath(new URL('../../server/commands/verifyLogs.ts', import.meta.url));

/** `npm run verify-logs`, past the set-up, with the receipts that a teacher kept. */
const verify = (folder: string, receipts: readonly Receipt[] = []): Promise<{ code: number; said: string }> => {
  const paths = receipts.map((given, index) => {
    const path = join(folder, `kept-${index}.json`);
    writeFileSync(path, JSON.stringify(given));
    return path;
  });
  return new Promise((resolve) => {
    execFile(process.execPath, [program, folder, ...paths], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr });
    });
  });
};

/** A server that had a lesson, whose teacher kept the receipt, and was stopped. */
const afterLesson = async (): Promise<{ folder: string; kept: Receipt }> => {
  const server = await serverForTest();
  const { host } = await startLesson(server, 1);
  host.send('class.end', {});
  const kept = receipt.parse(await host.next('receipt'));
  await server.app.close();
  return { folder: server.folder, kept };
};

/** What whoever holds the disk can do: write a chain anew, with right hashes and a right note of its end. */
const writeAnew = (path: string, headPath: string, change: (bodies: string[]) => string[]): void => {
  const bodies = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/,"n":\d+,"prev".*$/, '}'));
  let last: Link = genesis;
  const lines = change(bodies).map((body) => {
    const { line, link } = chained(body, last);
    last = link;
    return `${line}\n`;
  });
  writeFileSync(path, lines.join(''));
  writeFileSync(headPath, `${String(last.n).padStart(16)} ${last.hash}\n`);
};
const auditOf = (folder: string): [string, string] => [
  join(folder, 'logs', logNames(folder, 'audit')[0] ?? ''),
  join(folder, 'logs', 'audit.head'),
];
const journalOf = (folder: string): [string, string] => [join(folder, 'purge-journal.jsonl'), join(folder, 'purge-journal.head')];

test('the receipt that a teacher takes home fits the logs as they were written', async () => {
  const { folder, kept } = await afterLesson();
  expect(kept.statement.chains?.audit.n).toBeGreaterThan(3);
  expect(kept.statement.chains?.journal.n).toBe(1);
  const { code, said } = await verify(folder, [kept]);
  expect(said).toContain('Nothing was altered and nothing is missing.');
  expect(said).toContain('Up to each receipt the logs are as they were then');
  expect(code).toBe(0);
});

test.each([
  ['a sign-in taken out', (bodies: string[]) => bodies.filter((body) => !body.includes('host.signedIn'))],
  ['a line altered', (bodies: string[]) => bodies.map((body) => body.replace('host.entered', 'host.signedOut'))],
  ['the end cut off', (bodies: string[]) => bodies.slice(0, 2)],
])(
  'an audit log that was written anew as a whole, with %s, is found by a receipt only, and the command says so',
  async (_, change) => {
    const { folder, kept } = await afterLesson();
    writeAnew(...auditOf(folder), change);
    const alone = await verify(folder);
    expect(alone.code).toBe(0);
    expect(alone.said).toContain('Without a receipt this cannot find a log that was written anew');
    const withReceipt = await verify(folder, [kept]);
    expect(withReceipt.said).toMatch(/audit log: line number \d+/);
    expect(withReceipt.code).toBe(1);
  },
);

test('a purge journal that was written anew, to say that the audit log was erased, is found by the receipt', async () => {
  const { folder, kept } = await afterLesson();
  const { audit } = kept.statement.chains!;
  writeAnew(...journalOf(folder), () => [JSON.stringify({ time: 1, cut: { n: audit.n + 1, hash: audit.hash } })]);
  const { code, said } = await verify(folder, [kept]);
  expect(said).toMatch(/purge journal: line number 1 is another than then/);
  expect(code).toBe(1);
});

test('a receipt that was altered is no measure of a log', async () => {
  const { folder, kept } = await afterLesson();
  const altered = structuredClone(kept);
  altered.statement.chains!.audit.n = 1;
  const { code, said } = await verify(folder, [altered]);
  expect(said).toContain('is not an authentic receipt');
  expect(code).toBe(1);
});
