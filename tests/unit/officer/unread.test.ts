import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { dropUnread } from '../../../server/transport/unread.ts';

/** What a server sees of a request with these headers. */
const seen = async (event: 'request' | 'upgrade', headers: Record<string, string>): Promise<IncomingMessage> => {
  const server = createServer();
  dropUnread(server);
  const came = new Promise<IncomingMessage>((resolve) =>
    server.on(event, (request: IncomingMessage) => {
      resolve(request);
      request.socket.destroy();
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const asked = request({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, agent: false, headers });
  asked.on('error', () => {}).end();
  return came;
};

const upgrading = { connection: 'Upgrade', upgrade: 'websocket' };
const told = {
  'User-Agent': 'canari/1',
  'sec-ch-ua': 'canari',
  'Sec-CH-UA-Platform': 'canari',
  referer: 'https://canari.example',
  'X-Other': 'canari',
};

test.each([
  ['request', {}],
  ['upgrade', upgrading],
] as const)('of a %s, what the browser says of itself is dropped before anything reads it (A2.16)', async (event, more) => {
  const request = await seen(event, { ...told, ...more, cookie: 'host=1', 'X-Forwarded-For': '192.0.2.1' });
  const { headers, rawHeaders, headersDistinct } = request;
  expect(JSON.stringify([headers, rawHeaders, headersDistinct])).not.toContain('canari');
  expect(headers).toMatchObject({ cookie: 'host=1', 'x-forwarded-for': '192.0.2.1' });
});
