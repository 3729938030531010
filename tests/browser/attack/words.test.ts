import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromBase64url } from '../../../client/crypto/base/bytes.ts';
import { fr as home } from '../../../client/pages/home/text.fr.ts';
import { startApart, type ServerApart } from '../../kit/apart.ts';
import { launchChromium } from '../../kit/browser.ts';
import { reads, write } from '../../kit/hostile.ts';
import { gather, type Gathering, growing, turnOn } from '../../kit/lesson.ts';
import { memoryOf } from '../../kit/memory.ts';
import { found, type Wanted } from '../../kit/search.ts';

const words = {
  title: 'Ornithorynque quantique',
  rules: 'Pas de trompette pendant la classe',
  teacher: 'Mme Chantepleure',
  pupil: 'Zéphyrine Quatremère',
  chat: 'Le wombat cubique arrive jeudi',
  question: 'Chuchotement confidentiel au professeur',
} as const;

const stack = new AsyncDisposableStack();
let server: ServerApart;
let wanted: Wanted;
const traffic: Buffer[] = [];
const bodies: Promise<unknown>[] = [];

/** Keeps everything that a page and the server say to each other: what is sealed is sealed before it gets here. */
const tap = (page: Page): void => {
  const keep = (data: string | Buffer | null) => data !== null && traffic.push(Buffer.from(data));
  page.on('websocket', (socket) => {
    keep(socket.url());
    socket.on('framesent', ({ payload }) => keep(payload));
    socket.on('framereceived', ({ payload }) => keep(payload));
  });
  page.on('request', (request) => {
    keep(request.url());
    keep(request.postDataBuffer());
  });
  page.on('response', (response) => {
    // A body may be gone with its page.
    if (response.url().includes('/api/')) bodies.push(response.body().then(keep, () => undefined));
  });
};

let lesson: Gathering;
beforeAll(async () => {
  server = stack.use(await startApart());
  const browser = await launchChromium();
  stack.defer(() => browser.close());
  lesson = await gather(browser, server, {
    teacher: words.teacher,
    students: [words.pupil],
    met: ({ page }) => tap(page),
    prepare: async (page) => {
      await page.getByLabel(home.form.name).fill(words.title);
      await page.getByLabel(home.form.rules).fill(words.rules);
    },
  });
  const { teacher } = lesson;
  const [zephyrine] = lesson.students;
  if (!zephyrine) throw new Error('a pupil');
  for (const person of [teacher, zephyrine]) await turnOn(person, 'micro', 'caméra');
  await write(teacher, words.chat);
  await reads(zephyrine, words.chat);
  await zephyrine.page.getByLabel('Destinataire').selectOption({ index: 1 });
  await write(zephyrine, words.question);
  await reads(teacher, words.question);
  await Promise.all([teacher, zephyrine].map((person) => growing(person, { frames: 30 })));
  const fragment = fromBase64url(new URL(lesson.link).hash.slice(1));
  wanted = { ...words, secret: Buffer.from(fragment.subarray(0, 16)), fragment: new URL(lesson.link).hash.slice(1) };
  await Promise.all(bodies);
});
afterAll(() => stack.disposeAsync());

const canary = 'Pamplemousse témoin';

test('a word is found however it lies in what surrounds it', () => {
  const text = 'Été comme hiver';
  const lies = [
    Buffer.from(`<${text}>`),
    Buffer.from(text, 'latin1'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(Buffer.from(text).toString('hex')),
  ];
  for (const before of ['', 'a', 'ab', 'abc'])
    for (const alphabet of ['base64', 'base64url'] as const)
      lies.push(Buffer.from(Buffer.from(`${before}${text}.`).toString(alphabet)));
  for (const lie of lies) expect(found({ text }, [lie])).toEqual(['text']);
  expect(found({ text }, [Buffer.from('Automne')])).toEqual([]);
});

test('what the browsers and the server say to each other holds no word of the class', () => {
  const { pathname } = new URL(lesson.link);
  const control = { classId: pathname.split('/').at(-1) ?? '' };
  expect(found({ ...wanted, ...control }, traffic)).toEqual(['classId']);
});

test('what the server forwards of sound and pictures holds no word of the class', async () => {
  const packets = await server.ask<Uint8Array[]>({ ask: 'packets' });
  expect(packets.length).toBeGreaterThan(100);
  expect(
    found(
      wanted,
      packets.map((packet) => Buffer.from(packet)),
    ),
  ).toEqual([]);
});

test('the server’s heap, log and files hold no word of the class', async () => {
  await server.ask({ ask: 'keep', text: canary });
  const folder = await mkdtemp(join(tmpdir(), 'ardoise-heap-'));
  try {
    const file = join(folder, 'server.heapsnapshot');
    await server.ask({ ask: 'snapshot', file });
    expect(found({ ...wanted, canary }, [readFileSync(file)])).toEqual(['canary']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const log = await server.ask<string[]>({ ask: 'log' });
  expect(log.length).toBeGreaterThan(0);
  const { folder: data } = server;
  const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(0);
  const contents = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
  expect(found(wanted, [Buffer.from(log.join('\n')), ...contents])).toEqual([]);
});

test.runIf(process.platform === 'linux')(
  'the whole memory of the server and of its media worker holds no word of the class',
  async () => {
    await server.ask({ ask: 'keep', text: canary });
    const [node = 0, ...workers] = server.pids;
    expect(workers).toHaveLength(1);
    expect(found({ ...wanted, canary }, memoryOf(node))).toEqual(['canary']);
    for (const pid of workers) expect(found(wanted, memoryOf(pid))).toEqual([]);
  },
);
