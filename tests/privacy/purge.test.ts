import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { confirmClock } from '../../server/app/operatorClock.ts';
import { verifyChains } from '../../server/logs/verify.ts';
import { askHttp, connect, getTicket, makeClass, randomBytes, signInFirstHost, startLesson } from '../kit/client.ts';
import { testClock } from '../kit/clock.ts';
import { bytesBelow, day, journalLines, logLines, logNames, serverForTest } from '../kit/records.ts';
import { startServer, type TestServer } from '../kit/server.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
const hour = 3_600_000;

const connectionLog = (server: Pick<TestServer, 'folder'>) => logNames(server.folder, 'connection');

test('in an idle server the connection log is gone after its days, by the clock', async () => {
  const clock = testClock(noon);
  const server = await serverForTest({ clock });
  await startLesson(server, 1);
  expect(connectionLog(server)).toEqual(['connection-2026-03-01.jsonl']);
  clock.advance(2 * day - 12 * hour - 1);
  await server.app.purge.settled();
  expect(connectionLog(server)).toContain('connection-2026-03-01.jsonl');
  clock.advance(1);
  await server.app.purge.settled();
  expect(connectionLog(server)).not.toContain('connection-2026-03-01.jsonl');
});

test('while a class runs too', async () => {
  const clock = testClock(Date.parse('2026-03-01T23:30:00Z'));
  const server = await serverForTest({ clock, settings: { retention: { connectionLogDays: 1 } } });
  const { host } = await startLesson(server, 3);
  clock.advance(hour);
  await server.app.purge.settled();
  expect(await host.ask('hands.lowerAll', {})).toMatchObject({ ok: true });
  expect(connectionLog(server)).toEqual([]);
});

test('what became due while the server was off is gone before it serves again, once its clock is confirmed', async () => {
  const before = await startServer({ clock: testClock(noon) });
  onTestFinished(() => before[Symbol.asyncDispose]());
  const made = await makeClass(before);
  await using visitor = await connect(before, await getTicket(before, made.id));
  expect(visitor.socket.connected).toBe(true);
  await before.app.close();
  expect(confirmClock(before.folder, noon + 200 * day)).toBe(true);
  const after = await serverForTest({ folder: before.folder, clock: testClock(noon + 200 * day) });
  expect(connectionLog(after)).toEqual([]);
  expect(logNames(after.folder, 'audit')).toEqual([`audit-${new Date(noon + 200 * day).toISOString().slice(0, 10)}.jsonl`]);
  expect(bytesBelow(after.folder)).not.toContain(made.id);
  expect(verifyChains(after.folder).faults).toEqual([]);
});

test('a class, a sign-in and an invitation go at their hour, not only when somebody asks for them', async () => {
  const clock = testClock(noon);
  const server = await serverForTest({ clock });
  const made = await makeClass(server);
  await askHttp(server, 'POST', '/api/invitations', { body: {}, cookie: made.cookie });
  clock.advance(day);
  await server.app.purge.settled();
  expect(journalLines(server.folder).at(-1)).toMatchObject({ time: noon + day, why: 'expired', erased: { hostInvitation: 1 } });
  clock.advance(29 * day);
  await server.app.purge.settled();
  expect(journalLines(server.folder).at(-1)?.erased).toMatchObject({ hostSession: 1, hostAccount: 1 });
  clock.advance(60 * day);
  await server.app.purge.settled();
  expect(journalLines(server.folder).at(-1)?.erased).toMatchObject({ classRecord: 1, charter: 1, hostCredential: 1 });
  expect(bytesBelow(server.folder)).not.toContain(made.id);
});

test('what is in memory goes at its time, in a class that runs', async () => {
  const clock = testClock(noon);
  const server = await serverForTest({ clock });
  const { made, host, students } = await startLesson(server, 2);
  await getTicket(server, made.id);
  const waiting = await connect(server, await getTicket(server, made.id));
  await waiting.enter();
  students[0]!.socket.disconnect();
  await host.next('member.changed');
  const count = () => server.app.census.count();
  // Of the tickets that were used; one more was given, of which nothing is held.
  expect(count()).toMatchObject({ ticket: 4, lobbyPlace: 1, awaySeat: 1, card: 4 });
  expect(count().addressCounter).toBeGreaterThan(0);
  clock.advance(60_000);
  expect(count()).toMatchObject({ ticket: 0, addressCounter: 0, lobbyPlace: 1, card: 3 });
  expect(count().awaySeat).toBeUndefined();
  clock.advance(840_000);
  expect(count().lobbyPlace).toBeUndefined();
  expect(count()).toMatchObject({ card: 2 });
  expect(await host.ask('hands.lowerAll', {})).toMatchObject({ ok: true });
});

test('the journal says what, how many, when and why, and names nobody', async () => {
  const clock = testClock(noon);
  const server = await serverForTest({ clock });
  const { made, host, students } = await startLesson(server, 2);
  clock.advance(100 * day);
  await server.app.purge.settled();
  const journal = JSON.stringify(journalLines(server.folder));
  for (const secret of [made.id, host.id, students[0]!.id, '127.0.0.1', made.cookie.split('=')[1]!]) {
    expect(journal).not.toContain(secret);
  }
  const sums = journalLines(server.folder).flatMap(({ erased }) => (erased ? [erased] : []));
  expect(sums.reduce((sum, { connectionRecord = 0 }) => sum + connectionRecord, 0)).toBeGreaterThanOrEqual(3);
});

test('a run that had nothing to erase leaves no line', async () => {
  const clock = testClock(noon);
  const server = await serverForTest({ clock });
  clock.advance(3 * hour);
  await server.app.purge.settled();
  expect(existsSync(join(server.folder, 'purge-journal.jsonl'))).toBe(false);
});

test('the audit log stays verifiable while its oldest files are erased', async () => {
  const clock = testClock(noon);
  const server = await serverForTest({ clock, settings: { retention: { auditLogDays: 3 } } });
  await signInFirstHost(server);
  for (let night = 0; night < 8; night += 1) {
    clock.advance(day);
    await server.app.purge.settled();
    await askHttp(server, 'POST', '/api/session', { body: { token: randomBytes(16) } });
    expect(verifyChains(server.folder).faults).toEqual([]);
  }
  expect(logNames(server.folder, 'audit')).toHaveLength(3);
  expect(logLines(server.folder, 'audit')[0]?.['n']).toBeGreaterThan(1);
});

const heldServer = (clock = testClock(noon)) =>
  serverForTest({
    clock,
    settings: { retention: { legalHold: true }, why: { 'retention.legalHold': 'réquisition judiciaire du 2 mars' } },
  });

test('legal hold needs a reason, is off by itself, and is said at the start, at every run and to who asks for readiness', async () => {
  await expect(serverForTest({ settings: { retention: { legalHold: true } } })).rejects.toThrow('"retention.legalHold": "..."');
  const clock = testClock(noon);
  const server = await heldServer(clock);
  const said = () => server.log.filter((line) => line.includes('purge.suspended')).length;
  expect(said()).toBe(1);
  clock.advance(hour);
  await server.app.purge.settled();
  expect(said()).toBe(2);
  expect((await askHttp<string>(server, 'GET', '/readyz')).body).toContain('legal hold is on');
  expect(logLines(server.folder, 'audit')[0]).toMatchObject({ event: 'configuration.loaded', legalHold: 'on' });
});

test('under legal hold nothing on disk is erased, and what a host erases is of no use any more', async () => {
  const clock = testClock(noon);
  const server = await heldServer(clock);
  const made = await makeClass(server);
  await askHttp(server, 'DELETE', `/api/classes/${made.id}`, { cookie: made.cookie });
  expect((await askHttp(server, 'GET', `/api/classes/${made.id}`)).status).toBe(404);
  clock.advance(100 * day);
  await server.app.purge.settled();
  expect(bytesBelow(server.folder)).toContain(made.id);
  expect(readdirSync(join(server.folder, 'logs'))).toContain('audit-2026-03-01.jsonl');
});

test('when the legal hold ends, everything that is due goes at the next start', async () => {
  const clock = testClock(noon);
  const server = await heldServer(clock);
  const made = await makeClass(server);
  clock.advance(100 * day);
  await server.app.close();
  const after = await serverForTest({ folder: server.folder, clock });
  expect(bytesBelow(after.folder)).not.toContain(made.id);
});

test('an erased class leaves no byte, and its line in the journal', async () => {
  const server = await serverForTest();
  const made = await makeClass(server);
  expect(bytesBelow(server.folder)).toContain(made.id);
  await askHttp(server, 'DELETE', `/api/classes/${made.id}`, { cookie: made.cookie });
  expect(bytesBelow(server.folder)).not.toContain(made.id);
  expect(journalLines(server.folder)).toMatchObject([{ why: 'class-erased', erased: { classRecord: 1, hostCredential: 1 } }]);
});
