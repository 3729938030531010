import { expect, test } from 'vitest';
import {
  type AccountErased,
  type AccountExport,
  accountExport,
  type HeldAccount,
  heldAccount,
  heldAnswer,
  type HeldAnswer,
} from '#protocol/held.ts';
import { askHttp, join as joinClass, makeClass, startLesson, type TestClient } from '../kit/client.ts';
import { testClock } from '../kit/clock.ts';
import { bytesBelow, day, journalLines, logLines, serverForTest } from '../kit/records.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');

const heldOf = async (client: TestClient): Promise<HeldAnswer> => {
  const answer = await client.ask('held', {});
  if (!answer.ok) throw new Error(answer.code);
  return heldAnswer.parse(answer.value);
};
const names = ({ items }: Pick<HeldAnswer, 'items'>) =>
  items.map(({ item, place }) => `${item} ${place}`).toSorted((a, b) => (a < b ? -1 : 1));

test('a student sees what is held now, and until when', async () => {
  const clock = testClock(noon);
  const server = await serverForTest({ clock });
  const { students, group, host } = await startLesson(server, 2);
  const [student] = students;
  await student!.ask('hand.raise', {});
  const held = await heldOf(student!);
  expect(names(held)).toEqual([
    'address memory',
    'addressCounter memory',
    'card memory',
    'connectionRecord connection-log',
    'group memory',
    'participantId memory',
    'presence memory',
    'raisedHand memory',
  ]);
  expect(held.own).toEqual({ id: student!.id, address: '127.0.0.1', role: 'student', grants: {}, sending: [] });
  const until = (item: string) => held.items.find((one) => one.item === item)?.until;
  expect(until('card')).toEqual({ event: 'class-end' });
  expect(until('address')).toEqual({ event: 'disconnect' });
  expect(until('connectionRecord')).toEqual({ at: noon + 2 * day });
  expect(held.room).toBeUndefined();
  await group.commit(host, { remove: [student!] });
  expect(names(await heldOf(student!))).not.toContain('group memory');
});

test('the answer changes with what is held: it comes from the running server', async () => {
  const server = await serverForTest();
  const { host, students } = await startLesson(server, 2);
  const countOf = async (item: string) => (await heldOf(host)).room?.find((one) => one.item === item)?.count;
  expect(await countOf('participantId')).toBe(3);
  await students[0]!.ask('leave', {}).catch(() => {});
  await students[0]!.ended;
  expect(await countOf('card')).toBe(2);
  expect(await countOf('departure')).toBe(1);
});

test('who has not entered yet, and who waits in the lobby, see it too', async () => {
  const clock = testClock(noon);
  const server = await serverForTest({ clock });
  const { made } = await startLesson(server, 0);
  const visitor = await joinClass(server, made.id);
  const before = ['address memory', 'addressCounter memory', 'connectionRecord connection-log', 'participantId memory'];
  expect(names(await heldOf(visitor))).toEqual(before);
  await visitor.enter();
  clock.advance(60_000);
  const held = await heldOf(visitor);
  expect(names(held)).toContain('lobbyPlace memory');
  expect(held.items.find(({ item }) => item === 'lobbyPlace')?.until).toEqual({ at: noon + 900_000 });
  expect(held.own.role).toBe('student');
});

test('nobody learns from it what is held of somebody else', async () => {
  const server = await serverForTest();
  const { host, students } = await startLesson(server, 2);
  const texts = await Promise.all([host, ...students].map(async (client) => [client.id, JSON.stringify(await heldOf(client))]));
  for (const [asker, text] of texts) {
    for (const { id } of [host, ...students]) if (id !== asker) expect(text).not.toContain(id);
  }
});

test('a host sees the class as a whole, and what stays of it in the store', async () => {
  const clock = testClock(noon);
  const { host } = await startLesson(await serverForTest({ clock }), 3);
  const held = await heldOf(host);
  expect(held.room?.find(({ item }) => item === 'address')?.count).toBe(4);
  expect(held.items.find(({ item }) => item === 'charter')).toMatchObject({ place: 'store', until: { at: noon + 90 * day } });
  expect(held.items.find(({ item }) => item === 'auditRecord')).toMatchObject({ place: 'audit-log', count: null });
});

test('a signed-in host sees what is held of the account, and nobody else does', async () => {
  const clock = testClock(noon);
  const server = await serverForTest({ clock });
  const { made } = await startLesson(server, 1);
  await makeClass(server, { cookie: made.cookie });
  await askHttp(server, 'POST', '/api/invitations', { body: { ownDevice: true }, cookie: made.cookie });
  const { body } = await askHttp<HeldAccount>(server, 'GET', '/api/held', { cookie: made.cookie });
  const held = heldAccount.parse(body);
  const countOf = (item: string) => held.items.find((one) => one.item === item)?.count;
  expect([countOf('hostAccount'), countOf('hostSession'), countOf('hostInvitation'), countOf('charter')]).toEqual([1, 1, 1, 2]);
  expect(held.classes.find(({ id }) => id === made.id)?.room?.find(({ item }) => item === 'card')?.count).toBe(2);
  for (const [method, path] of [
    ['GET', '/api/held'],
    ['GET', '/api/export'],
    ['DELETE', '/api/account'],
  ] as const) {
    expect((await askHttp(server, method, path)).status, path).toBe(401);
  }
});

test('the export is a file with everything but the hashes of secrets', async () => {
  const server = await serverForTest();
  const made = await makeClass(server);
  const { body, headers } = await askHttp<AccountExport>(server, 'GET', '/api/export', { cookie: made.cookie });
  const taken = accountExport.parse(body);
  expect(headers.get('content-disposition')).toBe('attachment; filename="ardoise-export.json"');
  expect(taken.classes).toMatchObject([{ id: made.id, charter: expect.anything(), vault: expect.any(String) }]);
  const stored = await server.app.store.classes.find(made.id, Date.now());
  expect(JSON.stringify(body)).not.toContain(stored?.hostProofHash);
});

test('erasing the account ends its classes, signs out, leaves no byte, and is in the journal', async () => {
  const server = await serverForTest();
  const { made, students } = await startLesson(server, 1);
  const { body: before } = await askHttp<AccountExport>(server, 'GET', '/api/export', { cookie: made.cookie });
  const { body, headers } = await askHttp<AccountErased>(server, 'DELETE', '/api/account', { cookie: made.cookie });
  expect(body.kept).toBe(false);
  expect(body.erased).toContainEqual({ item: 'hostAccount', count: 1 });
  expect(headers.get('clear-site-data')).toBe('"cache", "storage"');
  expect(await students[0]!.next('gone')).toEqual({ reason: 'ended' });
  expect((await askHttp(server, 'GET', '/api/classes', { cookie: made.cookie })).status).toBe(401);
  expect((await askHttp(server, 'GET', `/api/classes/${made.id}`)).status).toBe(404);
  const bytes = bytesBelow(server.folder);
  expect(bytes).not.toContain(made.id);
  expect(bytes).not.toContain(before.account.id);
  expect(journalLines(server.folder)).toContainEqual(
    expect.objectContaining({
      why: 'account-erased',
      erased: expect.objectContaining({ hostAccount: 1, hostSession: 1, charter: 1 }),
    }),
  );
  expect(logLines(server.folder, 'audit').at(-1)?.event).not.toBeUndefined();
});

test('erasing one account leaves another’s classes alone', async () => {
  const server = await serverForTest();
  const first = await makeClass(server);
  const { body } = await askHttp<{ token: string }>(server, 'POST', '/api/invitations', { body: {}, cookie: first.cookie });
  const { headers } = await askHttp(server, 'POST', '/api/session', { body: { token: body.token } });
  const second = await makeClass(server, { cookie: headers.getSetCookie()[0]!.split(';')[0]! });
  await askHttp(server, 'DELETE', '/api/account', { cookie: first.cookie });
  expect((await askHttp(server, 'GET', `/api/classes/${second.id}`)).status).toBe(200);
});

test('under legal hold an erased account is of no use any more, and the host is told that it is kept', async () => {
  const why = { 'retention.legalHold': 'réquisition judiciaire du 2 mars' };
  const server = await serverForTest({ settings: { retention: { legalHold: true }, why } });
  const made = await makeClass(server);
  const { body: held } = await askHttp<HeldAccount>(server, 'GET', '/api/held', { cookie: made.cookie });
  expect(held).toMatchObject({
    legalHold: true,
    items: expect.arrayContaining([expect.objectContaining({ until: { event: 'legal-hold' } })]),
  });
  const { body } = await askHttp<AccountErased>(server, 'DELETE', '/api/account', { cookie: made.cookie });
  expect(body).toEqual({ kept: true, erased: [] });
  expect((await askHttp(server, 'GET', '/api/classes', { cookie: made.cookie })).status).toBe(401);
  expect(bytesBelow(server.folder)).toContain(made.id);
});
