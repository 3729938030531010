import { expect, test } from 'vitest';
import { safetyWords } from '../../../client/crypto/safetyCode.ts';
import { newClass, warnings } from './lesson.ts';
import type { Relay } from './relay.ts';

const codes = (relay: Relay) => new Set(Array.from(relay.present.values(), ({ group }) => String(group.shield().codeIndexes)));

test('a person in the lobby is known by name to the host, and hears nothing before being admitted', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.join('Ada');
  expect(host.group.waitingName(ada.id)).toBe('Ada');
  expect(await ada.frames.hear(host.id, await host.frames.send())).toBe('unknown');
  expect(await ada.frames.send()).toBeNull();
  void host.group.admit([ada.id]);
  await relay.pass(1_000);
  expect(ada.group.personOf(host.id)).toEqual({ name: 'Prof', admitted: true, role: 'host' });
  expect(host.group.personOf(ada.id)).toEqual({ name: 'Ada', admitted: true, role: 'student' });
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(warnings(relay)).toEqual([]);
});

test('who comes alone is admitted at once, without waiting for others', async () => {
  const { relay, host } = await newClass();
  await relay.pass(1_000);
  const ada = await relay.join('Ada');
  const before = relay.rosters.length;
  void host.group.admit([ada.id]);
  await relay.pass(1);
  expect(relay.rosters.length).toBe(before + 1);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
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

test('thirty people who join at once all hear each other', async () => {
  const { relay, host } = await newClass();
  relay.lobby = false;
  void host.group.setOpen(true);
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

test('who asks for keys and leaves at once opens nothing of after', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.admitted('Ada', host);
  relay.tell(host, ({ group }) => group.keysAsked(ada.id));
  await relay.settle();
  relay.leave(ada);
  await relay.pass(1_000);
  expect(await ada.frames.hear(host.id, await host.frames.send())).toBe('unknown');
});

test('who could not be sent a key and leaves opens nothing of after', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.admitted('Ada', host);
  relay.present.delete(host.id);
  host.group.rotate();
  await relay.pass(1_000);
  relay.present.set(host.id, host);
  expect(await ada.frames.hear(host.id, await host.frames.send())).toBe('unknown');
  await relay.pass(2_000);
  expect(await ada.frames.hear(host.id, await host.frames.send())).toBe('bonjour');
});

test('who lost the line and passed the lobby again is heard without asking', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.admitted('Ada', host);
  relay.leave(ada);
  await relay.pass(1_000);
  relay.enter(ada);
  await relay.pass(500);
  void host.group.admit([ada.id]);
  await relay.pass(700);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(warnings(relay)).toEqual([]);
});

test('nothing is left behind when a class is over', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.admitted('Ada', host);
  for (const { group } of [host, ada]) group.dispose();
  expect(relay.time.pending).toBe(0);
});
