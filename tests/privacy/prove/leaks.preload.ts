// Runs in the server's process before the server, and makes it leak in several ways. Only a test loads this.
import { appendFileSync } from 'node:fs';
import { type IncomingMessage, Server } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Counter, Registry } from 'prom-client';
import { Socket } from 'socket.io';

const folder = process.env['PROVE_FOLDER'] ?? '';
const addresses = new Set<string>();
const cache: unknown[] = [];

/** Does something whenever a method is called, before it does its own work. */
const beforeEach = <A extends unknown[]>(prototype: object, name: string, act: (self: never, ...args: A) => void): void => {
  const original = Reflect.get(prototype, name) as (...args: A) => unknown;
  Reflect.set(prototype, name, function (this: unknown, ...args: A) {
    act(this as never, ...args);
    return Reflect.apply(original, this, args);
  });
};

/** A row that was deleted, by a connection that does not wipe what it deletes. */
const keepInStore = (text: string): void => {
  const store = new DatabaseSync(join(folder, 'data', 'ardoise.sqlite'), { timeout: 5_000 });
  store.exec('CREATE TABLE IF NOT EXISTS visits (url TEXT)');
  store.prepare('INSERT INTO visits VALUES (?)').run(text);
  store.exec('DELETE FROM visits');
  store.close();
};

/** What is freed without being wiped: here kept outside of V8's reach, as a native library would. */
const unwiped: Buffer[] = [];

beforeEach(Server.prototype, 'emit', (_: Server, event: string, request: IncomingMessage) => {
  if (event !== 'request') return;
  const { url = '', socket } = request;
  unwiped.push(Buffer.from(`agent ${request.headers['user-agent'] ?? ''}`));
  addresses.add(socket.remoteAddress ?? '');
  if (!url.includes('name=')) return;
  appendFileSync(join(folder, 'access.log'), `${url}\n`);
  process.stdout.write(`${url}\n`);
  keepInStore(url);
});

beforeEach(Socket.prototype, '_onpacket', (_: Socket, packet: { readonly data?: unknown }) => void cache.push(packet.data));

beforeEach(Registry.prototype, 'metrics', (registry: Registry) => {
  const name = 'visits';
  const visits =
    registry.getSingleMetric(name) ?? new Counter({ name, help: name, labelNames: ['address'], registers: [registry] });
  if (visits instanceof Counter) for (const address of addresses) visits.inc({ address });
});
