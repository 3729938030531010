import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ClassKeys, KeysRenewed } from '#protocol/http.ts';
import { hashBytes } from '../../server/identity/tokens.ts';
import {
  askHttp,
  connect,
  getTicket,
  join,
  newDoor,
  proveLink,
  randomBytes,
  startLesson,
  type TestClass,
} from '../kit/client.ts';
import { logLines, serverForTest } from '../kit/records.ts';
import type { TestServer } from '../kit/server.ts';

type What = 'students' | 'host';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

const presentKeys = (server: TestServer, { id, cookie, hostProof: proof }: TestClass) =>
  askHttp<ClassKeys>(server, 'POST', `/api/classes/${id}/keys`, { body: { proof }, cookie });

/** Renews as the home page does; gives the new door and host proof. */
const renew = async (server: TestServer, made: TestClass, what: What, change: object = {}, cookie = made.cookie) => {
  const { body: now } = await presentKeys(server, made);
  const door = newDoor();
  const hostProof = what === 'host' ? randomBytes(32) : made.hostProof;
  const charter = what === 'students' ? { ...now.charter, doorKey: door.point, sealed: randomBytes(200) } : now.charter;
  const body = {
    proof: made.hostProof,
    former: sha256(now.vault),
    charter,
    hostProofHash: hashBytes(hostProof),
    vault: randomBytes(200),
    ...change,
  };
  const answer = await askHttp<KeysRenewed & { code?: string }>(server, 'PUT', `/api/classes/${made.id}/keys`, { body, cookie });
  return { ...answer, door, hostProof, vault: body.vault };
};

/** A ticket by another link's key than the one the class was made with. */
const ticketWith = async (server: TestServer, id: string, door: ReturnType<typeof newDoor>, shown: { hostProof?: string } = {}) =>
  askHttp<{ code?: string; ticket: string; seat: string; id: string; role: 'host' | 'student' }>(
    server,
    'POST',
    `/api/classes/${id}/tickets`,
    { body: { door: await proveLink(server, id, 'ticket', shown, door), ...shown } },
  );
const vaultFor = async (server: TestServer, id: string, proof: string) =>
  (await askHttp<{ vault?: string }>(server, 'POST', `/api/classes/${id}/vault`, { body: { proof } })).body.vault;

test('a renewed students’ link: the old one opens nothing, neither do seats and tickets from before; the host link stays', async () => {
  const server = await serverForTest();
  const { made, host, students } = await startLesson(server, 1);
  await host.ask('class.end', {}).catch(() => {});
  await students[0]!.ended;
  const before = await getTicket(server, made.id);
  const done = await renew(server, made, 'students');
  expect([done.status, done.body]).toEqual([200, { lesson: 'none' }]);
  await expect(getTicket(server, made.id)).rejects.toThrow('door');
  await expect(getTicket(server, made.id, { seat: students[0]!.latestSeat })).rejects.toThrow('door');
  await expect(getTicket(server, made.id, { seat: host.latestSeat })).rejects.toThrow('door');
  const late = await connect(server, before);
  expect(await late.enter()).toEqual({ ok: false, code: 'renewed' });
  expect((await ticketWith(server, made.id, done.door)).status).toBe(200);
  expect(await vaultFor(server, made.id, made.hostProof)).toBe(done.vault);
});

test('a renewed host link: the old one gives no vault, no ticket and no renewal, and its seats are nobody’s, a host’s least', async () => {
  const server = await serverForTest();
  const { made, host, students } = await startLesson(server, 1);
  const ticket = await getTicket(server, made.id, { hostProof: made.hostProof });
  const done = await renew(server, made, 'host');
  expect([done.status, done.body]).toEqual([200, { lesson: 'ended' }]);
  expect(await students[0]!.next('gone')).toEqual({ reason: 'ended' });
  expect(await vaultFor(server, made.id, made.hostProof)).toBeUndefined();
  await expect(getTicket(server, made.id, { hostProof: made.hostProof })).rejects.toThrow('forbidden');
  const late = await connect(server, ticket);
  expect(await late.enter()).toEqual({ ok: false, code: 'renewed' });
  const bySeat = await getTicket(server, made.id, { seat: host.latestSeat });
  expect([bySeat.role, bySeat.id === host.id]).toEqual(['student', false]);
  expect((await presentKeys(server, made)).status).toBe(403);
  const next = await join(server, made.id, { hostProof: done.hostProof });
  await next.enter();
  expect(await vaultFor(server, made.id, done.hostProof)).toBe(done.vault);
});

test('with a new students’ link the lesson goes on for who is in it, and nobody comes to it by the old link or the new', async () => {
  const server = await serverForTest();
  const { made, host, students } = await startLesson(server, 1);
  const waiting = await getTicket(server, made.id);
  const done = await renew(server, made, 'students');
  expect(done.body).toEqual({ lesson: 'goes-on' });
  await expect(getTicket(server, made.id)).rejects.toThrow('renewed');
  const late = await connect(server, waiting);
  expect(await late.enter()).toEqual({ ok: false, code: 'renewed' });
  expect((await ticketWith(server, made.id, done.door)).body.code).toBe('door');
  const { body } = await askHttp(server, 'GET', `/api/classes/${made.id}`);
  expect(body).toMatchObject({ renewed: true, open: true });

  const [student] = students;
  expect(await student!.ask('hand.raise', {})).toMatchObject({ ok: true });
  student!.socket.disconnect();
  const back = await join(server, made.id, { seat: student!.latestSeat, member: student!.member });
  await back.enter();
  await host.ask('class.end', {}).catch(() => {});
  await back.ended;
  await expect(getTicket(server, made.id, { seat: student!.latestSeat })).rejects.toThrow('door');
  expect((await ticketWith(server, made.id, done.door)).status).toBe(200);
});

test('only the host who made the class renews its keys, with the present host secret, and only one device at a time', async () => {
  const server = await serverForTest();
  const { made } = await startLesson(server, 0);
  const { body } = await askHttp<{ token: string }>(server, 'POST', '/api/invitations', { body: {}, cookie: made.cookie });
  const { headers } = await askHttp(server, 'POST', '/api/session', { body: { token: body.token } });
  const colleague = headers.getSetCookie()[0]!.split(';')[0]!;
  const { vault } = (await presentKeys(server, made)).body;
  const codes = [
    await renew(server, made, 'host', {}, colleague),
    await renew(server, made, 'host', {}, 'ardoise=nonsense'),
    await renew(server, made, 'host', { proof: randomBytes(32) }),
    await renew(server, made, 'host', { former: sha256('another vault') }),
    await renew(server, made, 'students', {
      charter: { ...(await presentKeys(server, made)).body.charter, openSecret: randomBytes(16) },
    }),
  ].map((answer) => answer.body.code);
  expect(codes).toEqual(['forbidden', 'signed-out', 'forbidden', 'conflict', 'invalid']);
  expect(await vaultFor(server, made.id, made.hostProof)).toBe(vault);
  expect((await renew(server, made, 'students')).status).toBe(200);
  expect(logLines(server.folder, 'audit').filter(({ event }) => event === 'class.keysRenewed')).toHaveLength(1);
});
