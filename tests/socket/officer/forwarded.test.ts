import { expect, test } from 'vitest';
import { type HeldAnswer, heldAnswer } from '#protocol/held.ts';
import { granted, join, startLesson, type TestClient } from '../../kit/client.ts';
import { logLines, serverForTest } from '../../kit/records.ts';

const behindProxy = { settings: { http: { trustedProxies: ['loopback'] } } };

const heldOf = async (client: TestClient): Promise<HeldAnswer> => {
  const answer = await client.ask('held', {});
  if (!answer.ok) throw new Error(answer.code);
  return heldAnswer.parse(answer.value);
};
const countersOf = ({ items }: HeldAnswer) => items.find(({ item }) => item === 'addressCounter')?.count;

test.each([
  ['198.51.100.172', '198.51.100.172'],
  ['203.0.113.9, 198.51.100.7', '198.51.100.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
])(
  'behind a proxy that says %s, a pupil is answered %s, as the connection log has it: before, in the lobby and inside (A1.5)',
  async (address, own) => {
    const server = await serverForTest(behindProxy);
    const { made, host, group } = await startLesson(server, 0);
    const pupil = await join(server, made.id, { address });
    expect((await heldOf(pupil)).own.address).toBe(own);
    await pupil.enter();
    expect((await heldOf(pupil)).own.address).toBe(own);
    granted(await group.admit(host, [pupil]));
    await pupil.next('admitted');
    expect((await heldOf(pupil)).own.address).toBe(own);
    await expect.poll(() => logLines(server.folder, 'connection').map((line) => line['address'])).toContain(own);
  },
);

test('behind a proxy the counters are one’s own, and not the proxy’s (A1.5)', async () => {
  const server = await serverForTest(behindProxy);
  const { made } = await startLesson(server, 0);
  const first = await join(server, made.id, { address: '198.51.100.1' });
  const before = countersOf(await heldOf(first));
  expect(before).toBeGreaterThan(0);
  // Others by the same proxy, with requests of many kinds.
  for (const last of [2, 3, 4]) await (await join(server, made.id, { address: `198.51.100.${last}` })).enter();
  expect(countersOf(await heldOf(first))).toBe(before);
});
