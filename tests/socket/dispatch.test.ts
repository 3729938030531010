import { expect, test } from 'vitest';
import type { Answer } from '#protocol/messages.ts';
import { requests } from '#protocol/requests.ts';
import { type Handlers, createDispatch } from '../../server/transport/socket/dispatch.ts';
import { testClock } from '../kit/clock.ts';

/** One socket's dispatch whose requests are obeyed when the test says so. */
const held = () => {
  const begun: string[] = [];
  const answers: Answer<unknown>[] = [];
  const logged: string[] = [];
  const release = Promise.withResolvers<void>();
  let violations = 0;
  const handler = (name: string) => async () => {
    begun.push(name);
    await release.promise;
    return {};
  };
  const dispatch = createDispatch({
    handlers: Object.fromEntries(Object.keys(requests).map((name) => [name, handler(name)])) as unknown as Handlers,
    clock: testClock(),
    log: (event) => void logged.push(event),
    granted: () => {},
    violated: () => void (violations += 1),
  });
  const receive = (name: string) => dispatch.receive(name, [{}, (answer: Answer<unknown>) => answers.push(answer)]);
  return { begun, answers, logged, violations: () => violations, release: release.resolve, receive, stop: () => dispatch.stop() };
};

test('what one socket asks is obeyed one by one, in order', async () => {
  const { begun, answers, receive, release, stop } = held();
  for (const name of ['hand.raise', 'hands.lowerAll', 'group.packages']) receive(name);
  await Promise.resolve();
  expect(begun).toEqual(['hand.raise']);
  release();
  await expect.poll(() => answers).toHaveLength(3);
  expect(begun).toEqual(['hand.raise', 'hands.lowerAll', 'group.packages']);
  await stop();
});

test('what waits when the connection is cut is not obeyed, and the request in hand ends first', async () => {
  const { begun, receive, release, stop } = held();
  receive('hand.raise');
  receive('class.end');
  await Promise.resolve();
  const order: string[] = [];
  const stopping = stop().then(() => order.push('stopped'));
  receive('class.end');
  order.push('released');
  release();
  await stopping;
  expect(order).toEqual(['released', 'stopped']);
  expect(begun).toEqual(['hand.raise']);
});

test('a violation is told once, and nothing after it is obeyed', async () => {
  const { begun, logged, violations, receive, release, stop } = held();
  receive('hand.raise');
  await Promise.resolve();
  receive('group.packages');
  receive('nonsense');
  receive('nonsense');
  receive('class.end');
  release();
  await stop();
  expect([violations(), logged]).toEqual([1, ['socket.violation']]);
  expect(begun).toEqual(['hand.raise']);
});

test('a socket cannot make the server queue without bound', async () => {
  const { violations, receive, release, stop } = held();
  const names = ['chat.all', 'chat.private', 'media.watch', 'media.ready', 'lobby.refuse', 'person.stop', 'class.set'];
  for (const name of names) for (let count = 0; count < 100; count += 1) receive(name);
  expect(violations()).toBe(1);
  release();
  await stop();
});
