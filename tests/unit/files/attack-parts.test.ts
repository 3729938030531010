import { expect, test } from 'vitest';
import { limits } from '#protocol/limits.ts';
import type { Carrier } from '../../../client/files/port.ts';
import { randomBytes } from '../../kit/client.ts';
import { fileScene } from './scene.ts';

const { partBytes } = limits.files;
const content = (fill: number): Blob => new Blob([new Uint8Array(partBytes * 2 + 500).fill(fill)]);
const altered = { ok: false, code: 'altered' };

/** A server that hands out another part than the one asked for. */
const handing =
  (other: (path: string) => string) =>
  (carrier: Carrier): Carrier => ({ ...carrier, get: (path, signal) => carrier.get(other(path), signal) });
const partOf = (path: string): number => Number(path.slice(23));

const given = async (scene: ReturnType<typeof fileScene>, source = content(1)) => {
  const put = await scene.files.put(scene.slate, source);
  if (!put.ok) throw new Error(put.code);
  return put.value;
};

test('a server that swaps two parts of a file is found out', async () => {
  const scene = fileScene(handing((path) => `${path.slice(0, 23)}${[1, 0, 2][partOf(path)]}`));
  expect(await scene.files.get(scene.slate, await given(scene))).toEqual(altered);
});

test('a server that gives one part twice is found out', async () => {
  const scene = fileScene(handing((path) => `${path.slice(0, 23)}0`));
  expect(await scene.files.get(scene.slate, await given(scene))).toEqual(altered);
});

test('a server that cuts a file short is found out, even with a reference that says so: the last part says that it is', async () => {
  const scene = fileScene();
  const whole = await given(scene);
  const shorter = { ...whole, parts: 2, size: partBytes * 2 };
  expect(await scene.files.get(scene.slate, shorter)).toEqual(altered);
});

test('a part of another file, class or slate does not open here', async () => {
  const scene = fileScene();
  const one = await given(scene);
  const other = await given(scene, content(2));
  expect(await scene.files.get(scene.slate, { ...one, id: other.id })).toEqual(altered);
  expect(await scene.files.get(scene.slate, { ...one, key: other.key })).toEqual(altered);
  expect(await scene.elsewhere.get(scene.slate, one)).toEqual(altered);
  expect(await scene.files.get(randomBytes(16), one)).toEqual(altered);
  expect((await scene.files.get(scene.slate, one)).ok).toBe(true);
});

test('a byte that was altered, and a part that is longer or shorter, are found out', async () => {
  for (const change of [
    (box: Uint8Array) => box.with(40, box[40]! ^ 1),
    (box: Uint8Array) => box.slice(0, -1),
    (box: Uint8Array) => Uint8Array.from([...box, 0]),
  ]) {
    const scene = fileScene((carrier) => ({
      ...carrier,
      get: async (path, signal) => {
        const came = await carrier.get(path, signal);
        return came.ok ? { ok: true, value: Uint8Array.from(change(came.value)) } : came;
      },
    }));
    expect(await scene.files.get(scene.slate, await given(scene, new Blob(['hello'])))).toEqual(altered);
  }
});

test('a member who has the key, with the server, passes no other content off as the file: its hash stands in what was signed', async () => {
  const scene = fileScene();
  const one = await given(scene);
  // The same identifier and key, other content: what only a member can make.
  scene.cabinet.drop(one.id);
  scene.files.keep(scene.slate, one, content(9));
  await scene.files.wanted({ file: one.id });
  expect(await scene.files.get(scene.slate, one)).toEqual(altered);
});
