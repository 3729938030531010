import { expect, test } from 'vitest';
import type { TestClient } from '../kit/client.ts';
import { useStage } from '../kit/scene.ts';

const stage = useStage();
const ok = { ok: true, value: {} };
const forbidden = { ok: false, code: 'forbidden' };

const settle = (...clients: TestClient[]): Promise<unknown> => Promise.all(clients.map((client) => client.settle()));

test('a message to all reaches everybody but its sender', async () => {
  const { host, pupils } = await stage.lesson();
  const [ada, ben] = pupils;
  expect(await ada!.ask('chat.all', { box: 'c2VhbGVk' })).toEqual(ok);
  const told = { from: ada!.id, scope: 'all', box: 'c2VhbGVk' };
  expect([await host.next('chat'), await ben!.next('chat')]).toEqual([told, told]);
  await ada!.settle();
  expect(ada!.heard).toEqual([]);
});

test('a late joiner gets nothing of what was written before', async () => {
  const { host, pupils, welcome } = await stage.lesson();
  const box = 'd3JpdHRlbi1iZWZvcmU';
  await pupils[0]!.ask('chat.all', { box });
  await host.ask('chat.all', { box });
  await host.ask('react', { box });
  const late = await welcome();
  await late.settle();
  expect(late.heard).toEqual([]);
});

test('the snapshot of a late joiner holds no message', async () => {
  const lesson = await stage.lesson();
  const box = 'd3JpdHRlbi1iZWZvcmU';
  await lesson.pupils[0]!.ask('chat.all', { box });
  const late = await lesson.knock();
  await lesson.group.admit(lesson.host, [late]);
  expect(JSON.stringify(await late.next('admitted'))).not.toContain(box);
});

test('a message to the hosts reaches the hosts that it names and nobody else', async () => {
  const { host, cohost, pupils, colleague } = await stage.lesson({ cohost: true });
  const third = await colleague();
  const [ada, ben] = pupils;
  const boxes = [
    { to: host.id, box: 'aG9zdA' },
    { to: cohost.id, box: 'Y29ob3N0' },
  ];
  expect(await ada!.ask('chat.hosts', { boxes })).toEqual(ok);
  expect(await host.next('chat')).toEqual({ from: ada!.id, scope: 'hosts', box: 'aG9zdA' });
  expect(await cohost.next('chat')).toEqual({ from: ada!.id, scope: 'hosts', box: 'Y29ob3N0' });
  await settle(host, cohost, ben!, ada!, third);
  expect([host, cohost, ben!, ada!, third].flatMap((client) => client.unread('chat'))).toEqual([]);
});

test('a message to the hosts that also names a pupil reaches nobody', async () => {
  const { host, pupils } = await stage.lesson();
  const [ada, ben] = pupils;
  const boxes = [host, ben!].map(({ id }) => ({ to: id, box: 'AAAA' }));
  expect(await ada!.ask('chat.hosts', { boxes })).toEqual(forbidden);
  await settle(host, ben!);
  expect([...host.heard, ...ben!.heard]).toEqual([]);
});

test('a pupil cannot write to a pupil alone, unless the class allows it', async () => {
  const { host, pupils, stateFor } = await stage.lesson({ pupils: 3 });
  const [ada, ben, cleo] = pupils;
  const write = () => ada!.ask('chat.private', { to: ben!.id, box: 'AAAA' });
  expect(await write()).toEqual(forbidden);
  await ben!.settle();
  expect(ben!.heard).toEqual([]);
  await host.ask('class.set', { rights: { privateChat: true } });
  expect((await stateFor(ada!)).rights.privateChat).toBe(true);
  expect(await write()).toEqual(ok);
  expect(await ben!.next('chat')).toEqual({ from: ada!.id, scope: 'private', box: 'AAAA' });
  await settle(host, cleo!);
  expect([...host.unread('chat'), ...cleo!.unread('chat')]).toEqual([]);
});

test('a pupil and a host write to each other alone', async () => {
  const { host, pupils } = await stage.lesson();
  const [ada, ben] = pupils;
  expect(await ada!.ask('chat.private', { to: host.id, box: 'aGVscA' })).toEqual(ok);
  expect(await host.next('chat')).toEqual({ from: ada!.id, scope: 'private', box: 'aGVscA' });
  expect(await host.ask('chat.private', { to: ada!.id, box: 'eWVz' })).toEqual(ok);
  expect(await ada!.next('chat')).toEqual({ from: host.id, scope: 'private', box: 'eWVz' });
  await ben!.settle();
  expect(ben!.heard).toEqual([]);
});

test('a pupil without the right to write writes to nobody, not even the hosts', async () => {
  const { host, pupils } = await stage.lesson();
  await host.ask('person.grant', { id: pupils[0]!.id, grants: { chat: false, react: false } });
  expect(await pupils[0]!.ask('chat.all', { box: 'AAAA' })).toEqual(forbidden);
  expect(await pupils[0]!.ask('chat.hosts', { boxes: [{ to: host.id, box: 'AAAA' }] })).toEqual(forbidden);
  expect(await pupils[0]!.ask('chat.private', { to: host.id, box: 'AAAA' })).toEqual(forbidden);
  expect(await pupils[0]!.ask('react', { box: 'AAAA' })).toEqual(forbidden);
});

test('a reaction reaches everybody but its sender', async () => {
  const { host, pupils } = await stage.lesson();
  await pupils[0]!.ask('react', { box: 'aGk' });
  expect(await host.next('reaction')).toEqual({ from: pupils[0]!.id, box: 'aGk' });
  await settle(pupils[0]!);
  expect(pupils[0]!.heard).toEqual([]);
});

test('nothing is said from one class to another', async () => {
  const here = await stage.lesson();
  const there = await stage.lesson();
  const to = there.pupils[0]!.id;
  const notFound = { ok: false, code: 'not-found' };
  expect(await here.host.ask('chat.private', { to, box: 'AAAA' })).toEqual(notFound);
  expect(await here.host.ask('person.remove', { id: to })).toEqual(notFound);
  await here.group.commit(here.host, {});
  await here.host.ask('chat.all', { box: 'AAAA' });
  await there.pupils[0]!.settle();
  expect(there.pupils[0]!.heard).toEqual([]);
});
