import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { clockInWords, confirmClock } from '../../../server/app/operatorClock.ts';
import { journalPath } from '../../../server/privacy/journal.ts';
import { askHttp, makeClass } from '../../kit/client.ts';
import { testClock } from '../../kit/clock.ts';
import { jumpingClock } from '../../kit/jumpingClock.ts';
import { day, journalLines, logLines, logNames, serverForTest } from '../../kit/records.ts';
import { startServer } from '../../kit/server.ts';

// The command starts a process of its own each time.
vi.setConfig({ testTimeout: 240_000 });

const noon = Date.parse('2026-03-01T12:00:00Z');
const hour = 3_600_000;
const project = join(import.meta.dirname, '../../..');

/** A folder in which a server ran until noon, with a host, a class and logs. */
const formerServer = async (now = noon) => {
  const before = await startServer({ clock: testClock(now) });
  onTestFinished(() => before[Symbol.asyncDispose]());
  const made = await makeClass(before);
  await before.app.close();
  return { folder: before.folder, made };
};
const told = (folder: string, event: string) => logLines(folder, 'technical').filter((line) => line.event === event);
const erased = (folder: string) =>
  existsSync(journalPath(folder)) ? journalLines(folder).filter(({ why }) => why === 'expired') : [];

/** What `npm run clock` runs, in a process of its own. */
const command = async (folder: string, ...words: string[]): Promise<string> => {
  const env = { ...process.env, ARDOISE_DATA_FOLDER: folder };
  const ran = promisify(execFile)(process.execPath, ['server/commands/clock.ts', ...words], { cwd: project, env });
  return (await ran).stdout;
};

test.each([400, 18, -2])('a start with the clock %i days off erases nothing, and says so once (F14)', async (off) => {
  const { folder, made } = await formerServer();
  const wrong = await startServer({ folder, clock: testClock(noon + off * day) });
  onTestFinished(() => wrong.app.close());
  expect(wrong.app.purge.doubt).toEqual({ known: expect.closeTo(noon, -5) as number, now: noon + off * day });
  expect(wrong.app.firstHostFragment).toBeNull();
  expect(told(folder, 'clock.doubted')).toMatchObject([{ days: off }]);
  expect(erased(folder)).toEqual([]);
  expect(logNames(folder, 'connection')).toEqual([]);
  expect(clockInWords(folder, noon + off * day)).toMatch(/nothing that expires is erased.*npm run clock -- confirm/);
  await wrong.app.close();

  // The clock is set right: all is there, and nobody needs to confirm anything.
  const right = await serverForTest({ folder, clock: testClock(noon + hour) });
  expect(right.app.purge.doubt).toBeNull();
  expect((await askHttp(right, 'GET', '/api/classes', { cookie: made.cookie })).body).toMatchObject({
    classes: [{ id: made.id }],
  });
});

test('after two weeks of holidays nobody needs to confirm, and what expired is gone at the start (F14)', async () => {
  const { folder } = await formerServer();
  const after = await serverForTest({ folder, clock: testClock(noon + 16 * day) });
  expect(after.app.purge.doubt).toBeNull();
  expect(clockInWords(folder, noon + 17 * day)).toMatch(/erases by it/);
});

test('once a person has confirmed, what expired is erased, by a running server too (F14)', async () => {
  const { folder, made } = await formerServer();
  const clock = testClock(noon + 400 * day);
  const server = await serverForTest({ folder, clock });
  expect(erased(folder)).toEqual([]);
  expect(confirmClock(folder, noon + 400 * day)).toBe(true);
  clock.advance(5_000);
  await server.app.purge.settled();
  expect(server.app.purge.doubt).toBeNull();
  expect(told(folder, 'clock.believed')).toHaveLength(1);
  expect(erased(folder)).toMatchObject([{ erased: { classRecord: 1, hostSession: 1, hostAccount: 1 } }]);
  expect((await askHttp(server, 'GET', `/api/classes/${made.id}`)).status).toBe(404);
});

test('a clock that jumps while the server runs erases nothing, and nothing once it is set right (F14)', async () => {
  const clock = jumpingClock(noon);
  const server = await serverForTest({ clock });
  const made = await makeClass(server);
  clock.jump(400 * day);
  clock.advance(3 * hour);
  await server.app.purge.settled();
  expect(server.app.purge.doubt).not.toBeNull();
  expect(told(server.folder, 'clock.doubted')).toHaveLength(1);
  expect(erased(server.folder)).toEqual([]);
  clock.jump(-400 * day);
  clock.advance(hour);
  await server.app.purge.settled();
  expect(server.app.purge.doubt).toBeNull();
  expect((await askHttp(server, 'GET', '/api/classes', { cookie: made.cookie })).body).toMatchObject({
    classes: [{ id: made.id }],
  });
});

test('time that goes by as time does is never doubted, however long the server runs (F14)', async () => {
  const clock = testClock(noon);
  const server = await serverForTest({ clock });
  await makeClass(server);
  clock.advance(100 * day);
  await server.app.purge.settled();
  expect(server.app.purge.doubt).toBeNull();
  expect(told(server.folder, 'clock.doubted')).toEqual([]);
});

test('npm run clock says what the server makes of the clock, and confirms it (F14)', async () => {
  const { folder } = await formerServer(Date.now() - 400 * day);
  expect(await command(folder)).toMatch(/nothing that expires is erased.*npm run clock -- confirm/);
  expect(await command(folder, 'confirm')).toMatch(/^Confirmed/);
  expect(await command(folder)).toMatch(/the server erases by it what expires/);
  const server = await serverForTest({ folder });
  expect(server.app.purge.doubt).toBeNull();
  expect(erased(folder)).toMatchObject([{ erased: { classRecord: 1 } }]);
});
