import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { growingPauses, isPassing } from '../../client/net/patience.ts';
import type { RefusalCode } from '#protocol/codes.ts';
import type { TicketAnswer } from '#protocol/http.ts';
import type { Answer } from '#protocol/messages.ts';
import {
  type TestClass,
  type TestClient,
  askHttp,
  connect,
  granted,
  join,
  makeClass,
  proveLink,
  signInFirstHost,
} from '../kit/client.ts';
import { testClock } from '../kit/clock.ts';
import { type TestServer, startServer } from '../kit/server.ts';
import { TestGroup } from '../kit/testGroup.ts';

/** Somebody who comes back as a browser does: what passes is tried again, and anything else would cost the seat. */
const comeBack = async (server: TestServer, made: TestClass, former: TestClient): Promise<TestClient> => {
  const shown = { seat: former.latestSeat };
  const pauses = growingPauses();
  const pause = () => new Promise((resolve) => setTimeout(resolve, pauses.take()));
  for (;;) {
    const answer = await asksForTicket(server, made, shown);
    if (!answer.ok && !isPassing(answer.code)) throw new Error(`the seat was lost: ${answer.code}`);
    const client = answer.ok ? await connect(server, { ...answer.value, member: former.member }).catch(() => null) : null;
    if (client) {
      const entered = await client.enter();
      if (entered.ok && entered.value.phase === 'present') return client;
      throw new Error(`not back: ${JSON.stringify(entered)}`);
    }
    await pause();
  }
};

/** As a page asks: no answer at all is one more that passes. */
const asksForTicket = async (server: TestServer, made: TestClass, shown: { seat: string }): Promise<Answer<TicketAnswer>> => {
  try {
    const body = { door: await proveLink(server, made.id, 'ticket', shown), ...shown };
    const path = `/api/classes/${made.id}/tickets`;
    const answer = await askHttp<TicketAnswer & { code: RefusalCode }>(server, 'POST', path, { body });
    return answer.status === 200 ? { ok: true, value: answer.body } : { ok: false, code: answer.body.code };
  } catch {
    return { ok: false, code: 'offline' };
  }
};

/** A class full of people who were admitted. */
const fullClass = async (server: TestServer, cookie: string, people: number) => {
  const made = await makeClass(server, { cookie, settings: { capacity: 60 } });
  const host = await join(server, made.id, { hostProof: made.hostProof });
  await host.enter();
  const pupils = await Promise.all(Array.from({ length: people }, () => join(server, made.id)));
  await Promise.all(pupils.map((pupil) => pupil.enter()));
  const group = new TestGroup(made);
  granted(await group.found(host));
  // As many as a host's browser adds at once.
  for (let at = 0; at < people; at += 40) granted(await group.admit(host, pupils.slice(at, at + 40)));
  await Promise.all(pupils.map((pupil) => pupil.next('admitted')));
  // What their browsers make of keys, each on a computer of its own, is not the server's work.
  for (const { id, member } of [host, ...pupils]) await member.unused(id);
  return { made, host, pupils };
};

test('M12: 35 pupils behind one address who reload at once are all back in their seats', async () => {
  await using server = await startServer();
  const { made, pupils } = await fullClass(server, await signInFirstHost(server), 35);
  for (const { socket } of pupils) socket.disconnect();
  const back = await Promise.all(pupils.map((pupil) => comeBack(server, made, pupil)));
  expect(back.map(({ id }) => id)).toEqual(pupils.map(({ id }) => id));
  for (const { socket } of back) socket.disconnect();
});

test('M12: 1,200 people behind one address come back after a restart, all of them', { timeout: 600_000 }, async () => {
  const folder = await mkdtemp(joinPath(tmpdir(), 'ardoise-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const before = await startServer({ folder, clock: testClock() });
  const cookie = await signInFirstHost(before);
  const classes = [];
  while (classes.length < 24) classes.push(await fullClass(before, cookie, 49));
  const { port } = before;
  await before[Symbol.asyncDispose]();
  await using after = await startServer({ folder, port, clock: testClock() });
  const back = await Promise.all(
    classes.flatMap(({ made, host, pupils }) => [host, ...pupils].map((person) => comeBack(after, made, person))),
  );
  expect(back).toHaveLength(1_200);
  expect(after.app.directory.figures()).toEqual({ classes: 24, people: 1_200 });
  for (const { socket } of back) socket.disconnect();
});
