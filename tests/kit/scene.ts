import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { ClassSettings } from '#protocol/http.ts';
import type { Source } from '#protocol/media.ts';
import type { Answer } from '#protocol/messages.ts';
import type { News } from '#protocol/news.ts';
import type { ClassState } from '#protocol/people.ts';
import { type TestClass, type TestClient, granted, join, makeClass, signInFirstHost } from './client.ts';
import { type TestClock, testClock } from './clock.ts';
import { rtpParametersOf } from './rtc/packets.ts';
import { type TestServer, type TestSettings, startServer } from './server.ts';
import { TestGroup } from './testGroup.ts';

/** Who is in a class when a test begins. Standard: a host and two pupils. */
export type Cast = { readonly pupils?: number; readonly cohost?: boolean; readonly settings?: Partial<ClassSettings> };

/** A class with people in it, who have heard nothing yet that a test would wait for. It ends with the test. */
export type Lesson = {
  readonly made: TestClass;
  readonly host: TestClient;
  readonly cohost: TestClient;
  readonly pupils: readonly TestClient[];
  readonly group: TestGroup;
  /** Somebody new in the lobby. */
  readonly knock: () => Promise<TestClient>;
  /** Somebody new whom the host lets in at once. */
  readonly welcome: () => Promise<TestClient>;
  /** The same person on a new connection, with the seat of the old one and the keys of its tab. */
  readonly again: (client: TestClient) => Promise<TestClient>;
  /** A further host, by the host's link. */
  readonly colleague: () => Promise<TestClient>;
  /** The state as everybody in the class is told it, after what was asked before. */
  readonly stateFor: (client: TestClient) => Promise<ClassState>;
  /** Likewise of the tools for which it has changed. */
  readonly toolsFor: (client: TestClient) => Promise<News<'tools'>>;
};

/** One server for all tests of a file, and the clock that they move. */
export type Stage = {
  readonly clock: TestClock;
  readonly server: TestServer;
  readonly lesson: (cast?: Cast) => Promise<Lesson>;
  /** A class that nobody has opened yet. */
  readonly emptyClass: (settings?: Partial<ClassSettings>) => Promise<TestClass>;
};

/** The pause in which changes of the state are gathered, in milliseconds. */
const stateDelay = 20;

/** Starts the server before the tests of a file. */
export const useStage = (settings: TestSettings = {}): Stage => {
  const clock = testClock();
  let running: { server: TestServer; cookie: string };
  beforeAll(async () => {
    const server = await startServer({ clock, settings });
    running = { server, cookie: await signInFirstHost(server) };
  });
  afterAll(() => running.server[Symbol.asyncDispose]());
  const emptyClass = (wanted: Partial<ClassSettings> = {}) =>
    makeClass(running.server, { cookie: running.cookie, settings: wanted });
  return {
    clock,
    get server() {
      return running.server;
    },
    emptyClass,
    lesson: async (cast = {}) => openLesson(running.server, clock, await emptyClass(cast.settings), cast),
  };
};

/** Brings people into a class that was made. */
export const openLesson = async (server: TestServer, clock: TestClock, made: TestClass, cast: Cast = {}): Promise<Lesson> => {
  onTestFinished(() => server.app.directory.end(made.id, 'ended'));
  const enter = async (as: Parameters<typeof join>[2] = {}): Promise<TestClient> => {
    const client = await join(server, made.id, as);
    const answer = await client.enter();
    if (!answer.ok) throw new Error(`entering answered ${answer.code}`);
    return client;
  };
  const host = await enter({ hostProof: made.hostProof });
  const group = new TestGroup(made);
  granted(await group.found(host));
  // One after the other: tests rely on the order in which people came.
  const students: TestClient[] = [];
  const count = (cast.pupils ?? 2) + (cast.cohost ? 1 : 0);
  while (students.length < count) students.push(await enter());
  if (count > 0) granted(await group.admit(host, students));
  const [first] = students;
  if (cast.cohost && first) granted(await group.setRole(host, first, 'cohost'));
  clock.advance(stateDelay);
  await Promise.all([host, ...students].map((client) => client.forget()));
  return {
    made,
    host,
    cohost: first ?? host,
    pupils: cast.cohost ? students.slice(1) : students,
    group,
    knock: () => enter(),
    welcome: async () => {
      const client = await enter();
      granted(await group.admit(host, [client]));
      await client.next('admitted');
      return client;
    },
    again: (client) => enter({ seat: client.latestSeat, member: client.member }),
    colleague: () => enter({ hostProof: made.hostProof }),
    stateFor: (client) => {
      clock.advance(stateDelay);
      return client.next('state');
    },
    toolsFor: (client) => {
      clock.advance(stateDelay);
      return client.next('tools');
    },
  };
};

/** Opens both transports, as a browser does once it is in the class. */
export const openMedia = async ({ app }: TestServer, client: TestClient) => {
  const answer = await client.ask('media.open', { capabilities: app.media.capabilities });
  if (!answer.ok) throw new Error(`opening media answered ${answer.code}`);
  return answer.value;
};

/** Starts a stream on open transports. No packet needs to flow: the worker forwards it from here. */
export const produce = (client: TestClient, source: Source, ssrc = 1_000): Promise<Answer<unknown>> =>
  client.ask('media.produce', { source, rtp: rtpParametersOf(source, [ssrc]), paused: false });

/** Turns streams on. Throws when one is refused. */
export const turnOn = async (server: TestServer, client: TestClient, ...sources: Source[]): Promise<void> => {
  await openMedia(server, client);
  for (const [index, source] of sources.entries()) {
    const answer = await produce(client, source, 1_000 + index);
    if (!answer.ok) throw new Error(`turning on ${source} answered ${answer.code}`);
  }
};

/** A data folder that outlives the servers which a test starts in it. */
export const dataFolder = async (): Promise<string> => {
  const folder = await mkdtemp(joinPath(tmpdir(), 'ardoise-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};
