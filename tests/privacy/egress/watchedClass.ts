// A whole class in real browsers, watched from below; writes a Report. Started by egress.test.ts, in a network namespace where it may.
import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Lesson, openLesson } from '../../kit/lesson.ts';
import { endClass, holdClass } from '../parts/wholeClass.ts';
import { watchCalls } from './calls.ts';
import { outsideOf, watchedFlags } from './netLog.ts';
import { catchPackets } from './packets.ts';

export type Report = {
  /** What Chromium's network log tells of requests, lookups and packets to anybody but the server. */
  readonly browsers: readonly string[];
  /** What the server's process looked up and connected to, but for this machine. */
  readonly server: readonly string[];
  /** Every packet that left the machine, of any process: the media worker too. Null without a namespace. */
  readonly packets: readonly string[] | null;
  /** What the students' browsers keep of the class when it is over. */
  readonly kept: readonly string[];
  /** Cookies of the students while the class ran. */
  readonly cookies: readonly string[];
};

const [caught, planted] = ['caught', 'planted'].map((word) => process.argv.includes(word));

/** What must be seen: a page and a server that turn to others. All names and addresses are reserved for documentation. */
const plant = async ({ students: [student] }: Lesson): Promise<void> => {
  await student?.page.evaluate(async () => {
    const urls = ['stun:stun.page.invalid:3478', 'stun:203.0.113.7:3478'];
    const peer = new RTCPeerConnection({ iceServers: [{ urls }] });
    peer.createDataChannel('planted');
    await peer.setLocalDescription();
    while (peer.iceGatheringState !== 'complete')
      await new Promise((next) => peer.addEventListener('icegatheringstatechange', next, { once: true }));
  });
  await lookup('lookup.server.invalid').catch(() => {});
  const socket = createSocket('udp4');
  await new Promise((done) => socket.send('planted', 3478, '203.0.113.8', done));
  socket.close();
  const connection = connect(443, '198.51.100.9').on('error', () => {});
  await new Promise((done) => setImmediate(done));
  connection.destroy();
};

const keptBy = async ({ students }: Lesson): Promise<string[]> => {
  const found = students.map(async ({ page, context }) => {
    const cookies = (await context.cookies()).map(({ name }) => `cookie ${name}`);
    const stored = await page.evaluate(async () => [
      ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
      ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
      ...(await indexedDB.databases()).map(({ name }) => `database ${name}`),
      ...(await caches.keys()).map((key) => `cache ${key}`),
    ]);
    return [...cookies, ...stored];
  });
  return (await Promise.all(found)).flat();
};

const run = async (): Promise<Report> => {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'ardoise-egress-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const packets = caught ? stack.use(await catchPackets()) : null;
  if (packets) {
    // A resolver on loopback would look names up out of sight.
    const resolver = join(folder, 'resolv.conf');
    await writeFile(resolver, 'nameserver 192.0.2.53\n');
    execFileSync('mount', ['--bind', resolver, '/etc/resolv.conf']);
  }
  const netLog = join(folder, 'net.json');
  const calls = stack.use(watchCalls());
  const lesson = stack.use(await openLesson({ chromiumFlags: watchedFlags(netLog) }));
  await holdClass(lesson, {
    all: 'Regardez https://page.invalid/a.png',
    host: 'Merci',
    file: { name: 'Plan', content: 'https://page.invalid/b.png' },
  });
  const cookies = (await Promise.all(lesson.students.map(({ context }) => context.cookies()))).flat().map(({ name }) => name);
  if (planted) await plant(lesson);
  await endClass(lesson);
  const kept = await keptBy(lesson);
  await lesson.browser.close();
  return {
    browsers: await outsideOf(netLog, lesson.server.origin),
    server: calls.outside(),
    packets: packets && [...packets.seen],
    kept,
    cookies,
  };
};

process.stdout.write(JSON.stringify(await run()));
process.exit(0);
