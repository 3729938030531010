import { expect, test } from 'vitest';
import type { Answer } from '#protocol/messages.ts';
import { toBase64url } from '../../../client/crypto/base/bytes.ts';
import { toJson } from '../../../client/crypto/base/sealedJson.ts';
import { sealBox } from '../../../client/crypto/slates/slateBox.ts';
import { SlateKeys, newSlateKey } from '../../../client/crypto/slates/slateKeys.ts';
import { begunClass, type Browser, type SlateClass, wordsOf } from './slateClass.ts';

const classId = 'C'.repeat(22);
const alike = (where: SlateClass, id: string, words: readonly string[], who = where.browsers) =>
  expect.poll(() => who.map((one) => wordsOf(where, one, id)), { timeout: 20_000 }).toEqual(who.map(() => words));
const lettingAllWrite = async (pupils: number) => {
  const begun = await begunClass(pupils);
  await begun.where.of(begun.host, begun.id).allow('all');
  await alike(begun.where, begun.id, []);
  return begun;
};
const changed = (answer: Answer<unknown>, to: object): Answer<unknown> =>
  answer.ok ? { ok: true, value: { ...(answer.value as object), ...to } } : answer;
/** An item under a key that its writer alone has. */
const underOwnKey = async (where: SlateClass, { id: from }: Browser, slate: string, n: number) => {
  const given = newSlateKey(99);
  const keys = new SlateKeys();
  await keys.take(given, true);
  const place = { classId, slate: `words/${slate}`, from, upTo: null };
  const entry = { n, life: 0, seen: 0, head: 'A'.repeat(22), content: { op: { key: 'tom', word: 'seul' } } };
  return { given, box: toBase64url(await sealBox(keys, where.members.get(from)!.signing, place, toJson(entry))) };
};
const send = (where: SlateClass, { id: from }: Browser, slate: string, box: string) =>
  where.tell(where.browsers, 'slate.added', { slate, ...where.shelf.add(slate, from, box, false) });

test('a server that tells nobody of the new key after a departure gets nothing more under the old one', async () => {
  const { where, host, others, id } = await lettingAllWrite(2);
  using _ = where;
  const [lea, tom] = others as [Browser, Browser];
  const old = where.shelf.read(id, 0).items[0]!.box.slice(0, 21);
  const under: string[] = [];
  let isTelling = false;
  where.tamper = (_to, name, news) => {
    if (name === 'slate.added') under.push((news as { box: string }).box.slice(0, 21));
    return name === 'slate.keys' && !isTelling ? null : news;
  };
  await where.leave(lea);
  const written = [host, tom].map((one, index) => where.of(one, id).write({ key: String(index), word: 'secret' }));
  await where.of(tom, id).idle();
  expect(under).toEqual([]);
  // It tells them at last: what waited is written, and nothing of it under a key that Léa has.
  isTelling = true;
  expect(await Promise.all(written)).toEqual([null, null]);
  await alike(where, id, ['0=secret', '1=secret']);
  expect(under).not.toContain(old);
});

test('a departure whose new key the server does not take is followed by another attempt', async () => {
  const { where, host, others, id } = await lettingAllWrite(1);
  using _ = where;
  const [lea] = others as [Browser];
  const before = where.shelf.read(id, 0).items[0]!.box.slice(0, 21);
  let refusals = 0;
  where.lie = (_browser, name, answer) => (name === 'slate.changeKey' && refusals++ === 0 ? { ok: false, code: 'calm' } : answer);
  where.tamper = (_to, name, news) => (name === 'slate.keys' && refusals < 2 ? null : news);
  await where.leave(lea);
  await expect.poll(() => refusals, { timeout: 20_000 }).toBeGreaterThan(1);
  expect(await where.of(host, id).write({ key: 'a', word: 'après' })).toBeNull();
  await expect.poll(() => where.shelf.read(id, 0).snapshot?.upTo).toBeGreaterThan(0);
  expect(where.shelf.read(id, 1).items.map(({ box }) => box.slice(0, 21))).not.toContain(before);
});

test('one item under a key that nobody has does not stop the class from being sealed anew', async () => {
  const { where, host, others, id } = await lettingAllWrite(1);
  using _ = where;
  const [lea] = others as [Browser];
  send(where, lea, id, (await underOwnKey(where, lea, id, 1)).box);
  expect(await where.of(host, id).write({ key: 'a', word: 'la suite' })).toBeNull();
  await alike(where, id, ['a=la suite']);
  await where.of(host, id).keep();
  expect(where.shelf.read(id, 0)).toMatchObject({ items: [], snapshot: { upTo: 3 } });
});

test('many items under keys that nobody has hold up the class no longer than one', async () => {
  const { where, host, others, id } = await lettingAllWrite(1);
  using _ = where;
  const [lea] = others as [Browser];
  for (let n = 1; n <= 60; n++) send(where, lea, id, (await underOwnKey(where, lea, id, n)).box);
  const began = performance.now();
  expect(await where.of(host, id).write({ key: 'a', word: 'la suite' })).toBeNull();
  await alike(where, id, ['a=la suite'], [host]);
  // Each would take 160 ms of this class's quick time.
  expect(performance.now() - began).toBeLessThan(60 * 100);
});

test('a pupil gives one other a key, and shows them what the rest cannot see: nobody takes it', async () => {
  const { where, host, others, id } = await lettingAllWrite(2);
  using _ = where;
  const [lea, tom] = others as [Browser, Browser];
  const { given, box } = await underOwnKey(where, lea, id, 1);
  const toTom = () => where.tell([tom], 'slate.keys', { from: lea.id, scope: 'private', box: JSON.stringify(given) });
  toTom();
  send(where, lea, id, box);
  toTom();
  await where.of(host, id).write({ key: 'a', word: 'la suite' });
  await alike(where, id, ['a=la suite']);
});

test('a pupil who pushes keys to the teacher has no key changed: who comes late can still read', async () => {
  const { where, host, others, id } = await lettingAllWrite(1);
  using _ = where;
  const [lea] = others as [Browser];
  await where.of(host, id).write({ key: 'a', word: 'avant' });
  for (let count = 0; count < 40; count++)
    await where.slatesOf(host).keysTold({ from: lea.id, scope: 'private', box: JSON.stringify(newSlateKey(1)) });
  await where.join('En retard');
  await alike(where, id, ['a=avant']);
});

test('a server that goes back to an older state is found out, after a cut and after taking the slate away', async () => {
  const { where, host, others, id } = await lettingAllWrite(1);
  using _ = where;
  const [lea] = others as [Browser];
  await where.of(host, id).write({ key: 'a', word: 'vieux' });
  await where.of(host, id).keep();
  const old = where.shelf.read(id, 0);
  const part = where.shelf.part(id, old.snapshot!.upTo, 0);
  await where.of(host, id).write({ key: 'a', word: 'neuf' });
  await alike(where, id, ['a=neuf']);
  where.lie = (browser, name, answer) => {
    if (browser !== lea) return answer;
    if (name === 'slate.read') return changed(answer, { ...old, items: [] });
    return name === 'slate.part' ? { ok: true, value: { box: part } } : answer;
  };
  lea.online = false;
  await where.back(lea);
  await expect.poll(() => lea.warned).toContain('slateFork');
  expect(wordsOf(where, lea, id)).toEqual(['a=neuf']);
  lea.warned.length = 0;
  const { list } = where.shelf;
  where.slatesOf(lea).listed({ slates: [] });
  where.slatesOf(lea).listed({ slates: list });
  await expect.poll(() => lea.warned).toContain('slateFork');
  expect(wordsOf(where, lea, id)).not.toEqual(['a=vieux']);
});

test('who comes late and is shown an old snapshot as the newest, or less than there is, is warned', async () => {
  const { where, host, id } = await lettingAllWrite(0);
  using _ = where;
  await where.of(host, id).write({ key: 'a', word: 'vieux' });
  await where.of(host, id).keep();
  const old = where.shelf.read(id, 0);
  const part = where.shelf.part(id, old.snapshot!.upTo, 0);
  await where.of(host, id).write({ key: 'a', word: 'neuf' });
  where.lie = (browser, name, answer) => {
    if (browser === host) return answer;
    if (name === 'slate.read') return changed(answer, { ...old, items: [] });
    return name === 'slate.part' ? { ok: true, value: { box: part } } : answer;
  };
  const late = await where.join('En retard');
  await expect.poll(() => late.warned).toContain('slateFork');
  expect(where.of(late, id).isRead.value).toBe(false);
});

test('nobody sees what somebody is about to write who may not', async () => {
  const { where, host, others, id } = await begunClass(2);
  using _ = where;
  const [lea, tom] = others as [Browser, Browser];
  await where.of(host, id).write({ key: 'a', word: 'oui' });
  await alike(where, id, ['a=oui']);
  const seen: string[] = [];
  where.of(tom, id).glimpses.seen.subscribe((all) => seen.push(...Array.from(all.values(), ({ value }) => value)));
  await where.of(lea, id).glimpses.show('sans droit');
  await where.of(host, id).glimpses.show('avec');
  await expect.poll(() => seen).toContain('avec');
  expect(seen).not.toContain('sans droit');
});

test('what a co-host allowed counts alike for who was there and who comes once they are none any more', async () => {
  const { where, host, others, id } = await begunClass(2);
  using _ = where;
  const [lea, tom] = others as [Browser, Browser];
  where.setHolds(lea, true);
  await where.of(lea, id).allow('all');
  expect(await where.of(tom, id).write({ key: 'a', word: 'permis' })).toBeNull();
  await alike(where, id, ['a=permis']);
  where.setHolds(lea, false);
  const late = await where.join('En retard');
  await alike(where, id, ['a=permis']);
  expect(await where.of(late, id).write({ key: 'b', word: 'aussi' })).toBeNull();
  await alike(where, id, ['a=permis', 'b=aussi']);
  expect(host.warned.concat(tom.warned)).toEqual([]);
});

test('the only teacher reloads right after a departure: the class can be sealed again', async () => {
  const { where, host, others, id } = await lettingAllWrite(2);
  using _ = where;
  const [lea] = others as [Browser];
  await where.of(lea, id).write({ key: 'a', word: 'de Léa' });
  await where.of(host, id).write({ key: 'b', word: 'à moi' });
  await alike(where, id, ['a=de Léa', 'b=à moi']);
  where.tamper = (_to, name, news) => (name === 'slate.keys' ? null : news);
  const leaving = where.leave(lea);
  const again = await where.reload(host);
  await leaving;
  where.tamper = (_to, _name, news) => news;
  await expect.poll(() => where.of(again, id).state.size, { timeout: 20_000 }).toBeGreaterThan(0);
  for (let count = 0; count < 510; count++) void where.of(again, id).write({ key: 'c', word: String(count) });
  await expect.poll(() => where.shelf.read(id, 0).snapshot?.upTo ?? 0, { timeout: 60_000 }).toBeGreaterThan(0);
  await expect.poll(() => new Set(where.browsers.map((one) => wordsOf(where, one, id).join())).size, { timeout: 20_000 }).toBe(1);
});
