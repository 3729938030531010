import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseConfig } from '../../server/config/schema.ts';
import { verifyChains } from '../../server/logs/verify.ts';
import { askHttp, join as joinClass, randomBytes, signInFirstHost, startLesson } from '../kit/client.ts';
import { testClock } from '../kit/clock.ts';
import { bytesBelow, day, logLines, logNames, serverForTest } from '../kit/records.ts';

const emptyFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ardoise-logs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

test('a connection leaves its address and its two times in the connection log, and nothing that leads to a person or a class', async () => {
  const server = await serverForTest();
  const lesson = await startLesson(server, 2);
  await lesson.students[0]!.ask('leave', {}).catch(() => {});
  await lesson.students[0]!.ended;
  await lesson.host.ask('hands.lowerAll', {});
  const lines = logLines(server.folder, 'connection');
  expect(lines.filter(({ event }) => event === 'connected')).toHaveLength(3);
  for (const line of lines) {
    expect(Object.keys(line).toSorted()).toEqual(['address', 'connection', 'event', 'level', 'msg', 'time']);
    expect(line['address']).toBe('127.0.0.1');
  }
  const [gone] = lines.filter(({ event }) => event === 'disconnected');
  expect(lines.find(({ event, connection }) => event === 'connected' && connection === gone?.['connection'])).toBeDefined();
  const kept = JSON.stringify(lines);
  for (const { id } of [lesson.host, ...lesson.students]) expect(kept).not.toContain(id);
  expect(kept).not.toContain(lesson.made.id);
});

test('no other log holds an address, and none holds an identifier, a name, a token or a message', async () => {
  const server = await serverForTest();
  const lesson = await startLesson(server, 2);
  const [student] = lesson.students;
  const box = randomBytes(64);
  await student!.ask('chat.all', { box });
  await lesson.group.setRole(lesson.host, student!, 'cohost');
  await askHttp(server, 'POST', `/api/classes/${lesson.made.id}/vault`, { body: { proof: randomBytes(32) } });
  const texts = bytesBelow(join(server.folder, 'logs')) + server.log.join('');
  const { cookie, hostProof, id } = lesson.made;
  const secrets = [box, cookie.split('=')[1]!, hostProof, id, student!.id, student!.seat, student!.card.name, lesson.host.id];
  for (const secret of secrets) expect(texts).not.toContain(secret);
  for (const log of ['audit', 'technical'] as const) {
    expect(JSON.stringify(logLines(server.folder, log))).not.toContain('127.0.0.1');
  }
});

test('the audit log tells who signed in, what was made and which roles were given, under pseudonyms', async () => {
  const folder = emptyFolder();
  const first = await serverForTest({ folder });
  const lesson = await startLesson(first, 1);
  await lesson.group.setRole(lesson.host, lesson.students[0]!, 'cohost');
  await askHttp(first, 'POST', `/api/classes/${lesson.made.id}/vault`, { body: { proof: randomBytes(32) } });
  await askHttp(first, 'POST', '/api/invitations', { body: {}, cookie: lesson.made.cookie });
  await askHttp(first, 'POST', '/api/session', { body: { token: randomBytes(16) } });
  await first.app.close();
  const second = await serverForTest({ folder });
  await askHttp(second, 'DELETE', '/api/session', { cookie: lesson.made.cookie });
  const lines = logLines(folder, 'audit');
  expect(lines.map(({ event }) => event)).toEqual([
    'configuration.loaded',
    'host.invitedFirst',
    'host.signedIn',
    'class.made',
    'host.entered',
    'role.changed',
    'host.proofRefused',
    'host.invited',
    'host.signInRefused',
    'configuration.loaded',
    'host.signedOut',
  ]);
  const of = (event: string) => lines.find((line) => line.event === event)!;
  expect(of('host.signedOut')['account']).toBe(of('host.signedIn')['account']);
  expect(of('role.changed')).toMatchObject({ class: of('class.made')['class'], role: 'cohost' });
  // Nothing in it stands for a pupil, not even a pseudonym: the ledger says that this log is about hosts.
  expect(Object.keys(of('role.changed')).toSorted()).toEqual(
    ['class', 'event', 'hash', 'level', 'msg', 'n', 'prev', 'role', 'time'].toSorted(),
  );
  expect(of('configuration.loaded')['configuration']).toMatch(/^[0-9a-f]{64}$/);
});

test('what the server prints is also in the technical log', async () => {
  const server = await serverForTest();
  const printed = server.log.map((line) => JSON.parse(line) as unknown);
  expect(printed.length).toBeGreaterThan(1);
  expect(logLines(server.folder, 'technical')).toEqual(printed);
  expect(server.log.join('')).toContain('media.started');
});

test('each day has a file of its own', async () => {
  const clock = testClock(Date.parse('2026-03-01T23:00:00Z'));
  const server = await serverForTest({ clock });
  await signInFirstHost(server);
  clock.advance(2 * 3_600_000);
  await askHttp(server, 'POST', '/api/session', { body: { token: randomBytes(16) } });
  expect(logNames(server.folder, 'audit')).toEqual(['audit-2026-03-01.jsonl', 'audit-2026-03-02.jsonl']);
});

test('only the server’s account can read the logs, the journal and the key', async () => {
  const server = await serverForTest();
  await signInFirstHost(server);
  for (const name of ['logs', 'server.key', ...logNames(server.folder, 'audit').map((log) => `logs/${log}`)]) {
    expect(statSync(join(server.folder, name)).mode & 0o077, name).toBe(0);
  }
});

/** Makes every file that this server could log to the device that is always full. */
const fillDisk = (folder: string, start: number): void => {
  mkdirSync(join(folder, 'logs'));
  for (const log of ['connection', 'audit', 'technical']) {
    symlinkSync('/dev/full', join(folder, 'logs', `${log}-${new Date(start).toISOString().slice(0, 10)}.jsonl`));
  }
  symlinkSync('/dev/full', join(folder, 'purge-journal.jsonl'));
};

test('a full disk stops no class, and is said once', async () => {
  const clock = testClock();
  const folder = emptyFolder();
  fillDisk(folder, clock.now());
  const server = await serverForTest({ folder, clock });
  const { host, students } = await startLesson(server, 2);
  await students[0]!.ask('chat.all', { box: randomBytes(64) });
  expect(await students[1]!.next('chat')).toMatchObject({ from: students[0]!.id });
  host.send('class.end', {});
  expect(await students[1]!.next('gone')).toEqual({ reason: 'ended' });
  const lost = server.log
    .map((line) => JSON.parse(line) as { event: string; file?: string })
    .filter(({ event }) => event === 'log.unwritten');
  expect(new Set(lost.map(({ file }) => file))).toEqual(new Set(['audit', 'connection', 'technical']));
  expect(lost).toHaveLength(3);
});

test('a folder that cannot be written stops no class', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'logs'), 'not a folder');
  const server = await serverForTest({ folder });
  const { host, students, group } = await startLesson(server, 1);
  expect(await students[0]!.ask('hand.raise', {})).toMatchObject({ ok: true });
  expect(await group.setRole(host, students[0]!, 'cohost')).toMatchObject({ ok: true });
});

test('when the disk takes lines again, the logs go on and the chain is whole', async () => {
  const clock = testClock();
  const folder = emptyFolder();
  fillDisk(folder, clock.now());
  const server = await serverForTest({ folder, clock });
  await signInFirstHost(server);
  clock.advance(day);
  await askHttp(server, 'POST', '/api/session', { body: { token: randomBytes(16) } });
  rmSync(join(folder, 'logs', 'audit-2023-11-14.jsonl'));
  const { faults, notes } = verifyChains(folder);
  expect(faults).toEqual([]);
  // What was lost is in the chain itself, and the verification says it.
  expect(notes).toContainEqual(expect.stringMatching(/[1-9]\d* line\(s\) of the audit log were lost/));
  const { body } = await askHttp<string>(server, 'GET', '/metrics');
  expect(body).toMatch(/^ardoise_log_lines_lost [1-9]\d*$/m);
});

test('a violation of the protocol is logged without what was sent', async () => {
  const server = await serverForTest();
  const { made } = await startLesson(server, 0);
  const odd = await joinClass(server, made.id);
  odd.send('Zoé Martin 06 12 34 56 78', { name: 'Zoé' });
  await odd.ended;
  expect(server.log.some((line) => line.includes('socket.violation'))).toBe(true);
  expect(bytesBelow(join(server.folder, 'logs')) + server.log.join('')).not.toMatch(/Zoé|06 12/);
});

test('addresses are kept a month and audit lines a year at the most', () => {
  const why = {
    why: { 'retention.connectionLogDays': 'une enquête en cours', 'retention.auditLogDays': 'une enquête en cours' },
  };
  const accepts = (retention: object) => () => parseConfig(JSON.stringify({ retention, ...why }));
  expect(accepts({ connectionLogDays: 31, auditLogDays: 366 })).not.toThrow();
  expect(accepts({ connectionLogDays: 32 })).toThrow('retention.connectionLogDays');
  expect(accepts({ auditLogDays: 367 })).toThrow('retention.auditLogDays');
  expect(parseConfig(null).retention).toMatchObject({ connectionLogDays: 2, auditLogDays: 180 });
});
