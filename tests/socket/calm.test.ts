import { expect, test } from 'vitest';
import { openMedia, produce, turnOn, useStage } from '../kit/scene.ts';

const stage = useStage();
const ok = { ok: true, value: {} };
const calm = { ok: false, code: 'calm' };
const forbidden = { ok: false, code: 'forbidden' };
const box = 'AAAA';

test('calming the class stops every pupil’s streams at once, and no host’s', async () => {
  const { host, cohost, pupils } = await stage.lesson({ cohost: true });
  await turnOn(stage.server, host, 'mic');
  await turnOn(stage.server, cohost, 'mic');
  await turnOn(stage.server, pupils[0]!, 'mic', 'camera');
  await host.ask('person.grant', { id: pupils[1]!.id, grants: { screen: true } });
  await turnOn(stage.server, pupils[1]!, 'screen');
  await host.forget();
  await host.ask('class.set', { calm: true });
  expect([await pupils[0]!.next('stopped'), await pupils[0]!.next('stopped')]).toEqual([
    { source: 'mic', by: host.id },
    { source: 'camera', by: host.id },
  ]);
  expect(await pupils[1]!.next('stopped')).toEqual({ source: 'screen', by: host.id });
  const changed = host.unread('member.changed');
  expect(changed.filter(({ sending }) => sending?.length === 0).map(({ id }) => id)).toEqual([pupils[0]!.id, pupils[1]!.id]);
  expect(changed.map(({ id }) => id)).not.toContain(cohost.id);
});

test('a calmed class refuses pupils’ media, chat and reactions, but not a raised hand', async () => {
  const { host, cohost, pupils, stateFor } = await stage.lesson({ cohost: true });
  const [ada, ben] = pupils;
  await turnOn(stage.server, ada!, 'mic');
  await host.ask('class.set', { calm: true, rights: { privateChat: true } });
  expect((await stateFor(ada!)).calm).toBe(true);
  for (const source of ['mic', 'camera', 'screen'] as const) expect(await produce(ada!, source)).toEqual(calm);
  expect(await ada!.ask('chat.all', { box })).toEqual(calm);
  expect(await ada!.ask('chat.hosts', { boxes: [{ to: host.id, box }] })).toEqual(calm);
  expect(await ada!.ask('chat.private', { to: ben!.id, box })).toEqual(calm);
  expect(await ada!.ask('react', { box })).toEqual(calm);
  expect(await ada!.ask('hand.raise', {})).toEqual(ok);
  for (const holder of [host, cohost]) {
    expect(await holder.ask('chat.all', { box })).toEqual(ok);
    await turnOn(stage.server, holder, 'mic', 'screen');
  }
});

test('calm goes over what one pupil was given', async () => {
  const { host, pupils } = await stage.lesson();
  await openMedia(stage.server, pupils[0]!);
  await host.ask('class.set', { calm: true });
  await host.ask('person.grant', { id: pupils[0]!.id, grants: { speak: true, chat: true } });
  expect(await produce(pupils[0]!, 'mic')).toEqual(calm);
  expect(await pupils[0]!.ask('chat.all', { box })).toEqual(calm);
});

test('the calm lifts: pupils may again what they might before, and nothing starts by itself', async () => {
  const { host, pupils } = await stage.lesson();
  const ada = pupils[0]!;
  await turnOn(stage.server, ada, 'mic');
  await host.ask('class.set', { calm: true });
  await host.forget();
  await host.ask('class.set', { calm: false });
  await host.settle();
  expect(host.unread('member.changed')).toEqual([]);
  expect(await produce(ada, 'mic')).toMatchObject({ ok: true });
  expect(await produce(ada, 'screen')).toEqual(forbidden);
  expect(await ada.ask('chat.all', { box })).toEqual(ok);
});

test('a right withdrawn from the class stops what pupils send with it, and nothing else', async () => {
  const { host, pupils } = await stage.lesson();
  const [ada, ben] = pupils;
  await turnOn(stage.server, ada!, 'mic', 'camera');
  await turnOn(stage.server, ben!, 'mic');
  await host.ask('class.set', { rights: { camera: false } });
  expect(await ada!.next('stopped')).toEqual({ source: 'camera', by: host.id });
  await Promise.all([ada!.settle(), ben!.settle()]);
  expect([...ada!.unread('stopped'), ...ben!.unread('stopped')]).toEqual([]);
  expect(await produce(ada!, 'camera')).toEqual(forbidden);
});

test('a right withdrawn from one pupil stops that pupil only', async () => {
  const { host, pupils } = await stage.lesson();
  const [ada, ben] = pupils;
  await turnOn(stage.server, ada!, 'mic');
  await turnOn(stage.server, ben!, 'mic');
  await host.ask('person.grant', { id: ada!.id, grants: { speak: false } });
  expect(await ada!.next('stopped')).toEqual({ source: 'mic', by: host.id });
  expect(await produce(ada!, 'mic')).toEqual(forbidden);
  expect(await produce(ben!, 'mic')).toMatchObject({ ok: true });
});

test('a right is given to one pupil, and everybody is told', async () => {
  const { host, pupils } = await stage.lesson();
  const [ada, ben] = pupils;
  await Promise.all(pupils.map((pupil) => openMedia(stage.server, pupil)));
  expect(await produce(ada!, 'screen')).toEqual(forbidden);
  await host.ask('person.grant', { id: ada!.id, grants: { screen: true } });
  expect(await ben!.next('member.changed')).toEqual({ id: ada!.id, grants: { screen: true } });
  expect(await produce(ada!, 'screen')).toMatchObject({ ok: true });
  expect(await produce(ben!, 'screen')).toEqual(forbidden);
});

test('a co-host who is a student again sends what students may', async () => {
  const { host, cohost, group } = await stage.lesson({ cohost: true });
  await turnOn(stage.server, cohost, 'mic', 'screen');
  await group.setRole(host, cohost, 'student');
  expect(await cohost.next('stopped')).toEqual({ source: 'screen', by: host.id });
  await cohost.settle();
  expect(cohost.unread('stopped')).toEqual([]);
});

test('a paused microphone is stopped too, and cannot be resumed', async () => {
  const { host, pupils } = await stage.lesson();
  const ada = pupils[0]!;
  await turnOn(stage.server, ada, 'mic');
  expect(await ada.ask('media.pause', { source: 'mic', paused: true })).toEqual(ok);
  await host.ask('class.set', { rights: { speak: false } });
  expect(await ada.next('stopped')).toEqual({ source: 'mic', by: host.id });
  expect(await ada.ask('media.pause', { source: 'mic', paused: false })).toEqual({ ok: false, code: 'not-found' });
});

test('a class without raised hands lowers those of its pupils', async () => {
  const { host, pupils, toolsFor } = await stage.lesson();
  await pupils[0]!.ask('hand.raise', {});
  expect((await toolsFor(host)).hands).toEqual([pupils[0]!.id]);
  await host.ask('class.set', { rights: { hand: false } });
  expect((await toolsFor(host)).hands).toEqual([]);
  expect(await pupils[0]!.ask('hand.raise', {})).toEqual(forbidden);
});
