import { expect, test } from 'vitest';
import type { OwnAccess } from '#protocol/access.ts';
import { askHttp, makeClass, randomBytes } from '../kit/client.ts';
import { testClock } from '../kit/clock.ts';
import { day, logLines, serverForTest } from '../kit/records.ts';
import type { TestServer } from '../kit/server.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');

const invite = async (server: TestServer, cookie: string, ownDevice: boolean): Promise<string> =>
  (await askHttp<{ token: string }>(server, 'POST', '/api/invitations', { body: { ownDevice }, cookie })).body.token;
const signIn = async (server: TestServer, token: string): Promise<string> => {
  const { status, headers } = await askHttp(server, 'POST', '/api/session', { body: { token } });
  if (status !== 200) throw new Error(`sign-in answered ${status}`);
  return headers.getSetCookie()[0]!.split(';')[0]!;
};
const accessOf = async (server: TestServer, cookie: string) =>
  (await askHttp<OwnAccess>(server, 'GET', '/api/sessions', { cookie })).body;
const works = async (server: TestServer, cookie: string) =>
  (await askHttp(server, 'GET', '/api/classes', { cookie })).status === 200;

/** A host with two more devices, and a colleague. */
const scene = async () => {
  const clock = testClock(noon);
  const server = await serverForTest({ clock });
  const { cookie: desk, id: classId } = await makeClass(server);
  const [phone, lost] = [
    await signIn(server, await invite(server, desk, true)),
    await signIn(server, await invite(server, desk, true)),
  ];
  const colleague = await signIn(server, await invite(server, desk, false));
  return { clock, server, desk, phone, lost, colleague, classId };
};

test('a host sees the own sessions: when opened, the day of the last use, which one asks, and no one else’s', async () => {
  const { clock, server, desk, phone, colleague } = await scene();
  clock.advance(3 * day);
  await works(server, phone);
  const { sessions } = await accessOf(server, phone);
  expect(sessions.map(({ openedAt }) => openedAt)).toEqual([noon, noon, noon]);
  expect(sessions.map(({ usedOn }) => (usedOn! - noon) / day)).toEqual([2.5, -0.5, -0.5]);
  expect(sessions.map(({ here }) => here)).toEqual([true, false, false]);
  expect((await accessOf(server, colleague)).sessions).toHaveLength(1);
  expect(JSON.stringify(await accessOf(server, desk))).not.toContain(desk.split('=')[1]);
});

test('a session that is ended from another device is worth nothing from then on, and the others are left', async () => {
  const { server, desk, phone, lost } = await scene();
  const lostId = (await accessOf(server, lost)).sessions.find(({ here }) => here)!.id;
  expect((await askHttp(server, 'DELETE', `/api/sessions/${lostId}`, { cookie: desk })).status).toBe(200);
  expect(await Promise.all([desk, phone, lost].map((cookie) => works(server, cookie)))).toEqual([true, true, false]);
  await expect(makeClass(server, { cookie: lost })).rejects.toThrow('401');
  expect(logLines(server.folder, 'audit').at(-1)).toMatchObject({ event: 'host.sessionsEnded', count: 1 });
});

test('all others are ended at once, and the links that they made can be withdrawn', async () => {
  const { server, desk, phone, lost, colleague } = await scene();
  const stolen = [await invite(server, lost, true), await invite(server, lost, false)];
  await askHttp(server, 'DELETE', '/api/sessions', { cookie: desk });
  expect(await Promise.all([desk, phone, lost, colleague].map((cookie) => works(server, cookie)))).toEqual([
    true,
    false,
    false,
    true,
  ]);
  const { invitations } = await accessOf(server, desk);
  expect(new Set(invitations.map(({ ownDevice }) => ownDevice))).toEqual(new Set([false, true]));
  for (const { id } of invitations) await askHttp(server, 'DELETE', `/api/invitations/${id}`, { cookie: desk });
  for (const token of stolen) await expect(signIn(server, token)).rejects.toThrow('400');
  expect((await accessOf(server, desk)).invitations).toEqual([]);
});

test('nobody ends, names or withdraws what is another host’s', async () => {
  const { server, desk, colleague } = await scene();
  await invite(server, desk, false);
  const { sessions, invitations } = await accessOf(server, desk);
  const paths = [...sessions.map(({ id }) => `/api/sessions/${id}`), ...invitations.map(({ id }) => `/api/invitations/${id}`)];
  for (const path of paths) expect((await askHttp(server, 'DELETE', path, { cookie: colleague })).status, path).toBe(404);
  const body = { device: 'phone' };
  expect((await askHttp(server, 'PUT', paths[0]!, { cookie: colleague, body })).status).toBe(404);
  await askHttp(server, 'DELETE', '/api/sessions', { cookie: colleague });
  expect(await accessOf(server, desk)).toEqual({ sessions, invitations });
  for (const [method, path] of [
    ['GET', '/api/sessions'],
    ['DELETE', '/api/sessions'],
    ['DELETE', paths[0]!],
  ] as const)
    expect((await askHttp(server, method, path)).status).toBe(401);
});

test('a session says which kind of device it is on, in one of four words or none', async () => {
  const { server, desk, phone } = await scene();
  const { id } = (await accessOf(server, phone)).sessions.find(({ here }) => here)!;
  const name = async (device: unknown) =>
    (await askHttp(server, 'PUT', `/api/sessions/${id}`, { cookie: phone, body: { device } })).status;
  expect(await name('phone')).toBe(200);
  const seen = async () => (await accessOf(server, desk)).sessions.find((session) => session.id === id)?.device;
  expect(await seen()).toBe('phone');
  expect(await name('Pixel de Mme Martin')).toBe(400);
  expect(await name(null)).toBe(200);
  expect(await seen()).toBeNull();
});

test('who erases the account takes back the links for colleagues too', async () => {
  const { server, desk } = await scene();
  const token = await invite(server, desk, false);
  await askHttp(server, 'DELETE', '/api/account', { cookie: desk });
  await expect(signIn(server, token)).rejects.toThrow('400');
  expect((await askHttp(server, 'POST', '/api/session', { body: { token: randomBytes(16) } })).status).toBe(400);
});
