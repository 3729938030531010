import { expect, test } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { join, makeClass, randomBytes, startLesson, type TestClient } from '../../kit/client.ts';
import { testClock } from '../../kit/clock.ts';
import { askPart, filesOf } from '../../kit/fileClient.ts';
import { serverForTest } from '../../kit/records.ts';
import type { TestServerOptions } from '../../kit/server.ts';

const { partBytes, boxBytes } = limits.files;
const mebibyte = 2 ** 20;
const refused = (code: string) => ({ ok: false, code });
const bytes = (length: number) => Uint8Array.from({ length }, (_zero, at) => at % 251);

const leave = async (who: TestClient): Promise<void> => {
  who.send('leave', {});
  await who.ended;
};

const begun = async (options: TestServerOptions = {}, pupils = 2) => {
  const server = await serverForTest(options);
  const lesson = await startLesson(server, pupils);
  const slate = randomBytes(16);
  await lesson.host.ask('slate.open', { slate, tool: 'files', who: 'nobody', after: 0 });
  const classId = lesson.made.id;
  const files = filesOf(server, classId, lesson.host);
  const part = (seat: string | null, path: string, body?: Uint8Array<ArrayBuffer>) => askPart(server, classId, seat, path, body);
  const announce = (who: typeof lesson.host, file: string, size: number, parts = 1) =>
    who.ask('file.begin', { file, slate, parts, bytes: size });
  return { server, slate, files, part, announce, ...lesson };
};

test('what a teacher hands out comes to everybody in the class as it was, and the server holds it sealed', async () => {
  const { server, slate, files, made, students } = await begun();
  const content = bytes(partBytes * 2 + 100);
  const seen: number[] = [];
  const given = await files.put(slate, new Blob([content]), { progress: (done) => seen.push(done) });
  if (!given.ok) throw new Error(given.code);
  expect(given.value).toMatchObject({ size: content.length, parts: 3 });
  expect(seen).toEqual([partBytes, partBytes * 2, content.length]);
  for (const pupil of students) {
    const came = await filesOf(server, made.id, pupil).get(slate, given.value);
    if (!came.ok) throw new Error(came.code);
    expect(new Uint8Array(await came.value.arrayBuffer())).toEqual(content);
  }
  const held = await askPart(server, made.id, students[0]!.latestSeat, `${given.value.id}/0`);
  expect(Buffer.from(held.bytes).includes(Buffer.from(content.subarray(0, 32)))).toBe(false);
});

test('nobody but who is in the class fetches a part: no stranger, none with another class’s seat, none who has left or waits', async () => {
  const { server, slate, files, part, made, students } = await begun();
  const given = await files.put(slate, new Blob([bytes(10)]));
  if (!given.ok) throw new Error(given.code);
  const path = `${given.value.id}/0`;
  const other = await makeClass(server, { cookie: made.cookie });
  const stranger = await join(server, other.id, { hostProof: other.hostProof });
  await stranger.enter();
  const [lea, tom] = students;
  expect((await part(lea!.latestSeat, path)).status).toBe(200);
  for (const seat of [null, 'x.y', stranger.latestSeat, `${lea!.latestSeat}x`])
    expect(await part(seat, path)).toMatchObject({ status: 403, code: 'forbidden' });
  const waiting = await join(server, made.id);
  await waiting.enter();
  expect((await part(waiting.latestSeat, path)).code).toBe('waiting');
  await leave(tom!);
  expect((await part(tom!.latestSeat, path)).code).toBe('not-entered');
});

test('a pupil gives a file only where the teacher lets them write, and no part under somebody else’s name', async () => {
  const { slate, host, students, part, announce } = await begun();
  const [lea, tom] = students;
  const file = randomBytes(16);
  expect(await announce(lea!, file, 100)).toEqual(refused('forbidden'));
  await host.ask('slate.allow', { slate, who: [lea!.id], box: randomBytes(80) });
  expect(await announce(lea!, file, 100)).toEqual({ ok: true, value: { next: 0 } });
  expect((await part(tom!.latestSeat, `${file}/0`, bytes(10))).code).toBe('not-found');
  await host.ask('slate.allow', { slate, who: 'nobody', box: randomBytes(80) });
  expect((await part(lea!.latestSeat, `${file}/0`, bytes(10))).code).toBe('forbidden');
  await host.ask('slate.allow', { slate, who: 'all', box: randomBytes(80) });
  expect((await part(lea!.latestSeat, `${file}/0`, bytes(10))).status).toBe(200);
  // One's own is taken back; another's, only by who holds the class.
  expect(await tom!.ask('file.drop', { file })).toEqual(refused('forbidden'));
  expect(await lea!.ask('file.drop', { file })).toMatchObject({ ok: true });
  expect((await part(lea!.latestSeat, `${file}/0`)).code).toBe('not-found');
});

test('a file has an end, so has a class, and so has the server: each is said, and what is taken back makes room', async () => {
  const settings = { class: { fileMegabytes: 1, filesMegabytes: 2 }, limits: { filesMegabytes: 3 } };
  const { server, host, announce } = await begun({ settings });
  const [first, second] = [randomBytes(16), randomBytes(16)];
  expect(await announce(host, first, mebibyte + 1, 5)).toEqual(refused('file-too-large'));
  expect(await announce(host, first, mebibyte, 5)).toMatchObject({ ok: true });
  expect(await announce(host, second, mebibyte, 5)).toMatchObject({ ok: true });
  expect(await announce(host, randomBytes(16), 1)).toEqual(refused('files-full'));
  expect(await host.ask('file.room', {})).toEqual({ ok: true, value: { file: mebibyte, left: 0 } });
  await host.ask('file.drop', { file: second });
  expect(await announce(host, randomBytes(16), mebibyte, 5)).toMatchObject({ ok: true });
  expect(server.app.census.count().sharedFile).toBe(2);
});

test('a part that is too large, out of order or more than was announced is refused, and one that came already is not held twice', async () => {
  const { host, part, announce } = await begun();
  const file = randomBytes(16);
  await announce(host, file, boxBytes + 10, 2);
  expect((await part(host.latestSeat, `${file}/0`, bytes(boxBytes + 1))).code).toBe('too-large');
  expect((await part(host.latestSeat, `${file}/1`, bytes(10))).code).toBe('conflict');
  expect((await part(host.latestSeat, `${file}/0`, bytes(boxBytes))).status).toBe(200);
  expect((await part(host.latestSeat, `${file}/0`, bytes(boxBytes))).status).toBe(200);
  // Where it was cut, it goes on.
  expect(await announce(host, file, boxBytes + 10, 2)).toEqual({ ok: true, value: { next: 1 } });
  expect((await part(host.latestSeat, `${file}/1`, bytes(11))).code).toBe('conflict');
  expect((await part(host.latestSeat, `${file}/1`, bytes(10))).status).toBe(200);
  expect(await announce(host, file, boxBytes + 10, 2)).toEqual(refused('exists'));
  expect((await part(host.latestSeat, `${file}/2`, bytes(10))).code).toBe('conflict');
  expect((await part(host.latestSeat, `${file}/9999`)).code).toBe('not-found');
});

test('what was begun and stopped holds no memory: its giver stops it, falls silent, or leaves', async () => {
  const clock = testClock();
  const { server, slate, host, students, announce, files } = await begun({ clock });
  const count = () => server.app.census.count().sharedFile;
  const stop = new AbortController();
  const stopped = await files.put(slate, new Blob([bytes(partBytes * 3)]), {
    signal: stop.signal,
    progress: () => stop.abort(),
  });
  expect(stopped).toEqual({ ok: false, code: 'stopped' });
  expect(count()).toBeUndefined();
  await announce(host, randomBytes(16), 100);
  expect(count()).toBe(1);
  clock.advance(121_000);
  expect(count()).toBeUndefined();
  await host.ask('slate.allow', { slate, who: 'all', box: randomBytes(80) });
  await announce(students[0]!, randomBytes(16), 100);
  expect(count()).toBe(1);
  await leave(students[0]!);
  expect(count()).toBeUndefined();
});

test('a file stays when its giver has left, and nothing says any more whose it was; with its slate it is gone', async () => {
  const { server, slate, host, students, made } = await begun();
  const [lea, tom] = students;
  await host.ask('slate.allow', { slate, who: 'all', box: randomBytes(80) });
  const given = await filesOf(server, made.id, lea!).put(slate, new Blob([bytes(10)]));
  if (!given.ok) throw new Error(given.code);
  const held = await lea!.ask('held', {});
  expect(held).toMatchObject({
    ok: true,
    value: { items: expect.arrayContaining([expect.objectContaining({ item: 'sharedFile', count: 1 })]) },
  });
  await leave(lea!);
  expect((await filesOf(server, made.id, tom!).get(slate, given.value)).ok).toBe(true);
  await host.ask('slate.drop', { slate });
  expect(server.app.census.count().sharedFile).toBeUndefined();
});

test('with the class its files are gone, and the receipt says how many there were', async () => {
  const { server, slate, host, files } = await begun();
  await files.put(slate, new Blob([bytes(10)]));
  expect(server.app.census.count().sharedFile).toBe(1);
  await host.ask('class.end', {});
  const receipt = JSON.stringify(await host.next('receipt'));
  expect(receipt).toContain('sharedFile');
  await expect.poll(() => server.app.census.count().sharedFile).toBeUndefined();
});

test('who has a file that the server has lost gives it again to who asks for it; where nobody has, it is said to be gone', async () => {
  const { server, slate, files, made, students, host } = await begun();
  const content = bytes(partBytes + 5);
  const given = await files.put(slate, new Blob([content]));
  if (!given.ok) throw new Error(given.code);
  // As a server that was started again: it has not got it, and its giver still has.
  await host.ask('file.drop', { file: given.value.id });
  const pupil = filesOf(server, made.id, students[0]!, 50);
  const came = await pupil.get(slate, given.value);
  expect(came.ok && new Uint8Array(await came.value.arrayBuffer())).toEqual(content);
  await files.drop(given.value.id);
  expect(await pupil.get(slate, given.value)).toEqual({ ok: false, code: 'gone' });
});

test('one person who asks too often for parts is slowed, and nobody else with them', async () => {
  const { part, students } = await begun();
  const [lea, tom] = students;
  const path = `${randomBytes(16)}/0`;
  const codes = await Promise.all(Array.from({ length: 1_300 }, () => part(lea!.latestSeat, path)));
  expect(codes.some(({ code }) => code === 'too-often')).toBe(true);
  expect((await part(tom!.latestSeat, path)).code).toBe('not-found');
});
