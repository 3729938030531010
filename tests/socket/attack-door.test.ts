import { expect, onTestFinished, test } from 'vitest';
import { askHttp, getTicket, join, makeClass, newDoor, proveLink, randomBytes, startLesson } from '../kit/client.ts';
import { type TestClock, testClock } from '../kit/clock.ts';
import { openLesson } from '../kit/scene.ts';
import { type TestServerOptions, type TestServer, startServer } from '../kit/server.ts';

/** Where the attacker and everybody else come from, told by the proxy. */
const attacker = '192.0.2.66';
const school = '192.0.2.1';
const settings = { http: { trustedProxies: ['loopback'] } };

const server = async (options: TestServerOptions = {}): Promise<TestServer> => {
  const started = await startServer({ settings, ...options });
  onTestFinished(() => started[Symbol.asyncDispose]());
  return started;
};

/** What an outsider sends who knows the class's address and not the rest of its link. */
const outsiderAsks = async (to: TestServer, id: string, what: 'tickets' | 'reach') => {
  const door = await proveLink(to, id, what === 'tickets' ? 'ticket' : 'reach', {}, newDoor());
  return askHttp<{ code: string }>(to, 'POST', `/api/classes/${id}/${what}`, {
    body: { door },
    headers: { 'x-forwarded-for': attacker },
  });
};

/** So many tasks, some at a time. */
const many = async <T>(count: number, task: (index: number) => Promise<T>, atOnce = 40): Promise<T[]> => {
  const results: T[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) results[index] = await task(index);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
};

test('H6: an outsider’s 5,000 requests for tickets shut nobody out, wherever they come from', { timeout: 600_000 }, async () => {
  // The clock stands still, so that no count empties meanwhile.
  const started = await server({ clock: testClock() });
  const made = await makeClass(started);
  const door = await proveLink(started, made.id, 'ticket', {}, newDoor());
  const flood = await many(5_000, () =>
    askHttp<{ code: string }>(started, 'POST', `/api/classes/${made.id}/tickets`, {
      body: { door },
      headers: { 'x-forwarded-for': school },
    }),
  );
  const codes = new Set(flood.map(({ body }) => body.code));
  expect(codes).toEqual(new Set(['door', 'too-often']));
  expect(started.app.census.count()).toMatchObject({ ticket: 0, address: 0 });
  const host = await join(started, made.id, { hostProof: made.hostProof, address: school });
  expect(await host.enter()).toMatchObject({ ok: true, value: { phase: 'present' } });
  const pupil = await join(started, made.id, { address: school });
  expect(await pupil.enter()).toMatchObject({ ok: true, value: { phase: 'waiting' } });
});

test('H6: the class’s page opens for a school whose address an outsider floods', async () => {
  const started = await server({ clock: testClock(), settings: { ...settings, limits: { requestsPerMinute: 20 } } });
  const made = await makeClass(started);
  const headers = { 'x-forwarded-for': school };
  const flood = await many(60, () => askHttp(started, 'GET', '/api/held', { headers }));
  expect(flood.some(({ status }) => status === 429)).toBe(true);
  expect((await askHttp(started, 'GET', `/api/classes/${made.id}`, { headers })).status).toBe(200);
  expect(await getTicket(started, made.id, { address: school })).toHaveProperty('ticket');
});

test('M2: nobody gets into the lobby, or to the host’s eyes, without the link', async () => {
  const clock = testClock();
  const started = await server({ clock });
  const { host, made } = await openLesson(started, clock, await makeClass(started), { pupils: 0 });
  const refused = await many(200, () => outsiderAsks(started, made.id, 'tickets'));
  expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['door']));
  await host.settle();
  expect(host.heard).toEqual([]);
});

test('a class that nobody with the link comes to does not live longer for a knock', async () => {
  const clock = testClock();
  const started = await server({ clock });
  const made = await makeClass(started);
  const expires = async () => (await started.app.store.classes.find(made.id, clock.now()))?.expiresAt;
  const before = await expires();
  clock.advance(86_400_000);
  await outsiderAsks(started, made.id, 'tickets');
  await outsiderAsks(started, made.id, 'reach');
  await askHttp(started, 'GET', `/api/classes/${made.id}`);
  expect(await expires()).toBe(before);
  expect(started.app.directory.isOpen(made.id)).toBe(false);
  await (await join(started, made.id)).enter();
  expect(await expires()).toBe(before! + 86_400_000);
});

test('an outsider runs no trial of the network, and whoever runs many leaves those of others', async () => {
  const clock = testClock();
  const started = await server({ clock });
  const made = await makeClass(started);
  expect((await outsiderAsks(started, made.id, 'reach')).body.code).toBe('door');
  expect(started.app.media.load()).toMatchObject([{ transports: 0 }]);
  const nonce = (await proveLink(started, made.id, 'reach')).nonce;
  const trial = async (address: string) => {
    const door = await proveLink(started, made.id, 'reach', { nonce });
    const headers = { 'x-forwarded-for': address };
    return (await askHttp(started, 'POST', `/api/classes/${made.id}/reach`, { body: { door }, headers })).status;
  };
  const tried = await many(300, () => trial(attacker));
  expect(tried.filter((status) => status === 200).length).toBeLessThanOrEqual(256);
  expect(await many(20, () => trial(school))).toEqual(Array.from({ length: 20 }, () => 200));
  clock.advance(15_000);
  expect(started.app.media.load()).toMatchObject([{ transports: 0 }]);
});

test('a proof is not good for another class, another seat, another minute, or a second server', async () => {
  const clock = testClock();
  const started = await server({ clock });
  const made = await makeClass(started);
  const other = await makeClass(started, { cookie: made.cookie });
  const seat = (await getTicket(started, made.id)).seat;
  const proof = await proveLink(started, made.id, 'ticket');
  const ask = async (id: string, body: object) =>
    (await askHttp<{ code?: string }>(started, 'POST', `/api/classes/${id}/tickets`, { body })).body.code;
  expect(await ask(other.id, { door: proof })).toBe('ticket');
  expect(await ask(made.id, { door: proof, seat })).toBe('door');
  expect(await ask(made.id, { door: proof, hostProof: made.hostProof })).toBe('door');
  expect(await ask(made.id, {})).toBe('invalid');
  expect(await ask(made.id, { door: { ...proof, nonce: randomBytes(22) } })).toBe('ticket');
  expect(await ask(made.id, { door: proof })).toBeUndefined();
  clock.advance(300_000);
  expect(await ask(made.id, { door: proof })).toBe('ticket');
});

test('whatever way the address of the API is written, the answer is counted and not kept', async () => {
  const started = await server({ clock: testClock(), settings: { limits: { requestsPerMinute: 3 } } });
  const asked = ['/%61pi/classes', '/api/classes', '/ap%69/classes', '/%61%70%69/classes'];
  const answers = await Promise.all(asked.map((path) => askHttp(started, 'GET', path)));
  expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual(asked.map(() => 'no-store'));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
});

/** A lobby that somebody with the link has filled. */
const crowdedLobby = async (clock: TestClock) => {
  const started = await server({ clock });
  const made = await makeClass(started);
  const { host } = await openLesson(started, clock, made, { pupils: 0 });
  const knock = async (address: string) => {
    const client = await join(started, made.id, { address });
    return { client, answer: await client.enter() };
  };
  const crowd = await many(62, () => knock(attacker), 1);
  return { started, made, host, knock, crowd };
};

test('M2: who fills a lobby with the link makes room for whoever comes from elsewhere, and hosts are told', async () => {
  const clock = testClock();
  const { host, knock, crowd } = await crowdedLobby(clock);
  expect(crowd.slice(0, 60).every(({ answer }) => answer.ok)).toBe(true);
  expect(crowd.slice(60).map(({ answer }) => answer)).toEqual(Array.from({ length: 2 }, () => ({ ok: false, code: 'full' })));
  expect(await knock(school)).toMatchObject({ answer: { ok: true, value: { phase: 'waiting' } } });
  expect(await crowd[59]!.client.next('gone')).toEqual({ reason: 'crowded' });
  clock.advance(2_000);
  expect(await host.next('lobby.crowded')).toEqual({ turnedAway: 3 });
});

test('M2: a host refuses all who wait in one go, and none of them is back within the minute', async () => {
  const clock = testClock();
  const { started, made, host, knock, crowd } = await crowdedLobby(clock);
  expect(await host.ask('lobby.refuseAll', {})).toEqual({ ok: true, value: {} });
  const [first] = crowd;
  expect(await first!.client.next('gone')).toEqual({ reason: 'refused' });
  await host.forget();
  const again = await join(started, made.id, { seat: first!.client.seat, address: school });
  expect(await again.enter()).toEqual({ ok: false, code: 'refused' });
  const asNew = await many(32, () => knock(attacker), 1);
  expect(asNew.filter(({ answer }) => answer.ok)).toHaveLength(30);
  expect(asNew.at(-1)!.answer).toEqual({ ok: false, code: 'too-often' });
  expect(await knock(school)).toMatchObject({ answer: { ok: true } });
  clock.advance(60_000);
  await using later = await join(started, made.id, { seat: first!.client.seat, address: school });
  expect(await later.enter()).toMatchObject({ ok: true, value: { phase: 'waiting' } });
  expect(await knock(attacker)).toMatchObject({ answer: { ok: true } });
});

test('nobody but hosts and co-hosts refuses all who wait', async () => {
  const clock = testClock();
  const started = await server({ clock });
  const { pupils, knock } = await openLesson(started, clock, await makeClass(started), { pupils: 1 });
  const waiting = await knock();
  expect(await pupils[0]!.ask('lobby.refuseAll', {})).toEqual({ ok: false, code: 'forbidden' });
  await waiting.settle();
  expect(waiting.heard).toEqual([]);
});

test('a pupil who asks for ticket after ticket shuts out neither the host nor those who belong to the class', async () => {
  const started = await server({ clock: testClock(), settings: { ...settings, limits: { ticketsPerMinute: 5 } } });
  const { made, students } = await startLesson(started, 1);
  const tickets = await Promise.allSettled(Array.from({ length: 20 }, () => getTicket(started, made.id)));
  expect(tickets.some(({ status }) => status === 'rejected')).toBe(true);
  await getTicket(started, made.id, { hostProof: made.hostProof });
  await getTicket(started, made.id, { seat: students[0]!.latestSeat });
  await getTicket(started, made.id, { address: '192.0.2.9' });
});
