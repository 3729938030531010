import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { type Receipt, receipt } from '#protocol/receipt.ts';
import { askHttp, join as joinClass, startLesson, type TestClient } from '../kit/client.ts';
import { testClock } from '../kit/clock.ts';
import { day, journalLines, serverForTest } from '../kit/records.ts';

const program = fileURLToPath(new URL('../../server/commands/verifyReceipt.ts', import.meta.url));

/** `npm run verify-receipt`, past the set-up. */
const verify = (given: unknown, ...args: string[]): Promise<{ code: number; said: string }> => {
  const folder = mkdtempSync(join(tmpdir(), 'ardoise-receipt-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'receipt.json');
  writeFileSync(path, JSON.stringify(given));
  return new Promise((resolve) => {
    execFile(process.execPath, [program, path, ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr });
    });
  });
};

const received = async (host: TestClient): Promise<Receipt> => receipt.parse(await host.next('receipt'));
const itemOf = ({ statement }: Receipt, item: string, place = 'memory') =>
  statement.items.find((one) => one.item === item && one.place === place);

test('the end of a class gives its host a receipt: what existed, what was erased, when, what remains and until when', async () => {
  const clock = testClock(Date.parse('2026-03-01T12:00:00Z'));
  const server = await serverForTest({ clock });
  const { made, host, students } = await startLesson(server, 3);
  const waiting = await joinClass(server, made.id);
  await waiting.enter();
  await students[2]!.ask('leave', {}).catch(() => {});
  await students[2]!.ended;
  const opened = clock.now();
  clock.advance(1_000);
  host.send('class.end', {});
  const given = await received(host);
  expect(await host.next('gone')).toEqual({ reason: 'ended' });
  const { statement } = given;
  expect(statement).toMatchObject({ class: made.id, opened, ended: clock.now(), reason: 'ended' });
  expect(itemOf(given, 'participantId')).toMatchObject({ existed: 5, erased: 5, remains: 0, until: null });
  expect(itemOf(given, 'card')).toMatchObject({ existed: 4, erased: 4, remains: 0 });
  expect(itemOf(given, 'lobbyPlace')).toMatchObject({ existed: 1, erased: 1 });
  expect(itemOf(given, 'departure')).toMatchObject({ existed: 1, erased: 1 });
  expect(itemOf(given, 'group')).toMatchObject({ existed: 4, erased: 4 });
  expect(itemOf(given, 'address')).toMatchObject({ existed: 4, erased: 3, remains: 1, until: { event: 'disconnect' } });
  expect(itemOf(given, 'charter', 'store')).toMatchObject({ remains: 1, until: { at: opened + 90 * day } });
  expect(itemOf(given, 'connectionRecord', 'connection-log')).toMatchObject({
    existed: null,
    until: { at: clock.now() + 2 * day },
  });
});

test('only hosts get the receipt', async () => {
  const server = await serverForTest();
  const { host, students, group } = await startLesson(server, 2);
  await group.setRole(host, students[0]!, 'cohost');
  host.send('class.end', {});
  await received(host);
  for (const student of students) {
    await student.ended;
    expect(student.unread('receipt')).toEqual([]);
  }
});

test('a host who leaves an empty class gets it too, and has left', async () => {
  const { host } = await startLesson(await serverForTest(), 0);
  host.send('leave', {});
  expect(itemOf(await received(host), 'participantId')).toMatchObject({ existed: 1, erased: 1, remains: 0 });
  expect(await host.next('gone')).toEqual({ reason: 'left' });
});

test('a server that restarts gives none: the class goes on', async () => {
  const server = await serverForTest();
  const { host } = await startLesson(server, 1);
  await server.app.directory.closeAll('stopping');
  await host.ended;
  expect(host.unread('receipt')).toEqual([]);
});

test('the receipt of a class that its host erases says that nothing of it remains', async () => {
  const server = await serverForTest();
  const { made, host } = await startLesson(server, 1);
  await askHttp(server, 'DELETE', `/api/classes/${made.id}`, { cookie: made.cookie });
  expect(itemOf(await received(host), 'charter', 'store')).toMatchObject({ existed: 1, erased: 1, remains: 0, until: null });
});

test('after the end the census counts nothing of the class, and the journal says what went', async () => {
  const clock = testClock();
  const server = await serverForTest({ clock });
  const { host, students } = await startLesson(server, 2);
  expect(server.app.census.count()).toMatchObject({ participantId: 3, card: 3, presence: 3, group: 3, classroomId: 1 });
  host.send('class.end', {});
  await host.ended;
  await Promise.all(students.map(({ ended }) => ended));
  const { addressCounter, ...left } = server.app.census.count();
  // The numbers of the three tickets that were used, for a minute.
  expect(left).toEqual({ ticket: 3, address: 0 });
  expect(addressCounter).toBeGreaterThan(0);
  clock.advance(60_000);
  expect(server.app.census.count()).toMatchObject({ ticket: 0, address: 0 });
  expect(journalLines(server.folder)).toMatchObject([{ why: 'class-end', erased: { participantId: 3, card: 3, group: 3 } }]);
});

test('anybody can check a receipt with a command and the server’s published key', async () => {
  const server = await serverForTest();
  const { host } = await startLesson(server, 1);
  host.send('class.end', {});
  const given = await received(host);
  const { body: key } = await askHttp<string>(server, 'GET', '/.well-known/ardoise-receipt-key');
  const { code, said } = await verify(given, key.trim());
  expect(said).toContain('AUTHENTIC');
  expect(said).toMatch(/participantId \(memory\): existed 2, erased 2, remains 0/);
  expect(code).toBe(0);
});

test('an altered receipt, and another server’s, are refused', async () => {
  const server = await serverForTest();
  const { host } = await startLesson(server, 1);
  host.send('class.end', {});
  const given = await received(host);
  const altered = structuredClone(given);
  altered.statement.items[0]!.erased += 1;
  expect(await verify(altered)).toMatchObject({ code: 1, said: expect.stringContaining('NOT AUTHENTIC') });
  const other = await serverForTest();
  const { body: key } = await askHttp<string>(other, 'GET', '/.well-known/ardoise-receipt-key');
  expect(await verify(given, key.trim())).toMatchObject({ code: 1, said: expect.stringContaining('NOT THIS SERVER') });
  expect(await verify({ any: 'thing' })).toMatchObject({ code: 1, said: expect.stringContaining('is not a receipt') });
});

test('the key is readable by the server’s account only, and stays the same after a restart', async () => {
  const first = await serverForTest();
  const keyOf = async (server: typeof first) => (await askHttp<string>(server, 'GET', '/.well-known/ardoise-receipt-key')).body;
  const before = await keyOf(first);
  expect(statSync(join(first.folder, 'server.key')).mode & 0o777).toBe(0o600);
  await first.app.close();
  expect(await keyOf(await serverForTest({ folder: first.folder }))).toBe(before);
});
