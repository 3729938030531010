import { expect, onTestFinished, test } from 'vitest';
import { askHttp, connect, getTicket, join, makeClass, randomBytes, startLesson } from '../kit/client.ts';
import { testClock } from '../kit/clock.ts';
import { startServer, type TestServerOptions } from '../kit/server.ts';

const server = async (options: TestServerOptions = {}) => {
  const started = await startServer(options);
  onTestFinished(() => started[Symbol.asyncDispose]());
  return started;
};

test('a teacher makes a class, a student knocks, and is let in', async () => {
  const lesson = await startLesson(await server(), 1);
  const { member } = await lesson.host.next('member.joined');
  expect(member.id).toBe(lesson.students[0]!.id);
});

test('a ticket opens one connection, not two', async () => {
  const started = await server();
  const made = await makeClass(started);
  const who = await getTicket(started, made.id);
  await connect(started, who);
  await expect(connect(started, who)).rejects.toThrow('400');
});

test('a socket from another site’s page is refused', async () => {
  const started = await server();
  const made = await makeClass(started);
  await expect(connect(started, await getTicket(started, made.id), 'https://elsewhere.example')).rejects.toThrow();
});

test('whoever connects and does not enter in time is disconnected', async () => {
  const clock = testClock();
  const started = await server({ clock });
  const made = await makeClass(started);
  const idle = await join(started, made.id);
  const inside = await join(started, made.id, { hostProof: made.hostProof });
  await inside.enter();
  clock.advance(10_000);
  await idle.ended;
  expect(await inside.ask('hands.lowerAll', {})).toEqual({ ok: true, value: {} });
});

test('who opens connections and does not enter is held to a share, and hosts and those who belong here have their own', async () => {
  const started = await server({ settings: { limits: { pendingConnections: 3 } } });
  const { made, students } = await startLesson(started, 1);
  const [first, second, third] = [await join(started, made.id), await join(started, made.id), await join(started, made.id)];
  await expect(join(started, made.id)).rejects.toThrow();
  const host = await join(started, made.id, { hostProof: made.hostProof });
  await third.ended;
  const back = await join(started, made.id, { seat: students[0]!.latestSeat });
  await second.ended;
  expect([await host.enter(), await back.enter(), await first.enter()].map(({ ok }) => ok)).toEqual([true, true, true]);
});

test('an unknown message closes the connection', async () => {
  const { host } = await startLesson(await server(), 0);
  host.send('nonsense', {});
  expect(await host.next('gone')).toEqual({ reason: 'violation' });
  expect(await host.ended).toBe('io server disconnect');
});

test('a message over its limit of bytes closes the connection', async () => {
  const { host } = await startLesson(await server(), 0);
  await expect(host.askRaw('leave', { junk: 'x'.repeat(200) })).rejects.toThrow('io server disconnect');
});

test('a message that does not fit its schema is refused and the connection stays', async () => {
  const { host } = await startLesson(await server(), 0);
  for (const args of [[{ extra: 1 }], [null], [{}, {}], [], ['text']]) {
    expect(await host.askRaw('hand.raise', ...args)).toEqual({ ok: false, code: 'invalid' });
  }
  expect(await host.ask('hands.lowerAll', {})).toMatchObject({ ok: true });
});

test('a message that comes too often is refused, then closes the connection', async () => {
  const { host } = await startLesson(await server({ clock: testClock() }), 0);
  const answers = await Promise.all(Array.from({ length: 11 }, () => host.ask('hands.lowerAll', {})));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
  expect(answers.at(-1)).toEqual({ ok: false, code: 'too-often' });
  for (let count = 0; count < 100; count += 1) host.send('hands.lowerAll', {});
  expect(await host.next('gone')).toEqual({ reason: 'violation' });
});

test('after ten seconds the rate counts anew', async () => {
  const clock = testClock();
  const { host } = await startLesson(await server({ clock }), 0);
  const ask = () => Promise.all(Array.from({ length: 10 }, () => host.ask('hands.lowerAll', {})));
  await ask();
  clock.advance(10_000);
  expect((await ask()).every(({ ok }) => ok)).toBe(true);
});

test('a request without an answer function is obeyed', async () => {
  const { host, students } = await startLesson(await server(), 1);
  students[0]!.send('hand.raise', {});
  const { hands } = await host.next('tools');
  expect(hands).toEqual([students[0]!.id]);
});

test('a student who reloads takes the same seat without the lobby', async () => {
  const started = await server();
  const { made, students } = await startLesson(started, 1);
  students[0]!.socket.disconnect();
  const back = await join(started, made.id, { seat: students[0]!.latestSeat, member: students[0]!.member });
  expect(back.id).toBe(students[0]!.id);
  expect(await back.enter()).toMatchObject({ ok: true, value: { phase: 'present' } });
});

test('a seat from before the lobby leads to the lobby', async () => {
  const started = await server();
  const { made } = await startLesson(started, 0);
  const waiting = await join(started, made.id);
  await waiting.enter();
  const again = await join(started, made.id, { seat: waiting.seat });
  expect(again.id).toBe(waiting.id);
  expect(await again.enter()).toMatchObject({ ok: true, value: { phase: 'waiting' } });
});

test('after a restart seats are kept, but none that was given before a removal', async () => {
  const before = await startServer();
  const { made, host, students, group } = await startLesson(before, 2);
  const [stays, removed] = students;
  const oldSeat = removed!.latestSeat;
  await group.remove(host, removed!);
  expect(await removed!.next('gone')).toEqual({ reason: 'removed' });
  const { token: newSeat } = await stays!.next('seat');
  const { folder } = before;
  await before.app.close();
  onTestFinished(() => before[Symbol.asyncDispose]());
  const after = await server({ folder });
  const returning = await join(after, made.id, { seat: newSeat });
  expect(await returning.enter()).toMatchObject({ ok: true, value: { phase: 'present', snapshot: { forgotten: true } } });
  const outsider = await join(after, made.id, { seat: oldSeat });
  expect(await outsider.enter()).toMatchObject({ ok: false });
});

test('when the server stops, browsers take it for a cut and come back', async () => {
  const started = await server();
  const { host } = await startLesson(started, 0);
  await started.app.directory.closeAll('stopping');
  expect(await host.next('gone')).toEqual({ reason: 'stopping' });
  expect(await host.ended).toBe('transport close');
});

test('a stopped server has closed every connection', async () => {
  const started = await startServer();
  const { host, students } = await startLesson(started, 2);
  await started[Symbol.asyncDispose]();
  await Promise.all([host, ...students].map(({ ended }) => ended));
  await expect(askHttp(started, 'GET', '/healthz')).rejects.toThrow();
});

test('a wrong host proof gives no ticket and no vault', async () => {
  const started = await server();
  const made = await makeClass(started);
  await expect(getTicket(started, made.id, { hostProof: randomBytes(32) })).rejects.toThrow('403');
  const vault = (proof: string) => askHttp(started, 'POST', `/api/classes/${made.id}/vault`, { body: { proof } });
  expect(await vault(randomBytes(32))).toMatchObject({ status: 403, body: { ok: false, code: 'forbidden' } });
  expect(await vault(made.hostProof)).toMatchObject({ status: 200, body: { vault: expect.any(String) } });
});

test('nothing of those who came is left in memory or in timers after they left', async () => {
  const clock = testClock();
  const started = await server({ clock });
  const timersBefore = clock.pending;
  const { host, students } = await startLesson(started, 3);
  await Promise.all(students.map((student) => student[Symbol.asyncDispose]()));
  await host.ask('class.end', {}).catch(() => {});
  await host.ended;
  clock.advance(60_000);
  expect(started.app.directory.figures()).toEqual({ classes: 0, people: 0 });
  expect(started.app.census.count()).toEqual({ ticket: 0, address: 0, addressCounter: 0 });
  // One more, whoever came: what wipes freed memory ten minutes after they left.
  expect(clock.pending).toBe(timersBefore + 1);
});

test('a browser that stops reading is cut off instead of filling the server’s memory', async () => {
  const clock = testClock();
  const { host, students } = await startLesson(await server({ clock }), 1);
  const transport = students[0]!.socket.io.engine.transport as unknown as { ws: { pause(): void; terminate(): void } };
  transport.ws.pause();
  const box = randomBytes(5_900);
  const isAway = () => host.unread('member.changed').some(({ away }) => away === true);
  for (let sent = 0; sent < 5_000 && !isAway(); sent += 1) {
    if (sent % 20 === 0) clock.advance(10_000);
    expect(await host.ask('chat.all', { box })).toMatchObject({ ok: true });
  }
  transport.ws.terminate();
  expect(isAway()).toBe(true);
});
