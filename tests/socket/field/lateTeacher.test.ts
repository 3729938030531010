import { expect, test } from 'vitest';
import { join } from '../../kit/client.ts';
import { useStage } from '../../kit/scene.ts';

const stage = useStage();
const minutes = 60_000;
const patience = 15 * minutes;

test('a teacher who is late costs nobody their place in the lobby, however late (F10)', async () => {
  const made = await stage.emptyClass();
  const early = await join(stage.server, made.id);
  await early.enter();
  stage.clock.advance(10 * patience);
  await early.settle();
  expect(early.heard).toEqual([]);
  const host = await join(stage.server, made.id, { hostProof: made.hostProof });
  expect(await host.enter()).toMatchObject({ ok: true, value: { snapshot: { waiting: [{ id: early.id }] } } });
  expect(await early.next('host.here')).toEqual({ hostHere: true });
});

test('the time of the lobby runs from the teacher’s coming, and its end says that nobody opened (F10)', async () => {
  const made = await stage.emptyClass();
  const early = await join(stage.server, made.id);
  await early.enter();
  stage.clock.advance(patience - 1);
  const host = await join(stage.server, made.id, { hostProof: made.hostProof });
  await host.enter();
  await early.next('host.here');
  stage.clock.advance(patience - 1);
  await early.settle();
  expect(early.heard).toEqual([]);
  stage.clock.advance(1);
  expect(await early.next('gone')).toEqual({ reason: 'waited' });
  expect(await host.next('lobby.left')).toEqual({ id: early.id });
});

test('a teacher who goes away for a while before opening costs nobody their place (F10)', async () => {
  const { made, host, cohost, knock } = await stage.lesson({ cohost: true });
  const waiting = await knock();
  stage.clock.advance(patience - 1);
  for (const one of [host, cohost]) one.socket.disconnect();
  expect(await waiting.next('host.here')).toEqual({ hostHere: false });
  stage.clock.advance(1);
  await waiting.settle();
  expect(waiting.heard).toEqual([]);
  const back = await join(stage.server, made.id, { hostProof: made.hostProof });
  expect(await back.enter()).toMatchObject({ ok: true, value: { snapshot: { waiting: [{ id: waiting.id }] } } });
});

test('who waits before a teacher has come is not told of an end that is not set (F10)', async () => {
  const made = await stage.emptyClass();
  const early = await join(stage.server, made.id);
  await early.enter();
  const untilOf = async () => {
    const held = await early.ask('held', {});
    return held.ok ? held.value.items.find(({ item }) => item === 'lobbyPlace')?.until : held.code;
  };
  expect(await untilOf()).toEqual({ event: 'class-end' });
  const host = await join(stage.server, made.id, { hostProof: made.hostProof });
  await host.enter();
  await early.next('host.here');
  expect(await untilOf()).toEqual({ at: stage.clock.now() + patience });
});
