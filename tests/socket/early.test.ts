import { expect, onTestFinished, test } from 'vitest';
import type { ClassInfo } from '#protocol/http.ts';
import type { Offer } from '#protocol/news.ts';
import { earlyPatience } from '../../server/classroom/early.ts';
import { askHttp, granted, join, makeClass, signInFirstHost } from '../kit/client.ts';
import { testClock } from '../kit/clock.ts';
import { rtpParametersOf } from '../kit/rtc/packets.ts';
import { openRtcReceiver } from '../kit/rtc/rtc.ts';
import { openLesson, openMedia, produce, turnOn } from '../kit/scene.ts';
import { type TestSettings, startServer } from '../kit/server.ts';

/** A class whose host shows a camera and speaks, and somebody who reads the page before it. */
const reading = async (settings: TestSettings = {}) => {
  const clock = testClock();
  const server = await startServer({ clock, settings });
  onTestFinished(() => server[Symbol.asyncDispose]());
  const cookie = await signInFirstHost(server);
  const made = await makeClass(server, { cookie });
  const lesson = await openLesson(server, clock, made, { pupils: 1 });
  await turnOn(server, lesson.host, 'mic', 'camera');
  const transports = () => server.app.media.load()[0]?.transports ?? 0;
  const before = transports();
  const reads = async () => {
    const reader = await join(server, made.id);
    return { reader, ends: await openMedia(server, reader) };
  };
  const held = (item: 'earlyLine' | 'address' | 'mediaParameters' | 'lobbyPlace') => server.app.census.count()[item] ?? 0;
  return { clock, server, cookie, made, lesson, transports, before, reads, held };
};

test('who reads before entering, or waits, is forwarded nothing; who is let in is, without opening again', async () => {
  const { lesson, reads } = await reading();
  const { host, group } = lesson;
  const { reader, ends } = await reads();
  const receiver = openRtcReceiver(ends.recv, async (dtls) => {
    granted(await reader.ask('media.connect', { direction: 'recv', dtls }));
  });
  onTestFinished(() => receiver[Symbol.dispose]());
  // As a page does: with a stream that nobody sends.
  const nobody = { consumer: 'nobody', producer: 'nobody', id: reader.id, source: 'mic', kind: 'audio' } as const;
  await receiver.add([{ ...nobody, rtp: rtpParametersOf('mic', [1]) as Offer['rtp'] }]);
  await receiver.connected;
  granted(await reader.ask('media.restart', { direction: 'recv' }));
  granted(await produce(host, 'screen', 7_000));
  expect(await reader.ask('media.watch', { tiles: [] })).toEqual({ ok: false, code: 'not-entered' });
  expect(await reader.ask('media.ready', { consumers: ['any'] })).toEqual({ ok: false, code: 'not-entered' });
  expect(await produce(reader, 'mic')).toEqual({ ok: false, code: 'not-entered' });
  expect(reader.heard).toEqual([]);
  expect(host.unread('lobby.knocked')).toEqual([]);

  granted(await reader.enter());
  expect(await reader.ask('media.watch', { tiles: [] })).toEqual({ ok: false, code: 'waiting' });
  granted(await produce(host, 'screenAudio', 8_000));
  expect(await reader.ask('media.ready', { consumers: ['any'] })).toEqual({ ok: false, code: 'waiting' });
  expect(await produce(reader, 'mic')).toEqual({ ok: false, code: 'waiting' });
  expect(reader.heard).toEqual([]);

  granted(await group.admit(host, [reader]));
  await reader.next('admitted');
  const sources = new Set<string>();
  while (sources.size < 4) for (const { source } of (await reader.next('offers')).offers) sources.add(source);
  expect([...sources].toSorted()).toEqual(['camera', 'mic', 'screen', 'screenAudio']);
});

test('who opens transports in the lobby is forwarded nothing before they are let in', async () => {
  const { server, lesson } = await reading();
  const waiting = await lesson.knock();
  await openMedia(server, waiting);
  granted(await produce(lesson.host, 'screen', 7_000));
  expect(await waiting.ask('media.watch', { tiles: [] })).toEqual({ ok: false, code: 'waiting' });
  expect(waiting.heard).toEqual([]);
  granted(await lesson.group.admit(lesson.host, [waiting]));
  expect((await waiting.next('offers')).offers.length).toBeGreaterThan(0);
});

test('an early transport goes after its patience, and whoever comes then enters as before', async () => {
  const { clock, server, made, lesson, transports, before, reads, held } = await reading();
  const { reader } = await reads();
  expect(transports()).toBe(before + 2);
  // Longer than who connects and does nothing.
  clock.advance(earlyPatience - 1);
  await reader.ask('held', {});
  clock.advance(1);
  await reader.ended;
  await expect.poll(transports).toBe(before);
  expect(held('earlyLine')).toBe(0);
  const again = await join(server, made.id, { seat: reader.seat });
  expect(again.id).toBe(reader.id);
  granted(await again.enter());
  granted(await lesson.group.admit(lesson.host, [again]));
  await again.next('admitted');
  await openMedia(server, again);
  expect((await again.next('offers')).offers.map(({ source }) => source)).toContain('mic');
});

test('who closes the page that they read takes the transports along', async () => {
  const { transports, before, reads, held } = await reading();
  const addresses = held('address');
  const { reader } = await reads();
  expect([held('earlyLine'), held('address')]).toEqual([1, addresses + 1]);
  reader.socket.disconnect();
  await expect.poll(transports).toBe(before);
  await expect.poll(() => [held('earlyLine'), held('address')]).toEqual([0, addresses]);
});

test('who has only read holds no place: not of those who connect, not of the lobby, not of the class', async () => {
  const { server, made, lesson, reads, held } = await reading({ limits: { pendingConnections: 2 } });
  const readers = [await reads(), await reads(), await reads(), await reads()];
  expect(held('lobbyPlace')).toBe(0);
  expect(server.app.directory.figures()).toEqual({ classes: 1, people: 2 });
  const comers = [await join(server, made.id), await join(server, made.id)];
  for (const comer of comers) granted(await comer.enter());
  granted(await readers[0]!.reader.enter());
  expect(held('lobbyPlace')).toBe(3);
  expect(held('earlyLine')).toBe(3);
  expect(lesson.host.unread('lobby.knocked')).toHaveLength(3);
});

test('a person is told what is held of them while they read', async () => {
  const { clock, reads } = await reading();
  const { reader } = await reads();
  const answer = await reader.ask('held', {});
  const items = answer.ok ? answer.value.items.map(({ item }) => item) : [];
  expect(items).toEqual(expect.arrayContaining(['participantId', 'earlyLine', 'mediaParameters', 'address']));
  expect(items).not.toContain('card');
  const end = answer.ok ? answer.value.items.find(({ item }) => item === 'earlyLine')?.until : null;
  clock.advance(60_000);
  const later = await reader.ask('held', {});
  // The same end, and not two minutes from whenever one asks.
  expect(later.ok ? later.value.items.find(({ item }) => item === 'earlyLine')?.until : null).toEqual(end);
});

test('where the operator wants no early lines, pages are told so, and none is given', async () => {
  const { server, made, lesson } = await reading({ class: { earlyLine: false } });
  const { body } = await askHttp<ClassInfo>(server, 'GET', `/api/classes/${made.id}`);
  expect([body.open, body.early]).toEqual([true, false]);
  const reader = await join(server, made.id);
  const capabilities = server.app.media.capabilities;
  expect(await reader.ask('media.open', { capabilities })).toEqual({ ok: false, code: 'not-entered' });
  const privacy = await askHttp<{ data: { key: string }[] }>(server, 'GET', '/.well-known/privacy.json');
  const keys = privacy.body.data.map(({ key }) => key);
  expect(keys).toContain('lobbyPlace');
  expect(keys).not.toContain('earlyLine');
  expect((await lesson.knock()).id).toBeTruthy();
});

test('who reads the page of a class that does not run, does not begin it', async () => {
  const { server, cookie } = await reading();
  const other = await makeClass(server, { cookie });
  const reader = await join(server, other.id);
  const capabilities = server.app.media.capabilities;
  expect(await reader.ask('media.open', { capabilities })).toEqual({ ok: false, code: 'not-entered' });
  expect(server.app.directory.isOpen(other.id)).toBe(false);
});

test('who reads gets transports once, and leaves with the class', async () => {
  const { server, lesson, reads } = await reading();
  const { reader } = await reads();
  const capabilities = server.app.media.capabilities;
  expect(await reader.ask('media.open', { capabilities })).toEqual({ ok: false, code: 'not-entered' });
  void lesson.host.ask('class.end', {}).catch(() => {});
  await reader.ended;
  expect(reader.heard).toEqual([]);
});

test('when the worker dies who reads is cut without a word and enters as before; who waits opens again', async () => {
  const { server, made, lesson, reads, held } = await reading();
  const { reader } = await reads();
  const waiting = await lesson.knock();
  await openMedia(server, waiting);
  process.kill(server.app.media.pids()[0]!, 'SIGKILL');
  expect(await waiting.next('media.lost')).toEqual({});
  await reader.ended;
  expect(reader.heard).toEqual([]);
  expect(held('earlyLine')).toBe(0);
  await openMedia(server, waiting);
  const again = await join(server, made.id, { seat: reader.seat });
  granted(await again.enter());
  await openMedia(server, again);
  await turnOn(server, lesson.host, 'mic');
  granted(await lesson.group.admit(lesson.host, [waiting, again]));
  for (const client of [waiting, again]) expect((await client.next('offers')).offers).toMatchObject([{ source: 'mic' }]);
});
