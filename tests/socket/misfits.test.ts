import fc from 'fast-check';
import { expect, test } from 'vitest';
import { protocolVersion } from '#protocol/codes.ts';
import { type RequestName, requests } from '#protocol/requests.ts';
import { type TestClient, join } from '../kit/client.ts';
import { type CleanServer, expectNothingLeft, noteWhoIsHere, startCleanServer } from '../kit/leftovers.ts';
import { misfitting } from '../kit/odd.ts';
import { type Lesson, openLesson, turnOn } from '../kit/scene.ts';

const names = Object.keys(requests) as RequestName[];
/** Messages of every name, none of which fits its schema. */
const misfits = fc.array(
  fc.oneof(...names.map((name) => misfitting(requests[name].input).map((input) => [name, input] as const))),
  {
    minLength: 5,
    maxLength: 20,
  },
);

/** Sends it and gives the code of the refusal; null when the server cut the connection instead. */
const refusalOf = async (client: TestClient, name: string, input: unknown): Promise<string | null> => {
  if (!client.socket.connected) return null;
  const answer = await client.askRaw(name, input).catch(() => null);
  if (answer?.ok) throw new Error(`${name} was obeyed`);
  return answer?.code ?? null;
};

/** Who sends nonsense: from outside, from the lobby, from a seat in the class. */
type Sender = (clean: CleanServer, lesson: Lesson) => Promise<TestClient>;
const senders: readonly (readonly [who: string, sender: Sender])[] = [
  ['somebody who has not entered', ({ server, made }) => join(server, made.id)],
  ['somebody in the lobby', (_, lesson) => lesson.knock()],
  ['a pupil', (_, lesson) => lesson.again(lesson.pupils[0]!)],
  ['a host', (_, lesson) => lesson.again(lesson.host)],
];

test.each(senders)('%s obtains nothing with messages that do not fit, and the class goes on', async (_, sender) => {
  const clean = await startCleanServer();
  const { server, clock, made } = clean;
  const lesson = await openLesson(server, clock, made);
  await noteWhoIsHere(clean);
  const witness = lesson.pupils[1]!;
  await turnOn(server, witness, 'mic');
  await fc.assert(
    fc.asyncProperty(misfits, async (messages) => {
      clock.advance(10_000);
      await using client = await sender(clean, lesson);
      for (const [name, input] of messages) {
        expect(['invalid', 'too-often', null], name).toContain(await refusalOf(client, name, input));
      }
    }),
    { numRuns: 50 },
  );
  await witness.settle();
  expect(witness.heard.filter((name) => !['member.changed', 'state', 'tools'].includes(name))).toEqual([]);
  expect(await witness.ask('hand.raise', {})).toEqual({ ok: true, value: {} });
  for (const client of [lesson.host, ...lesson.pupils]) client.socket.disconnect();
  await expectNothingLeft(clean);
});

test('after leaving nothing is obeyed, not even what was sent in the same breath', async () => {
  const clean = await startCleanServer();
  const lesson = await openLesson(clean.server, clean.clock, clean.made);
  await noteWhoIsHere(clean);
  const [leaver, witness] = lesson.pupils;
  leaver!.send('leave', {});
  for (const [name, input] of [
    ['chat.all', { box: 'AAAA' }],
    ['hand.raise', {}],
    ['enter', { version: protocolVersion, card: leaver!.card }],
  ] as const) {
    leaver!.send(name, input);
  }
  expect(await leaver!.next('gone')).toEqual({ reason: 'left' });
  expect(await leaver!.ended).toBe('io server disconnect');
  await witness!.settle();
  expect(witness!.heard).toEqual(['member.left']);
  for (const client of [lesson.host, witness!]) client.socket.disconnect();
  await expectNothingLeft(clean);
});
