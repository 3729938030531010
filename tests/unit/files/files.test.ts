import * as v from 'valibot';
import { expect, test } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { partsOf, sealedBytes } from '../../../client/crypto/files/partBox.ts';
import { fileReference } from '../../../client/files/reference.ts';
import type { Carrier } from '../../../client/files/port.ts';
import { fileScene } from './scene.ts';

const { partBytes, boxBytes } = limits.files;
const bytes = (length: number) => Uint8Array.from({ length }, (_zero, at) => at % 253);

test.each([0, 1, 4_095, 4_096, partBytes - 1, partBytes, partBytes + 1, partBytes * 2])(
  'a file of %i bytes comes back as it was, and takes the room that was announced',
  async (length) => {
    const { files, slate, cabinet } = fileScene();
    const given = await files.put(slate, new Blob([bytes(length)], { type: 'text/plain' }));
    if (!given.ok) throw new Error(given.code);
    expect(v.is(fileReference, given.value)).toBe(true);
    expect(given.value).toMatchObject({ size: length, type: 'text/plain', parts: partsOf(length) });
    const came = await files.get(slate, given.value);
    expect(came.ok && new Uint8Array(await came.value.arrayBuffer())).toEqual(bytes(length));
    let held = 0;
    for (let part = 0; part < given.value.parts; part += 1) held += cabinet.part(given.value.id, part).length;
    expect(held).toBe(sealedBytes(length));
  },
);

test('what the server holds says of a small file no more than that it is small', () => {
  expect(new Set([0, 1, 100, 4_096].map(sealedBytes)).size).toBe(1);
  expect(sealedBytes(partBytes)).toBe(boxBytes);
});

/** A line that is cut at every second part. */
const cutOften = (carrier: Carrier): Carrier => {
  let count = 0;
  const cut = () => (count += 1) % 2 === 1;
  return {
    put: (path, box, signal) => (cut() ? Promise.resolve({ ok: false, code: 'offline' }) : carrier.put(path, box, signal)),
    get: (path, signal) => (cut() ? Promise.resolve({ ok: false, code: 'offline' }) : carrier.get(path, signal)),
  };
};

test('over a line that is cut again and again it goes on by itself, and says when it waits', async () => {
  const { files, slate } = fileScene(cutOften);
  const waits: boolean[] = [];
  const content = bytes(partBytes * 3);
  const given = await files.put(slate, new Blob([content]), { waiting: (waiting) => waits.push(waiting) });
  if (!given.ok) throw new Error(given.code);
  expect(waits).toEqual([true, false, true, false, true, false]);
  const came = await files.get(slate, given.value);
  expect(came.ok && new Uint8Array(await came.value.arrayBuffer())).toEqual(content);
});

test('a later part that does not come is no cut, as long as the one before it comes', async () => {
  const told: (string | number)[] = [];
  const tried = Promise.withResolvers<void>();
  let isCut = true;
  const { files, slate } = fileScene((carrier) => ({
    ...carrier,
    get: async (path, signal) => {
      await new Promise((pass) => setTimeout(pass));
      if (!path.endsWith('/2')) await tried.promise;
      else if (isCut) tried.resolve();
      return isCut && path.endsWith('/2') ? { ok: false, code: 'offline' } : carrier.get(path, signal);
    },
  }));
  const given = await files.put(slate, new Blob([bytes(partBytes * 3)]));
  if (!given.ok) throw new Error(given.code);
  const came = await files.get(slate, given.value, {
    progress: (done) => told.push(done / partBytes),
    waiting: (waits) => {
      told.push(waits ? 'waits' : 'goes on');
      isCut = false;
    },
  });
  expect(came.ok).toBe(true);
  expect(told).toEqual([1, 2, 'waits', 'goes on', 3]);
});

test('a download that was stopped goes on where it was', async () => {
  const asked: string[] = [];
  const { files, slate } = fileScene((carrier) => ({
    ...carrier,
    get: (path, signal) => {
      asked.push(path.slice(23));
      return carrier.get(path, signal);
    },
  }));
  const given = await files.put(slate, new Blob([bytes(partBytes * 3)]));
  if (!given.ok) throw new Error(given.code);
  const incoming = files.incoming(slate, given.value);
  const stop = new AbortController();
  expect(await incoming.fetch({ signal: stop.signal, progress: () => stop.abort() })).toEqual({ ok: false, code: 'stopped' });
  asked.length = 0;
  expect((await incoming.fetch()).ok).toBe(true);
  expect(asked).toEqual(['1', '2']);
});

test('what the server forgot on the way is given from the beginning, without anybody doing anything', async () => {
  let forgotten = false;
  const { files, slate, cabinet } = fileScene((carrier) => ({
    ...carrier,
    put: (path, box, signal) => {
      if (path.endsWith('/1') && !forgotten) {
        forgotten = true;
        cabinet.drop(path.slice(0, 22));
      }
      return carrier.put(path, box, signal);
    },
  }));
  const content = bytes(partBytes * 2 + 1);
  const given = await files.put(slate, new Blob([content]));
  if (!given.ok) throw new Error(given.code);
  const came = await files.get(slate, given.value);
  expect(came.ok && new Uint8Array(await came.value.arrayBuffer())).toEqual(content);
});

test('a file that the device does not give is said to be unread, and nothing of it stays on the server', async () => {
  const { files, slate, cabinet } = fileScene();
  const broken = {
    size: 10,
    type: '',
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }),
  } as unknown as Blob;
  expect(await files.put(slate, broken)).toEqual({ ok: false, code: 'unread' });
  expect(cabinet.authors).toEqual([]);
});

test('with the class everything stops', async () => {
  const { files, slate } = fileScene();
  const given = await files.put(slate, new Blob([bytes(10)]));
  if (!given.ok) throw new Error(given.code);
  files[Symbol.dispose]();
  expect(await files.get(slate, given.value)).toEqual({ ok: false, code: 'stopped' });
});
