import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusalCodes } from '#protocol/codes.ts';
import { type RequestName, requests } from '#protocol/requests.ts';
import { type TestClient, join } from '../kit/client.ts';
import { expectNothingLeft, faultsOf, noteWhoIsHere, startCleanServer } from '../kit/leftovers.ts';
import { fitting } from '../kit/odd.ts';
import { openLesson, openMedia, produce } from '../kit/scene.ts';

const names = Object.keys(requests) as RequestName[];
const namesOfPeople = new Set(['id', 'to', 'signer', 'spotlight']);

/** One person of the class asks for something that fits its schema, and means real people with it. */
const move = fc.record({
  who: fc.nat({ max: 3 }),
  message: fc.oneof(...names.map((name) => fitting(requests[name].input).map((input) => [name, input] as const))),
  whom: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 4 }),
});

/** Puts people of the class where the message names somebody. */
const meant = (value: unknown, ids: readonly string[]): unknown => {
  let next = 0;
  const walk = (inner: unknown, key: string): unknown => {
    if (namesOfPeople.has(key) && typeof inner === 'string') return ids[next++ % ids.length];
    if (Array.isArray(inner)) return inner.map((one) => walk(one, key));
    if (inner === null || typeof inner !== 'object') return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, walk(one, name)]));
  };
  return walk(value, '');
};

test('whatever four people ask at the same time, the server answers each, without a fault, and keeps nothing', async () => {
  const clean = await startCleanServer();
  const { server, clock, made } = clean;
  const pids = server.app.media.pids();
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 10, maxLength: 60 }), async (moves) => {
      const lesson = await openLesson(server, clock, made, { cohost: true });
      const waiting = await lesson.knock();
      await noteWhoIsHere(clean);
      const people = [lesson.host, lesson.cohost, ...lesson.pupils];
      for (const [index, person] of people.entries()) {
        await openMedia(server, person);
        await produce(person, index % 2 ? 'camera' : 'mic');
      }
      const ids = [...people, waiting].map(({ id }) => id).concat('A'.repeat(22));
      const answers = await Promise.all(
        moves.map(({ who, message: [name, input], whom }) => {
          const named = whom.map((index) => ids[index]!);
          // A rejection means that the connection has ended, as it may.
          return people[who]!.askRaw(name, meant(input, named)).catch(() => null);
        }),
      );
      const codes = answers.flatMap((answer) => (answer === null || answer.ok ? [] : [answer.code]));
      expect(codes.filter((code) => code === 'internal' || !refusalCodes.includes(code))).toEqual([]);
      expect(faultsOf(server)).toEqual([]);
      await Promise.all([...people, waiting].map((client) => client[Symbol.asyncDispose]()));
      await server.app.directory.end(made.id, 'ended');
      clock.advance(10_000);
    }),
    { numRuns: 40, endOnFailure: true },
  );
  expect(server.app.media.pids()).toEqual(pids);
  await expectNothingLeft(clean);
});

test('people who come, knock, go and come back all at once leave nothing behind', async () => {
  const clean = await startCleanServer();
  const { server, made, clock } = clean;
  const lesson = await openLesson(server, clock, made);
  await noteWhoIsHere(clean);
  const visit = async (seat: string): Promise<void> => {
    const clients: TestClient[] = [];
    const tabs = Array.from({ length: 3 }, async () => {
      const client = await join(server, made.id, { seat });
      clients.push(client);
      await client.enter().catch(() => {});
      if (client.socket.connected)
        await client.ask('media.open', { capabilities: server.app.media.capabilities }).catch(() => {});
    });
    await Promise.all(tabs);
    for (const client of clients) client.socket.disconnect();
  };
  await Promise.all([lesson.host, ...lesson.pupils, await lesson.knock()].map(({ latestSeat }) => visit(latestSeat)));
  await expectNothingLeft(clean);
});
