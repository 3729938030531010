import { expect, test } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { randomBytes, startLesson } from '../../kit/client.ts';
import { serverForTest } from '../../kit/records.ts';

const { slates: most } = limits;
const refused = (code: string) => ({ ok: false, code });
const done = { ok: true };

const begun = async (pupils = 2) => {
  const server = await serverForTest();
  const lesson = await startLesson(server, pupils);
  const slate = randomBytes(16);
  expect(await lesson.host.ask('slate.open', { slate, tool: 'board', who: 'nobody', after: 0 })).toMatchObject(done);
  return { server, slate, ...lesson };
};
const box = () => randomBytes(100);

test('only who holds the class opens, shuts, seals and erases a slate', async () => {
  const { slate, students } = await begun();
  const [pupil] = students;
  const other = randomBytes(16);
  expect(await pupil!.ask('slate.open', { slate: other, tool: 'board', who: 'all', after: 0 })).toEqual(refused('forbidden'));
  expect(await pupil!.ask('slate.allow', { slate, who: 'all', box: box() })).toEqual(refused('forbidden'));
  expect(await pupil!.ask('slate.keep', { slate, upTo: 0, part: 0, parts: 1, box: box() })).toEqual(refused('forbidden'));
  expect(await pupil!.ask('slate.drop', { slate })).toEqual(refused('forbidden'));
  expect(await pupil!.ask('slate.changeKey', { box: box() })).toEqual(refused('forbidden'));
});

test('a pupil writes where the teacher allows it, in a class that is not calmed; all are told in one order, the writer too', async () => {
  const { slate, host, students } = await begun();
  const [lea, tom] = students;
  expect(await lea!.ask('slate.add', { slate, box: box() })).toEqual(refused('forbidden'));
  await host.ask('slate.allow', { slate, who: [lea!.id], box: box() });
  const [mine, his] = [box(), box()];
  expect(await lea!.ask('slate.add', { slate, box: mine })).toEqual({ ok: true, value: {} });
  expect(await tom!.ask('slate.add', { slate, box: his })).toEqual(refused('forbidden'));
  expect(await tom!.ask('slate.glimpse', { slate, box: box() })).toEqual(refused('forbidden'));
  for (const one of [host, lea!, tom!]) {
    expect(await one.next('slate.added')).toMatchObject({ slate, seq: 1, from: host.id });
    expect(await one.next('slate.added')).toEqual({ slate, seq: 2, from: lea!.id, box: mine });
  }
  await host.ask('class.set', { calm: true });
  expect(await lea!.ask('slate.add', { slate, box: box() })).toEqual(refused('calm'));
  expect(await host.ask('slate.add', { slate, box: box() })).toMatchObject(done);
});

test('who comes late is told which slates there are, and reads all that is on them', async () => {
  const { slate, host, students } = await begun(1);
  for (let count = 0; count < 3; count++) await host.ask('slate.add', { slate, box: box() });
  await host.ask('slate.keep', { slate, upTo: 2, part: 0, parts: 2, box: randomBytes(most.partBytes) });
  const last = box();
  await host.ask('slate.keep', { slate, upTo: 2, part: 1, parts: 2, box: last });
  const [pupil] = students;
  const read = await pupil!.ask('slate.read', { slate, after: 0 });
  expect(read).toMatchObject({
    ok: true,
    value: { snapshot: { upTo: 2, parts: 2, from: host.id }, items: [{ seq: 3 }], last: 3, more: false },
  });
  expect(await pupil!.ask('slate.part', { slate, upTo: 2, part: 1 })).toEqual({ ok: true, value: { box: last } });
  expect(await pupil!.ask('slate.part', { slate, upTo: 1, part: 0 })).toEqual(refused('conflict'));
  // An older one does not take its place, nor one in the wrong order.
  expect(await host.ask('slate.keep', { slate, upTo: 1, part: 0, parts: 1, box: box() })).toEqual(refused('conflict'));
  expect(await host.ask('slate.keep', { slate, upTo: 3, part: 1, parts: 2, box: box() })).toEqual(refused('conflict'));
  expect(await host.ask('slate.keep', { slate, upTo: 9, part: 0, parts: 1, box: box() })).toEqual(refused('conflict'));
});

test('a slate has an end: who writes more is told, and a snapshot makes room', async () => {
  const { slate, host, students } = await begun(1);
  const [lea] = students;
  await host.ask('slate.allow', { slate, who: 'all', box: box() });
  const fits = Math.ceil(most.tailBytes / most.itemBytes);
  for (let count = 0; count < fits; count++)
    expect(await host.ask('slate.add', { slate, box: randomBytes(most.itemBytes) })).toMatchObject(done);
  expect(await lea!.ask('slate.add', { slate, box: box() })).toEqual(refused('slate-full'));
  // Who holds the class has a little more, so that they can erase; that has an end as well.
  expect(await host.ask('slate.add', { slate, box: box() })).toMatchObject(done);
  let more = 0;
  while ((await host.ask('slate.add', { slate, box: randomBytes(most.itemBytes) })).ok) more++;
  expect(more).toBeLessThan(fits * most.reserve + 1);
  expect(await host.ask('slate.keep', { slate, upTo: fits, part: 0, parts: 1, box: box() })).toMatchObject(done);
  expect(await lea!.ask('slate.add', { slate, box: box() })).toMatchObject(done);
});

test('of who leaves nothing says any more that they wrote, and what they wrote stays', async () => {
  const { server, slate, host, students } = await begun();
  const [lea] = students;
  await host.ask('slate.allow', { slate, who: 'all', box: box() });
  const theirs = box();
  await lea!.ask('slate.add', { slate, box: theirs });
  expect(server.app.census.count().slate).toBe(2);
  lea!.send('leave', {});
  await host.next('member.left');
  expect(await host.ask('slate.read', { slate, after: 1 })).toMatchObject({
    value: { items: [{ seq: 2, from: null, box: theirs }] },
  });
});

test('what several are about to write goes out together, to all, and is not kept', async () => {
  const { slate, host, students, server } = await begun();
  const [lea, tom] = students;
  await host.ask('slate.allow', { slate, who: 'all', box: box() });
  const [one, other] = [box(), box()];
  await Promise.all([lea!.ask('slate.glimpse', { slate, box: one }), host.ask('slate.glimpse', { slate, box: other })]);
  const seen: string[] = [];
  while (seen.length < 2) seen.push(...(await tom!.next('slate.glimpses')).all.map((glimpse) => glimpse.box));
  expect(seen.toSorted()).toEqual([one, other].toSorted());
  expect(server.app.census.count().content).toBeUndefined();
});

test('with the class everything on its slates is gone, and the receipt says how much there was', async () => {
  const { server, slate, host } = await begun(1);
  await host.ask('slate.add', { slate, box: box() });
  await host.ask('class.end', {});
  const receipt = JSON.stringify(await host.next('receipt'));
  expect(receipt).toContain('slate');
  await expect.poll(() => server.app.census.count().slate).toBeUndefined();
});

test('keys go from one browser to another, sealed, and to nobody else', async () => {
  const { host, students } = await begun();
  const [lea, tom] = students;
  await lea!.ask('slate.askKeys', { attempt: 0 });
  expect(await host.next('slate.keysAsked')).toEqual({ id: lea!.id, attempt: 0 });
  const sealed = box();
  await host.ask('slate.giveKeys', { to: lea!.id, box: sealed });
  expect(await lea!.next('slate.keys')).toEqual({ from: host.id, scope: 'private', box: sealed });
  await tom!.settle();
  expect(tom!.unread('slate.keys')).toEqual([]);
});
