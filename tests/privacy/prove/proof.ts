import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Config, parseConfig } from '../../../server/config/schema.ts';
import { launchChromium } from '../../kit/browser.ts';
import { askHttp } from '../../kit/client.ts';
import { gather } from '../../kit/lesson.ts';
import { endClass, holdClass } from '../parts/wholeClass.ts';
import { remainsSeconds } from '../../../server/privacy/remains.ts';
import { type Canary, type Elapsed, isAllowed, lifetimes, mayRemain } from './canary.ts';
import { openProxy } from './localAddress.ts';
import { blindness, ended, processesOf, remainsIn } from './rawMemory.ts';
import { everythingOf, filesBelow, findIn, type Haystack } from './search.ts';
import { canariesOf, canariesOnWire, newSeeds } from './seeds.ts';
import { type ServerProcess, startServerProcess } from './serverProcess.ts';
import { recordWire } from './wire.ts';

/** A leak that is made on purpose, to see that it is found. */
export type Plant = {
  /** A module that runs in the server's process before the server. */
  readonly server: string;
  /** What a page of the class does, given the name of its student. */
  readonly page?: (page: Page, name: string) => Promise<void>;
};

/** One canary, and where it was at each look. */
export type Sighting = {
  readonly canary: Canary;
  readonly looks: readonly { readonly elapsed: Elapsed; readonly found: readonly Haystack[] }[];
};
/** What raw memory showed at one look, in words of the table: in which processes each item stood. */
type RawLook = {
  readonly elapsed: Elapsed;
  readonly remains: readonly { canary: Canary; process: string; pid: number; region: string }[];
};
export type Proof = {
  readonly raw: readonly RawLook[];
  readonly sightings: readonly Sighting[];
  /** In words: what was where it must not be, and what was not seen where it must have been. Empty: the ledger is true. */
  readonly surprises: readonly string[];
};
export type ProofOptions = {
  readonly plant?: Plant;
  /** How long after the class to look, in seconds, shortest first. Standard: past every lifetime of the ledger. */
  readonly until?: readonly number[];
  /** Told of each step. */
  readonly say?: (sentence: string) => void;
};

const momentOf = (elapsed: Elapsed): string => {
  if (elapsed === null) return 'while the class runs';
  return elapsed === 0 ? 'when the class is over' : `${elapsed} s after the class`;
};

/** Enough of a long text to know it by. */
const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

const surprisesIn = ({ canary, looks }: Sighting, config: Config): string[] => {
  const { item, text, sure = [] } = canary;
  const words = `${item} "${shown(text)}"`;
  const blind = sure
    .filter((spot) => !looks[0]?.found.some((haystack) => haystack.spot === spot))
    .map((spot) => `${words} was not found in ${spot}, where it must be: the search is blind`);
  const wrong = looks.flatMap(({ elapsed, found }) =>
    found
      .filter(({ spot }) => !isAllowed(canary, spot, elapsed, config))
      .map(({ spot, name }) => ({ elapsed, where: `${name} (${spot})` })),
  );
  const leaks = [...Map.groupBy(wrong, ({ where }) => where)].map(
    ([where, times]) => `${words} is in ${where} ${times.map(({ elapsed }) => momentOf(elapsed)).join(', ')}`,
  );
  return [...blind, ...leaks];
};

const surprisesInRaw = (raw: readonly RawLook[], config: Config): string[] =>
  raw.flatMap(({ elapsed, remains }) => {
    const blind = elapsed === null && !remains.some(({ canary }) => canary.item === 'address');
    const wrong = remains
      .filter(({ canary }) => !mayRemain(canary, elapsed, config))
      .map(
        ({ canary: { item, text }, process, region }) =>
          `${item} "${shown(text)}" is in the raw memory of ${process} (${region}) ${momentOf(elapsed)}`,
      );
    return [...(blind ? ['no address was found in raw memory while the class runs: the search is blind'] : []), ...wrong];
  });

/** Settles when the server has no connection left. */
const deserted = async ({ front }: ServerProcess): Promise<void> => {
  for (;;) {
    const { body } = await askHttp<string>(front, 'GET', '/metrics');
    if (/^ardoise_connections 0$/m.test(body)) return;
  }
};

/** A class on a fresh server, ended, and then every lifetime: what is found of it, where, and until when. */
export const prove = async ({ plant, until, say = () => {} }: ProofOptions = {}): Promise<Proof> => {
  await using stack = new AsyncDisposableStack();
  const [folder, scratch] = (await Promise.all(
    ['ardoise-prove-', 'ardoise-dump-'].map((name) => mkdtemp(join(tmpdir(), name))),
  )) as [string, string];
  for (const path of [folder, scratch]) stack.defer(() => rm(path, { recursive: true, force: true }));
  const config = parseConfig(null);
  const server = stack.use(await startServerProcess(folder, plant?.server));
  const browser = await launchChromium();
  stack.defer(() => browser.close());
  const seeds = newSeeds();
  const proxies = await Promise.all(seeds.addresses.map(openProxy));
  for (const proxy of proxies) stack.use(proxy);
  const [teacherName = '', ...students] = seeds.names;
  const wire = recordWire();
  const plainAgent = await agentOf(browser);
  say('A class of three begins');
  const gathering = await gather(browser, server.front, {
    teacher: teacherName,
    students,
    prepare: async (page) => {
      await page.getByLabel('Titre de la classe').fill(seeds.title);
      await page.getByLabel(/^Règles de la classe/).fill(seeds.rules);
    },
    profile: (index) => ({
      userAgent: `${plainAgent} ${seeds.agents[index]}`,
      proxy: { server: proxies[index]?.url ?? '', bypass: '<-loopback>' },
    }),
    met: (visitor) => wire.follow(visitor),
  });
  await holdClass(gathering, { ...seeds.chat, board: seeds.board, file: seeds.file });
  const [student] = gathering.students;
  if (student) await plant?.page?.(student.page, seeds.names[1] ?? '');
  await wire.settled();
  const [cookie] = await gathering.teacher.context.cookies();
  const canaries = [
    ...canariesOf(seeds),
    ...canariesOnWire(wire, {
      link: gathering.link,
      firstHostFragment: server.front.app.firstHostFragment ?? '',
      cookie: cookie?.value ?? '',
    }),
  ];
  const sightings = canaries.map((canary) => ({ canary, looks: [] as { elapsed: Elapsed; found: Haystack[] }[] }));
  const look = (elapsed: Elapsed, haystacks: readonly Haystack[]): void => {
    const size = haystacks.reduce((sum, { bytes }) => sum + bytes.length, 0);
    say(`Looked through ${haystacks.length} files and dumps, ${Math.round(size / 1e6)} MB, ${momentOf(elapsed)}`);
    for (const { canary, looks } of sightings) looks.push({ elapsed, found: findIn(haystacks, canary) });
  };
  const raw: RawLook[] = [];
  const lookRaw = async (elapsed: Elapsed): Promise<void> => {
    const why = blindness();
    if (why !== null) return say(why);
    const { remains, size } = await remainsIn(await processesOf(server.pid), canaries);
    say(`Looked through ${Math.round(size / 1e6)} MB of raw memory, ${momentOf(elapsed)}`);
    raw.push({ elapsed, remains });
  };
  await lookRaw(null);
  look(null, await everythingOf(server, folder, scratch));
  await endClass(gathering);
  await browser.close();
  await deserted(server);
  await lookRaw(0);
  look(0, await everythingOf(server, folder, scratch));
  const lookRawLate = async (): Promise<void> => {
    // A worker that carried nothing holds nothing, and is not replaced.
    const inWorkers = raw.flatMap(({ remains }) => remains.filter((remain) => remain.process === 'media worker'));
    await ended(new Set(inWorkers.map(({ pid }) => pid)));
    await lookRaw(remainsSeconds + 1);
  };
  let past = 0;
  for (const lifetime of until ?? lifetimes(config)) {
    await server.ask({ do: 'advance', ms: (lifetime + 1 - past) * 1_000 });
    past = lifetime + 1;
    if (lifetime === remainsSeconds) await lookRawLate();
    look(past, await everythingOf(server, folder, scratch));
  }
  if (past < remainsSeconds) {
    await server.ask({ do: 'advance', ms: (remainsSeconds + 1 - past) * 1_000 });
    past = remainsSeconds + 1;
    await lookRawLate();
  }
  await server.ask({ do: 'close' });
  look(past + 1, await filesBelow(folder));
  const surprises = [...sightings.flatMap((sighting) => surprisesIn(sighting, config)), ...surprisesInRaw(raw, config)];
  return { sightings, raw, surprises };
};

const agentOf = async (browser: Awaited<ReturnType<typeof launchChromium>>): Promise<string> => {
  const page = await browser.newPage();
  const agent = await page.evaluate(() => navigator.userAgent);
  await page.close();
  return agent;
};
