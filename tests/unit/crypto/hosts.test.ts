import { expect, test } from 'vitest';
import { newClass, newRelay, reload, warnings } from './lesson.ts';

test('two hosts who begin a class at once agree on one register', async () => {
  const relay = newRelay();
  const [one, other] = [await relay.browser('Prof', 'host'), await relay.browser('Aide', 'host')];
  relay.enter(one);
  relay.enter(other);
  await relay.pass(2_000);
  expect(one.group.acceptedRoster()).toEqual(other.group.acceptedRoster());
  expect(one.group.acceptedRoster()?.members.map(({ role }) => role)).toEqual(['host', 'host']);
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
  expect(Array.from(relay.present.keys())).toHaveLength(4);
  expect(new Set(relay.roster?.members.map(({ slot }) => slot)).size).toBe(4);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(warnings(relay)).toEqual([]);
});

test('a co-host admits people, also when no host is there, and cannot make co-hosts', async () => {
  const { relay, host } = await newClass();
  const [ada, bea] = [await relay.admitted('Ada', host), await relay.admitted('Bea', host)];
  relay.setRole(ada, 'cohost');
  void host.group.setRole(ada.id, 'cohost');
  await relay.pass(1_000);
  relay.leave(host);
  await relay.pass(2_000);
  expect(relay.roster).toMatchObject({ signer: ada.id, delegation: expect.any(String) });
  const cyd = await relay.admitted('Cyd', ada);
  expect(bea.group.personOf(cyd.id)).toEqual({ name: 'Cyd', admitted: true, role: 'student' });
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(warnings(relay)).toEqual([]);
  void ada.group.setRole(bea.id, 'cohost');
  await relay.pass(1_000);
  expect(cyd.group.shield().warnings).toEqual(['roster']);
});

test('a former co-host admits nobody any more', async () => {
  const { relay, host } = await newClass();
  const [ada, bea] = [await relay.admitted('Ada', host), await relay.admitted('Bea', host)];
  relay.setRole(ada, 'cohost');
  void host.group.setRole(ada.id, 'cohost');
  await relay.pass(1_000);
  const delegated = ada.group.acceptedRoster();
  void host.group.setRole(ada.id, 'student');
  await relay.pass(1_000);
  const cyd = await relay.join('Cyd');
  expect(await ada.group.admit([cyd.id])).toBe(false);
  expect(delegated?.members.find(({ id }) => id === ada.id)?.role).toBe('cohost');
  expect(bea.group.acceptedRoster()?.members.find(({ id }) => id === ada.id)?.role).toBe('student');
});

test('a co-host who reloads the page can still admit', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.admitted('Ada', host);
  relay.setRole(ada, 'cohost');
  void host.group.setRole(ada.id, 'cohost');
  await relay.pass(1_000);
  const again = await reload(relay, ada, 'Ada');
  const bea = await relay.join('Bea');
  void again.group.admit([bea.id]);
  await relay.pass(1_000);
  expect(relay.present.has(bea.id)).toBe(true);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('a host who reloads the page goes on with the same class', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.admitted('Ada', host);
  const code = host.group.shield().codeIndexes;
  const again = await reload(relay, host, 'Prof', 'host');
  expect(again.group.shield().codeIndexes).toEqual(code);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  const bea = await relay.admitted('Bea', again);
  expect(ada.group.personOf(bea.id)?.admitted).toBe(true);
  await relay.pass(200_000);
  expect(warnings(relay)).toEqual([]);
});

test('a pupil who reloads the page is heard again, and opens nothing of before', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.admitted('Ada', host);
  const frame = await host.frames.send('secret');
  const again = await reload(relay, ada, 'Ada');
  expect(await again.frames.hear(host.id, frame)).toBe('unknown');
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(await relay.chat(host, ada.id, await again.group.sealAll({ text: 'coucou' }, 'chat'))).toBe('coucou');
  expect(warnings(relay)).toEqual([]);
});

test('a host on another device takes the class up', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.admitted('Ada', host);
  const phone = await relay.join('Prof', 'host');
  relay.leave(host);
  await relay.pass(1_000);
  expect(relay.roster?.members.map(({ id, role }) => [id, role])).toEqual([
    [ada.id, 'student'],
    [phone.id, 'host'],
  ]);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(warnings(relay)).toEqual([]);
});

test('after a restart of the server the hosts bring the register back', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.admitted('Ada', host);
  const before = relay.roster;
  relay.roster = null;
  const snapshot = relay.snapshot();
  for (const browser of [ada, host]) relay.tell(browser, ({ group }) => group.enter(snapshot));
  await relay.pass(2_000);
  expect(relay.roster).toMatchObject({ session: before?.session, members: before?.members });
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(warnings(relay)).toEqual([]);
});

test('hosts who reload and do nothing are still heard from', async () => {
  const { relay, host } = await newClass();
  await relay.admitted('Ada', host);
  await reload(relay, host, 'Prof', 'host');
  const { version = 0 } = relay.roster ?? {};
  await relay.pass(61_000);
  expect(relay.roster?.version).toBeGreaterThanOrEqual(version + 3);
  await relay.pass(200_000);
  expect(warnings(relay)).toEqual([]);
});

test('two hosts confirm the register no more often than one', async () => {
  const { relay } = await newClass();
  await relay.join('Aide', 'host');
  const { version = 0 } = relay.roster ?? {};
  await relay.pass(100_000);
  expect((relay.roster?.version ?? 0) - version).toBeLessThanOrEqual(6);
});
