import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import type { AccountExport } from '#protocol/held.ts';
import { verifyChains } from '../../server/logs/verify.ts';
import { askHttp, getTicket, join as joinClass, makeClass, startLesson } from '../kit/client.ts';
import { bytesBelow, journalLines, logLines, serverForTest } from '../kit/records.ts';
import type { TestServer } from '../kit/server.ts';

// The command starts a process of its own each time.
vi.setConfig({ testTimeout: 240_000 });

const project = join(import.meta.dirname, '../..');

/** What `npm run hosts` runs, in a process of its own, beside the server that uses the same folder. */
const hosts = async (server: TestServer, words: readonly string[] = [], env: Record<string, string> = {}) => {
  const options = { cwd: project, env: { ...process.env, ARDOISE_DATA_FOLDER: server.folder, ...env } };
  const ran = promisify(execFile)(process.execPath, ['server/commands/hosts.ts', ...words], options);
  return ran.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, said: error.stdout + error.stderr }),
  );
};
const signIn = async (server: TestServer, token: string) => {
  const { status, headers } = await askHttp(server, 'POST', '/api/session', { body: { token } });
  return { status, cookie: headers.getSetCookie()[0]?.split(';')[0] ?? '' };
};
const accountOf = async (server: TestServer, cookie: string): Promise<string> =>
  (await askHttp<AccountExport>(server, 'GET', '/api/export', { cookie })).body.account.id;
const invite = async (server: TestServer, cookie: string, ownDevice: boolean): Promise<string> =>
  (await askHttp<{ token: string }>(server, 'POST', '/api/invitations', { body: { ownDevice }, cookie })).body.token;
const audit = (server: TestServer, event: string) => logLines(server.folder, 'audit').filter((line) => line.event === event);

test('M13: a removed host’s sessions, one-time links and classes are worth nothing, while the server runs', async () => {
  const server = await serverForTest();
  const { made, host, students } = await startLesson(server, 1);
  const links = [await invite(server, made.cookie, true), await invite(server, made.cookie, false)];
  const colleague = await signIn(server, await invite(server, made.cookie, false));
  const others = await makeClass(server, { cookie: colleague.cookie });
  const account = await accountOf(server, made.cookie);
  expect(await hosts(server, ['remove', account, '--with-classes'])).toMatchObject({ code: 0 });

  expect((await askHttp(server, 'GET', '/api/classes', { cookie: made.cookie })).status).toBe(401);
  for (const token of links) expect((await signIn(server, token)).status).toBe(400);
  expect(await students[0]!.next('gone')).toEqual({ reason: 'ended' });
  await expect(getTicket(server, made.id, { hostProof: made.hostProof })).rejects.toThrow('404');
  await expect(getTicket(server, made.id, { seat: host.seat })).rejects.toThrow('404');
  const vault = await askHttp(server, 'POST', `/api/classes/${made.id}/vault`, { body: { proof: made.hostProof } });
  expect(vault.status).toBe(404);

  expect((await askHttp(server, 'GET', '/api/classes', { cookie: colleague.cookie })).body).toMatchObject({
    classes: [{ id: others.id }],
  });
  await expect.poll(() => audit(server, 'operator.removedHost'), { timeout: 120_000 }).toMatchObject([{ classesErased: 1 }]);
  await expect.poll(() => bytesBelow(server.folder), { timeout: 120_000 }).not.toContain(account);
  expect(bytesBelow(server.folder)).not.toContain(made.id);
  expect(journalLines(server.folder)).toContainEqual(
    expect.objectContaining({
      why: 'host-removed',
      erased: expect.objectContaining({ hostSession: 1, hostInvitation: 2, charter: 1 }),
    }),
  );
  expect(verifyChains(server.folder).faults).toEqual([]);
});

test('classes that are kept run on, and stay for whoever has their links', async () => {
  const server = await serverForTest();
  const { made, students } = await startLesson(server, 1);
  const account = await accountOf(server, made.cookie);
  const { said } = await hosts(server, ['remove', account, '--keep-classes']);
  expect(said).toContain('1 class(es) stay, for whoever has their links: the removed host too.');
  await expect.poll(() => audit(server, 'operator.removedHost'), { timeout: 120_000 }).toMatchObject([{ classesErased: 0 }]);
  expect((await askHttp(server, 'GET', '/api/classes', { cookie: made.cookie })).status).toBe(401);
  expect(await students[0]!.ask('hand.raise', {})).toMatchObject({ ok: true });
  await (await joinClass(server, made.id, { hostProof: made.hostProof })).enter();
});

test('hosts are listed with what is theirs, and nothing else of anybody', async () => {
  const server = await serverForTest();
  expect((await hosts(server)).said).toBe('Nobody hosts here yet.\n');
  const made = await makeClass(server);
  await invite(server, made.cookie, false);
  const today = new Date().toISOString().slice(0, 10);
  const [, row] = (await hosts(server)).said.split('\n');
  expect(row?.split(/ +/)).toEqual([await accountOf(server, made.cookie), today, today, '1', '1', '1']);
});

test('the operator’s link makes a host, once, and a start of the server leaves it open', async () => {
  const first = await serverForTest();
  const publicOrigin = 'https://classes.example';
  const { said } = await hosts(first, ['invite'], { ARDOISE_HTTP_PUBLIC_ORIGIN: publicOrigin });
  const token = /https:\/\/classes\.example\/#invite\.([\w-]{22})\n/.exec(said)?.[1] ?? '';
  await expect.poll(() => audit(first, 'operator.invitedHost').length, { timeout: 120_000 }).toBe(1);
  const second = await serverForTest({ folder: first.folder });
  expect((await signIn(second, token)).status).toBe(200);
  expect((await signIn(second, token)).status).toBe(400);
});

test('what the operator did while the server was off is in its audit log from the next start', async () => {
  const first = await serverForTest();
  const made = await makeClass(first);
  const account = await accountOf(first, made.cookie);
  await first.app.close();
  expect(await hosts(first, ['remove', account, '--with-classes'])).toMatchObject({ code: 0 });
  const second = await serverForTest({ folder: first.folder });
  expect(audit(second, 'operator.removedHost')).toMatchObject([{ classesErased: 1 }]);
  expect((await askHttp(second, 'GET', `/api/classes/${made.id}`)).status).toBe(404);
  expect(bytesBelow(first.folder)).not.toContain(account);
});

test('nobody is removed by a wrong word, an unknown host, or without saying what becomes of the classes', async () => {
  const server = await serverForTest();
  const made = await makeClass(server);
  const account = await accountOf(server, made.cookie);
  for (const words of [['remove'], ['remove', 'nobody', '--with-classes'], ['remove', account], ['delete', account]])
    expect((await hosts(server, words)).code, words.join(' ')).toBe(1);
  expect((await askHttp(server, 'GET', '/api/classes', { cookie: made.cookie })).status).toBe(200);
});

test('under legal hold a removed host’s things are of no use at once, and are kept', async () => {
  const why = { 'retention.legalHold': 'réquisition judiciaire du 2 mars' };
  const server = await serverForTest({ settings: { retention: { legalHold: true }, why } });
  const { made, students } = await startLesson(server, 1);
  const account = await accountOf(server, made.cookie);
  const env = { ARDOISE_RETENTION_LEGAL_HOLD: 'true', ARDOISE_WHY: JSON.stringify(why) };
  const { said } = await hosts(server, ['remove', account, '--with-classes'], env);
  expect(said).toContain('Legal hold is on');
  expect(await students[0]!.next('gone')).toEqual({ reason: 'ended' });
  expect((await askHttp(server, 'GET', '/api/classes', { cookie: made.cookie })).status).toBe(401);
  await expect(getTicket(server, made.id, { hostProof: made.hostProof })).rejects.toThrow('404');
  expect(bytesBelow(server.folder)).toContain(account);
});
