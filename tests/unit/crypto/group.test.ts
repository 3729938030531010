import { expect, onTestFinished, test } from 'vitest';
import { safetyWords } from '../../../client/crypto/safetyCode.ts';
import { type Browser, Relay } from './relay.ts';

const newClass = async () => {
  const relay = new Relay();
  onTestFinished(() => relay[Symbol.dispose]());
  const host = await relay.join('Prof', 'host');
  return { relay, host };
};
const codes = (relay: Relay) => new Set(Array.from(relay.present.values(), ({ group }) => String(group.shield().codeIndexes)));
const warnings = (relay: Relay) => Array.from(relay.present.values()).flatMap(({ group }) => group.shield().warnings);
const reload = async (relay: Relay, browser: Browser, name: string, role: 'host' | 'student' = 'student') => {
  browser.group.dispose();
  const again = await relay.browser(name, role, browser);
  relay.enter(again);
  await relay.pass(1_000);
  return again;
};

test('a person in the lobby is known by name to the host, and hears nothing before being admitted', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.join('Ada');
  expect(host.group.waitingName(ada.id)).toBe('Ada');
  expect(await ada.frames.hear(host.id, await host.frames.send())).toBe('unknown');
  expect(await ada.frames.send()).toBeNull();
  void host.group.admit([ada.id]);
  await relay.pass(1_000);
  expect(ada.group.personOf(host.id)).toEqual({ name: 'Prof', admitted: true });
  expect(host.group.personOf(ada.id)).toEqual({ name: 'Ada', admitted: true });
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(warnings(relay)).toEqual([]);
});

test('a stream waits for its sender to be admitted, and not for ever', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.join('Ada');
  const admitted = host.group.whenAdmitted(ada.id);
  void host.group.admit([ada.id]);
  await relay.pass(1_000);
  expect(await admitted).toBe(true);
  const never = host.group.whenAdmitted('nobody');
  await relay.pass(6_000);
  expect(await never).toBe(false);
});

test('several admissions at about the same time are one roster', async () => {
  const { relay, host } = await newClass();
  const people = await Promise.all(['Ada', 'Bea', 'Cyd', 'Dan'].map((name) => relay.browser(name, 'student')));
  for (const person of people) relay.enter(person);
  await relay.pass(1_000);
  const before = relay.rosters.length;
  const admissions = people.map(({ id }) => host.group.admit([id]));
  await relay.pass(1_000);
  expect(await Promise.all(admissions)).toEqual([true, true, true, true]);
  expect(relay.rosters.length).toBe(before + 1);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('two hosts who begin a class at once agree on one register', async () => {
  const relay = new Relay();
  onTestFinished(() => relay[Symbol.dispose]());
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

test('thirty people who join at once all hear each other', { timeout: 60_000 }, async () => {
  const { relay, host } = await newClass();
  relay.lobby = false;
  await host.group.setAutoAdmit(true);
  const people = await Promise.all(Array.from({ length: 30 }, (_, at) => relay.browser(`Élève ${at}`, 'student')));
  for (const [at, person] of people.entries()) {
    relay.enter(person);
    if (at % 4 === 3) await relay.pass(200);
  }
  await relay.pass(3_000);
  expect(relay.present.size).toBe(31);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(codes(relay).size).toBe(1);
  expect(warnings(relay)).toEqual([]);
});

test('who joins late opens neither frames nor messages of before', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.admitted('Ada', host);
  const frame = await host.frames.send('secret');
  const box = await host.group.sealAll({ text: 'secret' }, 'chat');
  const bea = await relay.admitted('Bea', host);
  expect(await bea.frames.hear(host.id, frame)).toBe('unknown');
  expect(await relay.chat(bea, host.id, box)).toBeNull();
  expect(await ada.frames.hear(host.id, frame)).toBe('secret');
  expect(await relay.chat(ada, host.id, box)).toBe('secret');
  expect(warnings(relay)).toEqual([]);
});

test('who left opens neither frames nor messages of after, whatever reaches them', async () => {
  const { relay, host } = await newClass();
  const [ada, bea] = [await relay.admitted('Ada', host), await relay.admitted('Bea', host)];
  relay.leave(ada);
  await relay.pass(1_000);
  const box = await host.group.sealAll({ text: 'secret' }, 'chat');
  for (const speaker of [host, bea])
    expect(await ada.frames.hear(speaker.id, await speaker.frames.send('secret'))).toBe('unknown');
  const heard = relay.chat(ada, host.id, box);
  await relay.pass(3_000);
  expect(await heard).toBeNull();
  expect(await relay.chat(bea, host.id, box)).toBe('secret');
  expect(relay.roster?.members.map(({ id }) => id)).toEqual([host.id, bea.id]);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('who is taken out by the host hears nothing more, even if the server keeps them', async () => {
  const { relay, host } = await newClass();
  const [ada, bea] = [await relay.admitted('Ada', host), await relay.admitted('Bea', host)];
  void host.group.drop(ada.id);
  await relay.pass(1_000);
  for (const speaker of [host, bea]) expect(await ada.frames.hear(speaker.id, await speaker.frames.send())).toBe('unknown');
  await relay.pass(2_000);
  expect(bea.group.shield().warnings).toEqual(['ghost']);
});

test('locking the class gives everybody fresh keys', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.admitted('Ada', host);
  const before = await relay.browser('Copie', 'student', ada);
  const sent = relay.boxes.length;
  host.group.rotate();
  await relay.pass(1_000);
  expect(relay.boxes.slice(sent).map(({ to }) => to)).toEqual([ada.id]);
  expect(await ada.frames.hear(host.id, await host.frames.send())).toBe('bonjour');
  expect(await before.frames.hear(host.id, await host.frames.send())).toBe('unknown');
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
  expect(bea.group.personOf(cyd.id)).toEqual({ name: 'Cyd', admitted: true });
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

test('a message for one person opens for nobody else, one for the hosts only for them', async () => {
  const { relay, host } = await newClass();
  const [ada, bea] = [await relay.admitted('Ada', host), await relay.admitted('Bea', host)];
  const [mail] = await ada.group.sealFor([bea.id], 'private', { text: 'entre nous' });
  expect(await relay.chat(bea, ada.id, mail?.box ?? '', 'private')).toBe('entre nous');
  expect(await relay.chat(host, ada.id, mail?.box ?? '', 'private')).toBeNull();
  expect(await ada.group.sealFor([host.id, 'stranger'], 'hosts', { text: 'Je ne vois rien' })).toHaveLength(1);
});

test('a message sent at once after an admission is for the newcomer too', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.join('Ada');
  void host.group.admit([ada.id]);
  await relay.pass(150);
  const heard = host.group.sealAll({ text: 'Bienvenue' }, 'chat').then((box) => relay.chat(ada, host.id, box));
  await relay.pass(1_000);
  expect(await heard).toBe('Bienvenue');
});

test('a reaction is one of those that are offered, and a message has a length', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.admitted('Ada', host);
  const open = (box: string) => ada.group.open(host.id, 'all', box, 'react');
  expect(await open(await host.group.sealAll({ emoji: '👍' }, 'react'))).toEqual({ emoji: '👍' });
  expect(await open(await host.group.sealAll({ emoji: 'nom de famille' } as never, 'react'))).toBeNull();
  await expect(host.group.sealAll({ text: '字'.repeat(2_000) }, 'chat')).rejects.toMatchObject({ code: 'too-long' });
  expect(await relay.chat(ada, host.id, await host.group.sealAll({ text: 'é'.repeat(2_000) }, 'chat'))).toHaveLength(2_000);
});

test('everybody has the same safety code, in both languages, and it changes when somebody comes with other keys', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.admitted('Ada', host);
  expect(codes(relay).size).toBe(1);
  const code = host.group.shield().codeIndexes ?? [];
  expect(code).toHaveLength(5);
  for (const language of ['fr', 'en'] as const) {
    const all = safetyWords(
      language,
      Array.from({ length: 256 }, (_, at) => at),
    );
    expect(new Set(all).size).toBe(256);
    expect(all).not.toContain('');
  }
  relay.leave(ada);
  await relay.admitted('Ada', host);
  expect(codes(relay).size).toBe(1);
  expect(host.group.shield().codeIndexes).not.toEqual(code);
});

test('nothing is left behind when a class is over', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.admitted('Ada', host);
  for (const { group } of [host, ada]) group.dispose();
  expect(relay.time.pending).toBe(0);
});
