import { expect, onTestFinished, test } from 'vitest';
import { askHttp, getTicket, makeClass, randomBytes, startLesson, type TestClass } from '../../kit/client.ts';
import { testClock } from '../../kit/clock.ts';
import { bytesBelow, day, logLines, serverForTest } from '../../kit/records.ts';
import { startServer, type TestServer, type TestSettings } from '../../kit/server.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
const why = { 'class.allowUnencrypted': 'le cours de radio se fait avec un vieux poste' };
const onprem: TestSettings = { profile: 'onprem' };

const eraseBy = (server: TestServer, { id, hostProof }: TestClass, proof = hostProof) =>
  askHttp(server, 'DELETE', `/api/classes/${id}`, { body: { proof } });
const signOut = (server: TestServer, cookie: string, classes?: 'erase' | 'keep') =>
  askHttp(server, 'DELETE', '/api/session', { cookie, ...(classes && { body: { classes } }) });
const isThere = async (server: TestServer, { id }: TestClass) =>
  (await askHttp(server, 'GET', `/api/classes/${id}`)).status === 200;
const vaultOf = (server: TestServer, { id, hostProof }: TestClass) =>
  askHttp<{ hostless?: true }>(server, 'POST', `/api/classes/${id}/vault`, { body: { proof: hostProof } });
/** Another session of the same account. */
const otherDevice = async (server: TestServer, cookie: string): Promise<string> => {
  const asked = { body: { ownDevice: true }, cookie };
  const { body } = await askHttp<{ token: string }>(server, 'POST', '/api/invitations', asked);
  const { headers } = await askHttp(server, 'POST', '/api/session', { body: { token: body.token } });
  return headers.getSetCookie()[0]!.split(';')[0]!;
};

test('a shorter retention reaches what exists already, at the start and by the clock (A1.2)', async () => {
  const before = await startServer({
    clock: testClock(noon),
    settings: {
      retention: { classDays: 200, hostSessionDays: 90 },
      why: { 'retention.classDays': 'toute l’année scolaire', 'retention.hostSessionDays': 'toute l’année scolaire' },
    },
  });
  onTestFinished(() => before[Symbol.asyncDispose]());
  const made = await makeClass(before);
  await before.app.close();
  const clock = testClock(noon + 1_000);
  const settings = { retention: { classDays: 1, hostSessionDays: 1 } };
  const after = await serverForTest({ folder: before.folder, clock, settings });
  const { body } = await askHttp<{ classes: { expiresAt: number }[] }>(after, 'GET', '/api/classes', { cookie: made.cookie });
  expect(body.classes[0]?.expiresAt).toBeLessThanOrEqual(noon + day);
  clock.advance(day);
  await after.app.purge.settled();
  expect(await isThere(after, made)).toBe(false);
  expect((await askHttp(after, 'GET', '/api/classes', { cookie: made.cookie })).status).toBe(401);
  expect(bytesBelow(after.folder)).not.toContain(made.id);
});

test('while a class has its host, whoever has the host link does not erase it (A1.3)', async () => {
  const server = await serverForTest();
  const made = await makeClass(server);
  expect((await eraseBy(server, made)).status).toBe(403);
  const other = await otherDevice(server, made.cookie);
  await signOut(server, made.cookie, 'erase');
  expect((await vaultOf(server, made)).body.hostless).toBeUndefined();
  expect((await eraseBy(server, made)).status).toBe(403);
  expect((await askHttp(server, 'GET', '/api/classes', { cookie: other })).body).toMatchObject({ classes: [{ id: made.id }] });
});

test('signing out of the last device erases the classes with the account, running ones too, when that was chosen (A1.3)', async () => {
  const server = await serverForTest();
  const { made, students } = await startLesson(server, 1);
  expect((await signOut(server, made.cookie, 'erase')).status).toBe(200);
  expect(await students[0]!.next('gone')).toEqual({ reason: 'ended' });
  expect(await isThere(server, made)).toBe(false);
  expect(bytesBelow(server.folder)).not.toContain(made.id);
});

test.each([['keep'], [undefined]] as const)(
  'a class whose host signed out (classes: %s) is erased by whoever has the host link, and by nobody else (A1.3)',
  async (choice) => {
    const server = await serverForTest();
    const { made, students } = await startLesson(server, 1);
    await signOut(server, made.cookie, choice);
    expect((await vaultOf(server, made)).body.hostless).toBe(true);
    expect((await eraseBy(server, made, randomBytes(32))).status).toBe(403);
    expect(await isThere(server, made)).toBe(true);
    expect((await eraseBy(server, made)).status).toBe(200);
    expect(await students[0]!.next('gone')).toEqual({ reason: 'ended' });
    expect(await isThere(server, made)).toBe(false);
    expect(logLines(server.folder, 'audit').filter(({ event }) => event === 'class.erasedByLink')).toHaveLength(1);
  },
);

test('a class whose host did not come back goes with the account, and one kept on purpose does not (A1.3)', async () => {
  const clock = testClock(noon);
  const server = await serverForTest({ clock });
  const made = await makeClass(server);
  clock.advance(30 * day);
  await server.app.purge.settled();
  expect(await isThere(server, made)).toBe(false);

  const { folder } = server;
  await server.app.close();
  const again = await serverForTest({ folder, clock });
  const kept = await makeClass(again);
  await signOut(again, kept.cookie, 'keep');
  clock.advance(89 * day);
  await again.app.purge.settled();
  expect(await isThere(again, kept)).toBe(true);
  clock.advance(day);
  await again.app.purge.settled();
  expect(await isThere(again, kept)).toBe(false);
});

test('classes whose key the server would have are not made on a school’s server, unless a reason is given (A1.4)', async () => {
  const refusing = await serverForTest({ settings: onprem });
  const made = await makeClass(refusing);
  await expect(makeClass(refusing, { cookie: made.cookie, charter: { openSecret: randomBytes(16) } })).rejects.toThrow('400');
  expect((await askHttp(refusing, 'GET', '/api/classes', { cookie: made.cookie })).body).toMatchObject({
    allowUnencrypted: false,
  });
  await expect(serverForTest({ settings: { ...onprem, class: { allowUnencrypted: true } } })).rejects.toThrow('say why');
  const allowing = await serverForTest({ settings: { ...onprem, class: { allowUnencrypted: true }, why } });
  expect(await isThere(allowing, await makeClass(allowing, { charter: { openSecret: randomBytes(16) } }))).toBe(true);
});

test('a class from when it was allowed does not open any more, and its host can still erase it (A1.4)', async () => {
  const before = await startServer();
  onTestFinished(() => before[Symbol.asyncDispose]());
  const openSecret = randomBytes(16);
  const made = await makeClass(before, { charter: { openSecret } });
  expect((await askHttp<{ charter: object }>(before, 'GET', `/api/classes/${made.id}`)).body.charter).toMatchObject({
    openSecret,
  });
  await before.app.close();
  const after = await serverForTest({ folder: before.folder, settings: onprem });
  const { status, body } = await askHttp(after, 'GET', `/api/classes/${made.id}`);
  expect([status, body]).toEqual([400, { ok: false, code: 'unencrypted' }]);
  await expect(getTicket(after, made.id)).rejects.toThrow('400');
  await expect(getTicket(after, made.id, { hostProof: made.hostProof })).rejects.toThrow('400');
  const erased = await askHttp(after, 'DELETE', `/api/classes/${made.id}`, { cookie: made.cookie });
  expect(erased.status).toBe(200);
  expect(bytesBelow(after.folder)).not.toContain(openSecret);
});

test('what is held of a class whose key is in clear says so, to the account too, and of others does not (A1.4)', async () => {
  const server = await serverForTest();
  const sealed = await makeClass(server);
  const items = async () => {
    const { body } = await askHttp<{ items: { item: string; count: number }[] }>(server, 'GET', '/api/held', {
      cookie: sealed.cookie,
    });
    return Object.fromEntries(body.items.map(({ item, count }) => [item, count]));
  };
  expect(await items()).not.toHaveProperty('openSecret');
  await makeClass(server, { cookie: sealed.cookie, charter: { openSecret: randomBytes(16) } });
  expect(await items()).toMatchObject({ openSecret: 1, charter: 2 });
});
