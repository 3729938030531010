import { expect, test } from 'vitest';
import { useStage } from '../kit/scene.ts';

const stage = useStage();
const forbidden = { ok: false, code: 'forbidden' };

test('hands are in the order in which they were raised, and raising again keeps the place', async () => {
  const { host, pupils, toolsFor } = await stage.lesson({ pupils: 3 });
  const [ada, ben, cleo] = pupils;
  for (const pupil of [cleo!, ada!, ben!, cleo!]) await pupil.ask('hand.raise', {});
  expect((await toolsFor(host)).hands).toEqual([cleo!.id, ada!.id, ben!.id]);
});

test('a pupil lowers the own hand and no other', async () => {
  const { host, pupils, toolsFor } = await stage.lesson();
  const [ada, ben] = pupils;
  await ada!.ask('hand.raise', {});
  await ben!.ask('hand.raise', {});
  expect(await ada!.ask('hand.lower', { id: ben!.id })).toEqual(forbidden);
  expect(await ada!.ask('hand.lower', { id: ada!.id })).toMatchObject({ ok: true });
  expect((await toolsFor(host)).hands).toEqual([ben!.id]);
});

test('a host lowers one hand, or all', async () => {
  const { host, pupils, toolsFor } = await stage.lesson({ pupils: 3 });
  for (const pupil of pupils) await pupil.ask('hand.raise', {});
  await host.ask('hand.lower', { id: pupils[1]!.id });
  expect((await toolsFor(pupils[1]!)).hands).toEqual([pupils[0]!.id, pupils[2]!.id]);
  await host.ask('hands.lowerAll', {});
  expect((await toolsFor(pupils[1]!)).hands).toEqual([]);
});

test('who leaves lowers the hand and goes out of the spotlight', async () => {
  const { host, pupils, stateFor, toolsFor, group } = await stage.lesson();
  await pupils[0]!.ask('hand.raise', {});
  await host.ask('class.set', { spotlight: pupils[0]!.id });
  expect((await stateFor(host)).spotlight).toEqual(pupils[0]!.id);
  expect((await toolsFor(host)).hands).toEqual([pupils[0]!.id]);
  await group.remove(host, pupils[0]!);
  expect((await stateFor(host)).spotlight).toBeNull();
  expect((await toolsFor(host)).hands).toEqual([]);
});

test('a pupil who may not raise a hand any more has lowered it', async () => {
  const { host, pupils, toolsFor } = await stage.lesson();
  await pupils[0]!.ask('hand.raise', {});
  await host.ask('person.grant', { id: pupils[0]!.id, grants: { hand: false } });
  expect((await toolsFor(host)).hands).toEqual([]);
  expect(await pupils[0]!.ask('hand.raise', {})).toEqual(forbidden);
});

test('the spotlight is put on somebody, and taken away', async () => {
  const { host, pupils, stateFor } = await stage.lesson();
  await host.ask('class.set', { spotlight: pupils[1]!.id });
  expect((await stateFor(pupils[0]!)).spotlight).toBe(pupils[1]!.id);
  await host.ask('class.set', { spotlight: null });
  expect((await stateFor(pupils[0]!)).spotlight).toBeNull();
});

test('several changes at once are told once', async () => {
  const { host, pupils, stateFor } = await stage.lesson();
  await host.ask('class.set', { locked: true });
  await host.ask('class.set', { calm: true, rights: { react: false } });
  expect(await stateFor(pupils[0]!)).toMatchObject({ locked: true, calm: true, rights: { react: false, chat: true } });
  await pupils[0]!.settle();
  expect(pupils[0]!.unread('state')).toEqual([]);
});
