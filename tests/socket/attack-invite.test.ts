import { expect, test } from 'vitest';
import { askHttp, makeClass, randomBytes } from '../kit/client.ts';
import { logLines, serverForTest } from '../kit/records.ts';
import type { TestServer } from '../kit/server.ts';

type Told = { code?: string; token: string };
const invite = async (server: TestServer, cookie: string, body: object = {}): Promise<string> =>
  (await askHttp<Told>(server, 'POST', '/api/invitations', { body, cookie })).body.token;
const accept = (server: TestServer, body: object, cookie?: string) =>
  askHttp<Told>(server, 'POST', '/api/session', { body, cookie });
const cookieOf = ({ headers }: { headers: Headers }): string => headers.getSetCookie()[0]?.split(';')[0] ?? '';
const classesOf = async (server: TestServer, cookie: string) =>
  (await askHttp<{ classes: { id: string }[] }>(server, 'GET', '/api/classes', { cookie })).body.classes?.map(({ id }) => id);

/** A teacher with a class, and a colleague who wants the teacher into an account of the colleague's making. */
const scene = async () => {
  const server = await serverForTest();
  const teacher = await makeClass(server);
  const colleague = cookieOf(await accept(server, { token: await invite(server, teacher.cookie) }));
  return { server, teacher, colleague, bait: await invite(server, colleague, { ownDevice: true }) };
};

test('M4: a colleague’s link neither ends nor swaps the session of who has one, and stays unused', async () => {
  const { server, teacher, colleague, bait } = await scene();
  const answer = await accept(server, { token: bait }, teacher.cookie);
  expect([answer.status, answer.body.code]).toEqual([409, 'signed-in']);
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(answer.headers.get('clear-site-data')).toBeNull();
  expect(await classesOf(server, teacher.cookie)).toEqual([teacher.id]);
  const later = cookieOf(await accept(server, { token: bait }));
  const made = await makeClass(server, { cookie: later });
  expect(await classesOf(server, colleague)).toEqual([made.id]);
});

test('M4: a link of no use does not end the session either, even when the person agreed', async () => {
  const { server, teacher } = await scene();
  expect((await accept(server, { token: randomBytes(16), replace: true }, teacher.cookie)).status).toBe(400);
  expect(await classesOf(server, teacher.cookie)).toEqual([teacher.id]);
});

test('a session is replaced only when that is asked for: the one before is over, and its keys leave the browser', async () => {
  const { server, teacher, bait } = await scene();
  const answer = await accept(server, { token: bait, replace: true }, teacher.cookie);
  expect([answer.status, answer.headers.get('clear-site-data')]).toEqual([200, '"cache", "storage"']);
  expect(await classesOf(server, teacher.cookie)).toBeUndefined();
  expect(await classesOf(server, cookieOf(answer))).toEqual([]);
  const { event } = logLines(server.folder, 'audit').at(-1)!;
  expect(event).toBe('host.signedOut');
});

test('looking at a link says what it opens and for whom, and uses nothing up', async () => {
  const { server, teacher, colleague, bait } = await scene();
  const look = async (token: string, cookie?: string) =>
    (await askHttp(server, 'POST', '/api/invitations/look', { body: { token }, cookie })).body;
  expect(await look(bait)).toEqual({ opens: 'own-account', session: 'none' });
  expect(await look(bait, teacher.cookie)).toEqual({ opens: 'own-account', session: 'other' });
  expect(await look(bait, colleague)).toEqual({ opens: 'own-account', session: 'same' });
  expect(await look(await invite(server, teacher.cookie), teacher.cookie)).toEqual({ opens: 'new-account', session: 'other' });
  expect(await look(randomBytes(16))).toEqual({ ok: false, code: 'ticket' });
  expect((await accept(server, { token: bait })).status).toBe(200);
  expect(await look(bait)).toEqual({ ok: false, code: 'ticket' });
});
