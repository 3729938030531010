import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished } from 'vitest';
import { type TestClass, askHttp, makeClass } from './client.ts';
import { type TestClock, testClock } from './clock.ts';
import { type TestServer, startServer } from './server.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A server of one's own with one class in it, and how many timers it had before anybody came. */
export type CleanServer = {
  readonly server: TestServer;
  readonly clock: TestClock;
  readonly timers: number;
  readonly made: TestClass;
  /** What was in the server's memory at some time, and must not stay there. */
  readonly seen: WeakRef<object>[];
};

export const startCleanServer = async (): Promise<CleanServer> => {
  const clock = testClock();
  const server = await startServer({ clock });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { clock, server, timers: clock.pending, made: await makeClass(server), seen: [] };
};

/** Remembers, without keeping them, the class that runs now and everybody in it. */
export const noteWhoIsHere = async ({ server, made, seen }: CleanServer): Promise<void> => {
  const { classroom, audience } = await server.app.directory.open(made.id);
  for (const thing of [classroom, audience, ...classroom.people.values()]) seen.push(new WeakRef(thing));
};

/** What the server logged of faults of its own: requests, sockets, store, HTTP. What a media worker refuses is none. */
export const faultsOf = ({ log }: TestServer): string[] => log.filter((line) => line.includes('.fault"'));

/** Connections as /metrics counts them. */
const connectionsOf = async (server: TestServer): Promise<number> => {
  const { body } = await askHttp<string>(server, 'GET', '/metrics');
  return Number(/^ardoise_connections (\d+)$/m.exec(body)?.[1]);
};

/**
 * Ends the class; all clients have been disconnected. Of all who came nothing may be left: no timer, no personal item, no
 * stream in the media worker, no object in memory.
 */
export const expectNothingLeft = async ({ clock, server, timers, made, seen }: CleanServer): Promise<void> => {
  await server.app.directory.end(made.id, 'ended');
  while ((await connectionsOf(server)) > 0);
  clock.advance(60_000);
  expect(server.app.directory.figures()).toEqual({ classes: 0, people: 0 });
  expect(server.app.census.count()).toEqual({ ticket: 0, address: 0, addressCounter: 0 });
  expect(server.app.media.load()).toMatchObject([{ classes: 0, transports: 0 }]);
  // One more, whoever came: what wipes freed memory ten minutes after they left.
  expect(clock.pending).toBe(timers + 1);
  expect(faultsOf(server)).toEqual([]);
  // A target of a WeakRef lives at least to the end of the present turn of the event loop.
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.filter((reference) => reference.deref() !== undefined)).toHaveLength(0);
};
