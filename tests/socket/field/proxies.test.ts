import { expect, test } from 'vitest';
import { askHttp } from '../../kit/client.ts';
import { testClock } from '../../kit/clock.ts';
import { startServer } from '../../kit/server.ts';

const eventsIn = (log: readonly string[], event: string): Record<string, unknown>[] =>
  log.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line['event'] === event);

test('connections that a proxy does not pass as WebSockets are logged as a number, without addresses (F5)', async () => {
  const clock = testClock();
  await using server = await startServer({ clock, settings: { http: { port: 0, trustedProxies: ['loopback'] } } });
  const come = () =>
    askHttp(server, 'GET', '/socket/?EIO=4&transport=websocket', { headers: { 'x-forwarded-for': '203.0.113.99' } });
  for (let count = 0; count < 5; count += 1) expect((await come()).status).toBe(400);
  const told = () => eventsIn(server.log, 'socket.notPassed');
  expect(told().map(({ count }) => count)).toEqual([1]);
  clock.advance(600_000);
  expect(told().map(({ count }) => count)).toEqual([1, 4]);
  clock.advance(600_000);
  await come();
  expect(told().map(({ count }) => count)).toEqual([1, 4, 1]);
  expect(JSON.stringify(told())).toContain('Upgrade');
  expect(server.log.join('\n')).not.toContain('203.0.113.99');
});

test.each([
  ['POST', '/api/invitations/redeem'],
  ['POST', '/api/leave'],
  ['POST', '/api/classes'],
  ['DELETE', '/api/account'],
  ['PUT', '/nowhere'],
] as const)(
  '%s %s from a page under another address is told the right one, and logged as a number (F13)',
  async (method, path) => {
    const publicOrigin = 'https://classes.example.fr';
    await using server = await startServer({ settings: { http: { port: 0, publicOrigin } } });
    for (const origin of ['http://127.0.0.1:8080', 'https://other.example.fr', 'null']) {
      const { status, body } = await askHttp({ origin: `http://127.0.0.1:${server.port}` }, method, path, {
        body: {},
        headers: { origin },
      });
      expect(status).toBe(403);
      expect(body).toEqual({ ok: false, code: 'address', origin: publicOrigin });
    }
    expect(eventsIn(server.log, 'origin.refused').map(({ count }) => count)).toEqual([1]);
    expect(server.log.join('\n')).not.toContain('other.example.fr');
  },
);
