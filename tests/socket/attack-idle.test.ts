import { type Socket, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { askHttp } from '../kit/client.ts';
import { startServer } from '../kit/server.ts';

/** Connections that say nothing. */
const silentOnes = async (port: number, count: number) => {
  const sockets: Socket[] = [];
  onTestFinished(() => sockets.forEach((socket) => socket.destroy()));
  while (sockets.length < count) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {}).resume();
    await new Promise((resolve) => socket.once('connect', resolve));
    sockets.push(socket);
  }
  return sockets;
};
const cut = (socket: Socket): Promise<unknown> =>
  socket.destroyed ? Promise.resolve() : new Promise((resolve) => socket.once('close', resolve));

test('of 300 connections that say nothing the first are cut, and whoever speaks is answered', async () => {
  await using server = await startServer();
  const sockets = await silentOnes(server.port, 300);
  await Promise.all(sockets.slice(0, 300 - 256).map(cut));
  expect((await askHttp(server, 'GET', '/healthz')).status).toBe(200);
  expect(server.app.census.count().address).toBeLessThanOrEqual(256);
});

test('connections that say nothing do not keep a server from stopping', async () => {
  const server = await startServer();
  const sockets = await silentOnes(server.port, 3);
  await server[Symbol.asyncDispose]();
  await Promise.all(sockets.map(cut));
});

test('a connection that says nothing, or half a request, is cut within seconds', async () => {
  await using server = await startServer();
  const [nothing, half] = await silentOnes(server.port, 2);
  half!.write('GET / HTTP/1.1\r\nHost: x\r\n');
  const since = performance.now();
  await Promise.all([cut(nothing!), cut(half!)]);
  expect(performance.now() - since).toBeLessThan(28_000);
  await expect.poll(() => server.app.census.count().address).toBe(0);
});
