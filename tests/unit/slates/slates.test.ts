import { expect, test } from 'vitest';
import { type Browser, type SlateClass, begunClass as begun, wordsOf } from './slateClass.ts';

const alike = (where: SlateClass, id: string, words: readonly string[], who = where.browsers) =>
  expect.poll(() => who.map((one) => wordsOf(where, one, id)), { timeout: 20_000 }).toEqual(who.map(() => words));

test('what the teacher writes is what everybody has, and the server has none of it', async () => {
  using begin = (await begun(3)).where;
  const [host] = begin.browsers;
  const id = begin.shelf.list[0]!.slate;
  expect(await begin.of(host!, id).write({ key: 'a', word: 'théorème' })).toBeNull();
  await alike(begin, id, ['a=théorème']);
  expect(JSON.stringify(begin.shelf.read(id, 0))).not.toContain('théorème');
});

test('a pupil writes once they may, and no longer once they may not; what they wrote is theirs', async () => {
  const { where, host, others, id } = await begun(2);
  using _ = where;
  const [lea, tom] = others as [Browser, Browser];
  expect(await where.of(lea, id).write({ key: 'a', word: 'non' })).toBe('forbidden');
  await where.of(host, id).allow([lea.id]);
  expect(await where.of(lea, id).write({ key: 'a', word: 'oui' })).toBeNull();
  expect(await where.of(tom, id).write({ key: 'b', word: 'non' })).toBe('forbidden');
  await where.of(host, id).allow('all');
  expect(await where.of(tom, id).write({ key: 'a', word: 'volé' })).toBeNull();
  await alike(where, id, ['a=oui']);
  await where.of(host, id).allow('nobody');
  expect(await where.of(lea, id).write({ key: 'a', word: 'tard' })).toBe('forbidden');
  await where.of(host, id).write({ key: 'a', word: 'corrigé' });
  await alike(where, id, ['a=corrigé']);
});

test('a pupil whom the server lets write all the same is refused by every browser', async () => {
  const { where, others, id } = await begun(2);
  using _ = where;
  const [lea, tom] = others as [Browser, Browser];
  where.shelf.setWriters(id, 'all');
  expect(await where.of(lea, id).write({ key: 'a', word: 'passé' })).toBeNull();
  await expect.poll(() => tom.warned).toEqual(['slate Élève 0']);
  await alike(where, id, []);
});

test('who comes late has everything, also once the teacher has sealed it as one, and after a reload', async () => {
  const { where, host, id } = await begun(1);
  using _ = where;
  for (let index = 0; index < 8; index++) await where.of(host, id).write({ key: 'a', word: String(index) });
  await where.join('En retard');
  await alike(where, id, ['a=7']);
  await where.of(host, id).keep();
  expect(where.shelf.read(id, 0)).toMatchObject({ items: [], snapshot: { upTo: 8, parts: 1 } });
  await where.of(host, id).write({ key: 'b', word: 'après' });
  await where.join('Encore plus tard');
  await alike(where, id, ['a=7', 'b=après']);
  // The only one who holds the class has forgotten the keys: somebody hands them back, and they are changed.
  const again = await where.reload(host);
  await alike(where, id, ['a=7', 'b=après']);
  expect(await where.of(again, id).write({ key: 'c', word: 'rechargé' })).toBeNull();
  await alike(where, id, ['a=7', 'b=après', 'c=rechargé']);
});

test('who comes late has everything while the teacher’s line is cut, from those who are there', async () => {
  const { where, host, others, id } = await begun(1);
  using _ = where;
  const [lea] = others as [Browser];
  await where.of(host, id).allow('all');
  await where.of(host, id).write({ key: 'a', word: 'avant' });
  await where.of(host, id).keep();
  await where.of(lea, id).write({ key: 'b', word: 'après' });
  await alike(where, id, ['a=avant', 'b=après']);
  host.online = false;
  const late = await where.join('En retard');
  await alike(where, id, ['a=avant', 'b=après']);
  expect(await where.of(late, id).write({ key: 'c', word: 'aussi' })).toBeNull();
  await alike(where, id, ['a=avant', 'b=après', 'c=aussi'], [late, lea]);
});

test('what is written while the line is cut is written once it is back, once and in its order', async () => {
  const { where, host, others, id } = await begun(1);
  using _ = where;
  const [lea] = others as [Browser];
  await where.of(host, id).allow('all');
  await alike(where, id, []);
  lea.online = false;
  const late = [1, 2, 3].map((number) => where.of(lea, id).write({ key: 'lea', word: String(number) }));
  expect(where.of(lea, id).pending).toHaveLength(3);
  await where.of(host, id).write({ key: 'a', word: 'pendant' });
  await where.back(lea);
  expect(await Promise.all(late)).toEqual([null, null, null]);
  await alike(where, id, ['a=pendant', 'lea=3']);
  // Who may write, what the teacher wrote, and each of the three once.
  expect(where.of(host, id).extent.last).toBe(5);
});

test('a server that was started again is given everything back by those who are there', async () => {
  const { where, host, others, id } = await begun(2);
  using _ = where;
  const [lea, tom] = others as [Browser, Browser];
  await where.of(host, id).allow('all');
  await where.of(host, id).write({ key: 'a', word: 'avant' });
  await alike(where, id, ['a=avant']);
  // The teacher's line is cut first: what Léa writes then, the teacher has not.
  host.online = false;
  await where.of(lea, id).write({ key: 'b', word: 'juste avant' });
  await expect.poll(() => wordsOf(where, tom, id)).toContain('b=juste avant');
  where.shelf[Symbol.dispose]();
  for (const one of [lea, tom, host]) one.online = false;
  await where.back(lea, true);
  await where.back(tom, true);
  await where.back(host, true);
  await alike(where, id, ['a=avant', 'b=juste avant']);
  expect(await where.of(tom, id).write({ key: 'c', word: 'après' })).toBeNull();
  await alike(where, id, ['a=avant', 'b=juste avant', 'c=après']);
});

test('whoever leaves has no key of what is written afterwards, and all that stands is sealed anew', async () => {
  const { where, host, others, id } = await begun(2);
  using _ = where;
  const [lea] = others as [Browser];
  await where.of(host, id).allow('all');
  await where.of(lea, id).write({ key: 'a', word: 'de Léa' });
  await alike(where, id, ['a=de Léa']);
  const before = where.shelf.read(id, 0).items.map(({ box }) => box.slice(0, 21));
  await where.leave(lea);
  await expect.poll(() => where.shelf.read(id, 0).snapshot?.upTo).toBe(2);
  await where.of(host, id).write({ key: 'b', word: 'secret' });
  const [after] = where.shelf.read(id, 2).items;
  expect(before).not.toContain(after!.box.slice(0, 21));
  expect(where.shelf.authors).not.toContain(lea.id);
  await where.join('En retard');
  await alike(where, id, ['a=de Léa', 'b=secret']);
});

test('who comes between a departure and the new seal has everything a moment later', async () => {
  const { where, host, others, id } = await begun(1);
  using _ = where;
  const [lea] = others as [Browser];
  await where.of(host, id).allow('all');
  await where.of(lea, id).write({ key: 'a', word: 'de Léa' });
  await where.leave(lea);
  await where.join('En retard');
  await alike(where, id, ['a=de Léa']);
});

test('a server that withholds, repeats, exchanges or invents what is written is found out', async () => {
  const { where, host, others, id } = await begun(2);
  using _ = where;
  const [lea, tom] = others as [Browser, Browser];
  await where.of(host, id).allow('all');
  await alike(where, id, []);
  // Tom is not given what Léa writes, and the numbers are made to fit.
  let hidden = 0;
  where.tamper = (to, name, news) => {
    if (to.id !== tom.id || name !== 'slate.added') return news;
    const item = news as { from: string; seq: number };
    if (item.from === lea.id) hidden++;
    return item.from === lea.id ? null : { ...item, seq: item.seq - hidden };
  };
  await where.of(lea, id).write({ key: 'a', word: 'caché' });
  await expect.poll(() => wordsOf(where, host, id)).toEqual(['a=caché']);
  await where.of(host, id).write({ key: 'b', word: 'montré' });
  await expect.poll(() => tom.warned).toContain('slateFork');
  expect(host.warned).toEqual([]);
});

test('what was written once does not count again, nor as another’s', async () => {
  const { where, host, others, id } = await begun(2);
  using _ = where;
  const [lea, tom] = others as [Browser, Browser];
  await where.of(host, id).allow('all');
  await where.of(lea, id).write({ key: 'a', word: 'une' });
  await where.of(lea, id).write({ key: 'a', word: 'deux' });
  const [, first] = where.shelf.read(id, 0).items;
  where.tell(where.browsers, 'slate.added', { slate: id, ...where.shelf.add(id, lea.id, first!.box, false) });
  await expect.poll(() => tom.warned).toEqual(['slate Élève 0']);
  where.tell(where.browsers, 'slate.added', { slate: id, ...where.shelf.add(id, tom.id, first!.box, false) });
  await expect.poll(() => host.warned).toEqual(['slate Élève 0', 'slate Élève 1']);
  await alike(where, id, ['a=deux']);
});

test('whatever is written at once by many, all have the same', async () => {
  const { where, host, others, id } = await begun(4);
  using _ = where;
  await where.of(host, id).allow('all');
  const all = [host, ...others];
  const written = all.flatMap((one, index) =>
    Array.from({ length: 12 }, (_value, turn) => where.of(one, id).write({ key: `${turn % 3}`, word: `${index}.${turn}` })),
  );
  await where.of(host, id).keep();
  expect(new Set(await Promise.all(written))).toEqual(new Set([null]));
  await expect.poll(() => new Set(where.browsers.map((one) => wordsOf(where, one, id).join())).size, { timeout: 20_000 }).toBe(1);
  await where.join('En retard');
  await expect.poll(() => new Set(where.browsers.map((one) => wordsOf(where, one, id).join())).size, { timeout: 20_000 }).toBe(1);
  expect(where.browsers.flatMap(({ warned }) => warned)).toEqual([]);
});

test('what somebody is about to write is seen by the others for a moment, and not by the server', async () => {
  const { where, host, others, id } = await begun(1);
  using _ = where;
  const [lea] = others as [Browser];
  await where.of(host, id).write({ key: 'a', word: 'oui' });
  await alike(where, id, ['a=oui']);
  const seen: string[] = [];
  const stop = where.of(lea, id).glimpses.seen.subscribe((all) => seen.push(...Array.from(all.values(), ({ value }) => value)));
  const told: string[] = [];
  where.tamper = (_to, name, news) => {
    if (name === 'slate.glimpses') told.push(JSON.stringify(news));
    return news;
  };
  await where.of(host, id).glimpses.show('en train de');
  await expect.poll(() => seen).toContain('en train de');
  expect(told.join()).not.toContain('en train');
  await expect.poll(() => where.of(lea, id).glimpses.seen.value.size).toBe(0);
  stop();
});

test('what a pupil writes under a key that nobody has holds up nobody for long', async () => {
  const { where, host, others, id } = await begun(2);
  using _ = where;
  const [lea] = others as [Browser];
  await where.of(host, id).allow('all');
  await alike(where, id, []);
  const bogus = Buffer.from(crypto.getRandomValues(new Uint8Array(300))).toString('base64url');
  where.tell(where.browsers, 'slate.added', { slate: id, ...where.shelf.add(id, lea.id, bogus, false) });
  expect(await where.of(host, id).write({ key: 'a', word: 'la suite' })).toBeNull();
  await alike(where, id, ['a=la suite']);
});
