import { expect, test } from 'vitest';
import { createActions } from '../../../client/call/actions.ts';
import type { Parts } from '../../../client/call/news.ts';
import { createStore } from '../../../client/call/store.ts';
import { comeBack, kinds, newLesson, newRelay, warnings } from './lesson.ts';

test('a pupil whose own line is cut is told nothing of the teacher’s browser, then or after', async () => {
  const { relay, ada } = await newLesson();
  relay.cut(ada);
  await relay.pass(100_000);
  expect(kinds(ada)).toEqual([]);
  await comeBack(relay, ada);
  expect(kinds(ada)).toEqual([]);
});

test('a page that slept gives the host time to be heard, once', async () => {
  const { relay, ada } = await newLesson();
  relay.lie = (telling) => (telling.name === 'group.word' ? [] : [telling]);
  relay.time.sleep(3_600_000);
  await relay.pass(20_000);
  expect(kinds(ada)).toEqual([]);
  await relay.pass(10_000);
  expect(kinds(ada)).toEqual(['silent']);
});

test('a page whose timers come once a minute is warned of a host who is not heard', async () => {
  const { relay, ada } = await newLesson();
  relay.lie = (telling) => (telling.name === 'group.word' ? [] : [telling]);
  for (let minute = 0; minute < 3; minute++) {
    relay.time.sleep(60_000);
    await relay.pass(1);
  }
  expect(kinds(ada)).toEqual(['silent']);
});

test('what a teacher asks for while the line is cut is said to be done later, and nobody else is blamed; then it is done', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const cyd = await relay.join('Cyd');
  const store = createStore(host.id, true);
  const { admit, remove, setRole } = createActions({ store, group: host.group } as Parts);
  relay.cut(host);
  const asked = [setRole(ada.id, 'cohost'), remove(bea.id), admit([cyd.id])];
  await relay.pass(1_000);
  await Promise.all(asked);
  expect(store.notices.value.map(({ message }) => message)).toEqual(['later', 'later', 'later']);
  await comeBack(relay, host);
  await relay.pass(1_000);
  expect(relay.present.map(({ name }) => name)).toEqual(['Prof', 'Ada', 'Cyd']);
  expect(relay.room.people.get(ada.id)?.role).toBe('cohost');
});

test('who was cut off while the server was started again, and passed the lobby once more, stays in the class', async () => {
  const { relay, host, ada } = await newLesson();
  relay.cut(ada);
  for (const one of relay.restart()) await relay.enter(one, true);
  await relay.enter(ada);
  await relay.pass(1_000);
  void host.group.admit([ada.id]);
  await relay.pass(1_000);
  expect(relay.present.map(({ name }) => name)).toContain('Ada');
  await relay.pass(90_000);
  expect(relay.present.map(({ name }) => name)).toContain('Ada');
  expect(ada.group.state).toEqual(host.group.state);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('an admission whose answer comes too late is in force when the teacher is back', async () => {
  const { relay, host } = await newLesson();
  const cyd = await relay.browser('Cyd', 'student');
  await relay.enter(cyd);
  await relay.pass(500);
  relay.unanswered.add(host.id);
  const admitted = host.group.admit([cyd.id]);
  await relay.pass(2_000);
  expect([await admitted, host.group.isLater]).toEqual([false, true]);
  relay.unanswered.delete(host.id);
  relay.cut(host);
  await comeBack(relay, host);
  await relay.pass(2_000);
  expect(cyd.group.state).toEqual(host.group.state);
  expect(host.group.isLater).toBe(false);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test.for([
  ['Cyd', 7_200_000],
  ['Cyd', -7_200_000],
  ['Prof', 7_200_000],
  ['Prof', -7_200_000],
] as const)(
  'a co-host admits, the teacher is cut off, and the clock of %s is wrong by %i ms: the newcomer is told who has not confirmed, and that of nobody else',
  async ([name, ms]) => {
    const relay = await newRelay();
    relay.ahead.set(name, ms);
    const host = await relay.join('Prof', 'host');
    const ada = await relay.admitted('Ada', host);
    void host.group.setRole(ada.id, 'cohost');
    await relay.pass(1_000);
    relay.cut(host);
    const cyd = await relay.admitted('Cyd', ada);
    await relay.pass(8_000);
    expect(kinds(cyd)).toEqual(['silent']);
    await comeBack(relay, host);
    await relay.pass(3_000);
    expect(warnings(relay)).toEqual([]);
    expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  },
);

test('a lobby that the teacher turns on is on for good, also when the server does not answer that', async () => {
  const { relay, host } = await newLesson();
  const store = createStore(host.id, true);
  const signaling = { ask: async () => ({ ok: false, code: 'offline' }) } as unknown as Parts['signaling'];
  void relay.setLobby(host, false);
  void host.group.setOpen(true);
  await relay.pass(1_000);
  const turnedOn = createActions({ store, signaling, group: host.group } as Parts).setLobby(true);
  await relay.pass(1_000);
  await turnedOn;
  const eve = await relay.join('Eve');
  await relay.pass(5_000);
  expect(eve.group.state).toBeNull();
  expect(relay.present).toHaveLength(3);
});
