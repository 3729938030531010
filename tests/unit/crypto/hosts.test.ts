import { expect, test } from 'vitest';
import { chatKind } from '../../../client/tools/chat/kinds.ts';
import { comeBack, kinds, newClass, newLesson, newRelay, reload, warnings } from './lesson.ts';

test('two hosts who begin a class at once are in one group', async () => {
  const relay = await newRelay();
  const [one, other] = [await relay.browser('Prof', 'host'), await relay.browser('Aide', 'host')];
  await relay.enter(one);
  await relay.enter(other);
  await relay.pass(6_000);
  expect(one.group.state).toEqual(other.group.state);
  expect([one, other].map(({ id }) => one.group.personOf(id)?.role)).toEqual(['host', 'host']);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(warnings(relay)).toEqual([]);
});

test('two hosts who admit different people at once admit them all', async () => {
  const { relay, host } = await newClass();
  const other = await relay.join('Aide', 'host');
  const [ada, bea] = [await relay.join('Ada'), await relay.join('Bea')];
  void host.group.admit([ada.id]);
  void other.group.admit([bea.id]);
  await relay.pass(3_000);
  expect(relay.present).toHaveLength(4);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(warnings(relay)).toEqual([]);
});

test('a co-host admits people, also when no host is there, and cannot make co-hosts', async () => {
  const { relay, host, ada, bea } = await newLesson();
  expect(await settled(relay, host.group.setRole(ada.id, 'cohost'))).toBe(true);
  expect(relay.room.people.get(ada.id)?.role).toBe('cohost');
  relay.cut(host);
  await relay.pass(2_000);
  const cyd = await relay.admitted('Cyd', ada);
  await relay.pass(5_000);
  expect(bea.group.personOf(cyd.id)).toEqual({ name: 'Cyd', admitted: true, role: 'student' });
  expect(cyd.group.personOf(bea.id)).toEqual({ name: 'Bea', admitted: true, role: 'student' });
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  void ada.group.setRole(bea.id, 'cohost');
  await relay.pass(1_000);
  expect(bea.group.personOf(bea.id)?.role).toBe('student');
  await comeBack(relay, host);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(warnings(relay)).toEqual([]);
});

const settled = async <T>(relay: { pass(ms: number): Promise<void> }, promise: Promise<T>): Promise<T> => {
  await relay.pass(1_000);
  return promise;
};

test('a former co-host admits nobody any more', async () => {
  const { relay, host, ada, bea } = await newLesson();
  await settled(relay, host.group.setRole(ada.id, 'cohost'));
  await settled(relay, host.group.setRole(ada.id, 'student'));
  const cyd = await relay.join('Cyd');
  expect(await ada.group.admit([cyd.id])).toBe(false);
  expect(bea.group.personOf(ada.id)?.role).toBe('student');
  expect(relay.room.people.get(ada.id)?.role).toBe('student');
});

test('who becomes co-host leaves those in the group who had left and come back', async () => {
  const { relay, host, ada, bea } = await newLesson();
  relay.leave(bea);
  await relay.pass(1_000);
  await relay.enter(bea);
  await relay.pass(500);
  await settled(relay, host.group.admit([bea.id]));
  await settled(relay, host.group.setRole(ada.id, 'cohost'));
  expect(host.group.state?.members.toSorted()).toEqual([host.id, ada.id, bea.id].toSorted());
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('a co-host who reloads the page can still admit', async () => {
  const { relay, host, ada } = await newLesson();
  await settled(relay, host.group.setRole(ada.id, 'cohost'));
  const again = await reload(relay, ada);
  const cyd = await relay.admitted('Cyd', again);
  expect(relay.present.map(({ id }) => id)).toContain(cyd.id);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('a co-host who is taken out is off the staff list first', async () => {
  const { relay, host, ada, bea } = await newLesson();
  await settled(relay, host.group.setRole(ada.id, 'cohost'));
  await settled(relay, host.group.exclude(ada.id));
  expect(relay.last('gone', ada)).toEqual({ reason: 'removed' });
  expect(bea.group.state?.members).toEqual([host.id, bea.id]);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('a host who reloads the page goes on with the same group', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const { group } = host.group.state ?? {};
  const again = await reload(relay, host);
  expect(again.group.state?.group).toBe(group);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  const cyd = await relay.admitted('Cyd', again);
  expect(ada.group.personOf(cyd.id)?.admitted).toBe(true);
  await relay.pass(200_000);
  expect(warnings(relay)).toEqual([]);
  expect(kinds(bea)).toEqual([]);
});

test('a pupil who reloads the page is heard again, and nothing that was sent before can be played to them', async () => {
  const { relay, host, ada } = await newLesson();
  const frame = await host.frames.send('secret');
  const again = await reload(relay, ada);
  expect(await again.frames.hear(host.id, frame)).toBe('unknown');
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(await relay.chat(host, ada.id, await again.group.sealAll({ text: 'coucou' }, chatKind))).toBe('coucou');
  expect(warnings(relay)).toEqual([]);
});

test('a pupil who reloads while no host is there is heard again', async () => {
  const { relay, host, ada } = await newLesson();
  relay.cut(host);
  await relay.pass(1_000);
  await reload(relay, ada);
  await relay.pass(1_000);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('who was cut off while others came and went catches up', async () => {
  const { relay, host, ada, bea } = await newLesson();
  relay.cut(ada);
  relay.leave(bea);
  for (const name of ['Cyd', 'Dan', 'Eli']) await relay.admitted(name, host);
  await comeBack(relay, ada);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(ada.group.state).toEqual(host.group.state);
  expect(warnings(relay)).toEqual([]);
});

test('who has missed too much, or lost what was kept, is added anew without anybody’s doing', async () => {
  const { relay, host, ada } = await newLesson();
  ada.saved = null;
  const again = await reload(relay, ada);
  await relay.pass(3_000);
  expect(again.group.state).toEqual(host.group.state);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(warnings(relay)).toEqual([]);
});

test('a host on another device joins the class, and takes it up when the first one goes', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const phone = await relay.join('Prof', 'host');
  await relay.pass(2_000);
  expect(ada.group.personOf(phone.id)).toMatchObject({ admitted: true, role: 'host' });
  relay.leave(host);
  await relay.pass(1_000);
  expect(phone.group.state?.members.toSorted()).toEqual([ada.id, bea.id, phone.id].toSorted());
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(warnings(relay)).toEqual([]);
});

test('a host on another device, while the first one is dead, decides who of the people in the class comes along', async () => {
  const { relay, host, ada, bea } = await newLesson();
  relay.cut(host);
  const phone = await relay.join('Prof', 'host');
  await relay.pass(4_000);
  expect(phone.group.asking().map(({ name }) => name)).toEqual(['Ada', 'Bea']);
  expect(await phone.frames.hear(ada.id, await ada.frames.send())).not.toBe('bonjour');
  void phone.group.admit([ada.id, bea.id]);
  await relay.pass(2_000);
  expect(phone.group.state?.members.toSorted()).toEqual([ada.id, bea.id, phone.id].toSorted());
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(kinds(ada)).toEqual([]);
  // The laptop wakes up: it is a device of the host like any other.
  await comeBack(relay, host);
  await relay.pass(5_000);
  expect(host.group.state).toEqual(phone.group.state);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('after a restart of the server the hosts bring the group back', async () => {
  const { relay, host, ada, bea } = await newLesson();
  await settled(relay, host.group.setRole(bea.id, 'cohost'));
  const { group } = host.group.state ?? {};
  const people = relay.restart();
  for (const browser of people.toReversed()) await relay.enter(browser, true);
  await relay.pass(3_000);
  expect(host.group.state?.group).toBe(group);
  expect(host.group.state?.members).toEqual([host.id, ada.id, bea.id]);
  expect(relay.room.people.get(bea.id)?.role).toBe('cohost');
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(warnings(relay)).toEqual([]);
});

test('who does not come back after a restart is taken out of the group', async () => {
  const { relay, host, ada, bea } = await newLesson();
  relay.restart();
  await relay.enter(host, true);
  await relay.enter(ada, true);
  await relay.pass(30_000);
  expect(host.group.state?.members).toContain(bea.id);
  await relay.pass(40_000);
  expect(host.group.state?.members).toEqual([host.id, ada.id]);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('an answer that was lost with the line is found out on coming back', async () => {
  const { relay, host, ada } = await newLesson();
  const cyd = await relay.join('Cyd');
  void host.group.admit([cyd.id]);
  // The server takes the commit; its answer does not arrive any more.
  relay.lie = (telling) => {
    if (telling.name === 'admitted') relay.cut(host);
    return [telling];
  };
  await relay.pass(1_000);
  relay.lie = (telling) => [telling];
  expect(relay.present.map(({ id }) => id)).not.toContain(host.id);
  await comeBack(relay, host);
  expect(host.group.state).toEqual(ada.group.state);
  expect(host.group.state?.members).toContain(cyd.id);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('hosts who do nothing are still heard from', async () => {
  const { relay, host, ada } = await newLesson();
  await reload(relay, host);
  const before = ada.group.shield().confirmedAt ?? 0;
  await relay.pass(61_000);
  expect(ada.group.shield().confirmedAt).toBeGreaterThanOrEqual(before + 36_000);
  await relay.pass(200_000);
  expect(warnings(relay)).toEqual([]);
});

test('a host turns the lobby off for every host’s browser, and on again', async () => {
  const { relay, host } = await newClass();
  const colleague = await relay.join('Collègue', 'host');
  void relay.setLobby(host, false);
  await settled(relay, host.group.setOpen(true));
  relay.leave(host);
  const bea = await relay.join('Béa');
  await relay.pass(1_000);
  expect(relay.present.map(({ id }) => id)).toContain(bea.id);
  await settled(relay, colleague.group.setOpen(false));
  const cleo = await relay.join('Cléo');
  await relay.pass(30_000);
  expect(relay.present.map(({ id }) => id)).not.toContain(cleo.id);
  expect(kinds(bea)).toEqual([]);
});

test('a pupil cannot turn the lobby off', async () => {
  const { relay, host, ada } = await newLesson();
  expect(await ada.group.setOpen(true)).toBe(false);
  await relay.pass(1_000);
  expect(host.group.state?.members).toHaveLength(3);
});

test.for(['host', 'cohost'] as const)(
  'a %s whose page dies before the answer to its commit is back in the group, and nobody is warned',
  async (who) => {
    const { relay, host, ada, bea } = await newLesson();
    await Promise.all([host.group.setRole(ada.id, 'cohost'), relay.pass(1_000)]);
    const committer = who === 'host' ? host : ada;
    // The other who could commit is away, so that it is this one who does.
    if (who === 'cohost') relay.cut(host);
    relay.unanswered.add(committer.id);
    // Nothing that follows reaches the page: it is dead by then.
    relay.lie = (telling) => (telling.to === committer.id ? [] : [telling]);
    await committer.group.refresh();
    await relay.pass(400);
    relay.unanswered.delete(committer.id);
    relay.lie = (telling) => [telling];
    const again = await reload(relay, committer);
    await relay.pass(3_000);
    expect(again.group.state).toEqual(bea.group.state);
    expect(kinds(again)).toEqual([]);
    expect(kinds(bea)).toEqual([]);
    expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  },
);

test('when a device of the host that is behind brings the group back after a restart, the class comes together all the same', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const phone = await relay.join('Prof', 'host');
  await relay.pass(2_000);
  // The phone hears nothing more, the others go on, and the server dies.
  relay.cut(phone);
  await host.group.refresh();
  await relay.pass(1_000);
  expect(host.group.state?.epoch).toBeGreaterThan(phone.group.state?.epoch ?? Infinity);
  relay.restart();
  for (const one of [phone, host, ada, bea]) await relay.enter(one, true);
  await relay.pass(20_000);
  for (const one of [phone, ada, bea]) expect(one.group.state).toEqual(host.group.state);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('a host whose browser keeps nothing any more can still take somebody out', async () => {
  const { relay, host, ada, bea } = await newLesson();
  relay.failing.add(host.id);
  const removed = host.group.exclude(ada.id);
  await relay.pass(1_000);
  expect(await removed).toBe(true);
  expect(bea.group.state?.members).not.toContain(ada.id);
});
