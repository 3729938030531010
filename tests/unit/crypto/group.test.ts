import { expect, test } from 'vitest';
import { safetyWords } from '../../../client/crypto/safety/safetyCode.ts';
import { chatKind } from '../../../client/tools/chat/kinds.ts';
import { reactKind } from '../../../client/tools/reactions/kinds.ts';
import { kinds, newClass, newLesson, warnings } from './lesson.ts';
import type { Relay } from './relay.ts';

const states = (relay: Relay) => new Set(relay.present.map(({ group }) => JSON.stringify(group.state)));

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
  void host.group.admit([ada.id]);
  await relay.pass(1);
  expect(relay.present.map(({ id }) => id)).toEqual([host.id, ada.id]);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('several admissions at about the same time are one commit', async () => {
  const { relay, host } = await newClass();
  const people = await Promise.all(['Ada', 'Bea', 'Cyd', 'Dan'].map((name) => relay.browser(name, 'student')));
  for (const person of people) await relay.enter(person);
  await relay.pass(1_000);
  const before = host.group.state?.epoch ?? 0;
  const admissions = people.map(({ id }) => host.group.admit([id]));
  await relay.pass(1_000);
  expect(await Promise.all(admissions)).toEqual([true, true, true, true]);
  expect(host.group.state?.epoch).toBe(before + 1);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('thirty people who join at once all hear each other', async () => {
  const { relay, host } = await newClass();
  void relay.setLobby(host, false);
  void host.group.setOpen(true);
  await relay.pass(500);
  const people = await Promise.all(Array.from({ length: 30 }, (_, at) => relay.browser(`Élève ${at}`, 'student')));
  for (const [at, person] of people.entries()) {
    await relay.enter(person);
    if (at % 4 === 3) await relay.pass(200);
  }
  await relay.pass(3_000);
  expect(relay.present).toHaveLength(31);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(states(relay).size).toBe(1);
  expect(warnings(relay)).toEqual([]);
});

test('who joins late opens neither frames nor messages of before', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.admitted('Ada', host);
  const frame = await host.frames.send('secret');
  const box = await host.group.sealAll({ text: 'secret' }, chatKind);
  const bea = await relay.admitted('Bea', host);
  expect(await bea.frames.hear(host.id, frame)).toBe('unknown');
  expect(await relay.chat(bea, host.id, box)).toBeNull();
  expect(await ada.frames.hear(host.id, frame)).toBe('secret');
  expect(await relay.chat(ada, host.id, box)).toBe('secret');
  expect(warnings(relay)).toEqual([]);
});

test('who left opens neither frames nor messages of after, whatever reaches them', async () => {
  const { relay, host, ada, bea } = await newLesson();
  relay.leave(ada);
  await relay.pass(1_000);
  const box = await host.group.sealAll({ text: 'secret' }, chatKind);
  for (const speaker of [host, bea])
    expect(await ada.frames.hear(speaker.id, await speaker.frames.send('secret'))).toBe('unknown');
  const heard = relay.chat(ada, host.id, box);
  await relay.pass(3_000);
  expect(await heard).toBeNull();
  expect(await relay.chat(bea, host.id, box)).toBe('secret');
  expect(host.group.state?.members).toEqual([host.id, bea.id]);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('who is taken out by the host is told so after it was signed, and hears nothing more', async () => {
  const { relay, host, ada, bea } = await newLesson();
  void host.group.exclude(ada.id);
  await relay.pass(1_000);
  expect(relay.last('gone', ada)).toEqual({ reason: 'removed' });
  for (const speaker of [host, bea]) expect(await ada.frames.hear(speaker.id, await speaker.frames.send())).toBe('unknown');
  expect(bea.group.state?.members).toEqual([host.id, bea.id]);
  expect(warnings(relay)).toEqual([]);
});

test('locking the class gives everybody fresh keys', async () => {
  const { relay, host, ada } = await newLesson();
  const stolen = ada.frames.keys;
  void host.group.refresh();
  await relay.pass(1_000);
  expect(ada.frames.keys?.epoch).toBeGreaterThan(stolen?.epoch ?? Infinity);
  expect(ada.frames.keys?.base).not.toEqual(stolen?.base);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('a message for one person opens for nobody else, one for the hosts only for them', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const [mail] = await ada.group.sealFor([bea.id], 'private', { text: 'entre nous' }, chatKind);
  expect(await relay.chat(bea, ada.id, mail?.box ?? '', 'private')).toBe('entre nous');
  expect(await relay.chat(host, ada.id, mail?.box ?? '', 'private')).toBeNull();
  expect(await ada.group.sealFor([host.id, 'stranger'], 'hosts', { text: 'Je ne vois rien' }, chatKind)).toHaveLength(1);
});

test('a message sent at once after an admission is for the newcomer too', async () => {
  const { relay, host } = await newClass();
  const ada = await relay.join('Ada');
  void host.group.admit([ada.id]);
  await relay.pass(150);
  const heard = host.group.sealAll({ text: 'Bienvenue' }, chatKind).then((box) => relay.chat(ada, host.id, box));
  await relay.pass(1_000);
  expect(await heard).toBe('Bienvenue');
});

test('a reaction is one of those that are offered, and a message of 2,000 letters of any script fits', async () => {
  const { relay, host, ada } = await newLesson();
  const open = (box: string) => ada.group.open(host.id, 'all', box, reactKind);
  expect(await open(await host.group.sealAll({ emoji: '👍' }, reactKind))).toEqual({ emoji: '👍' });
  expect(await open(await host.group.sealAll({ emoji: 'nom de famille' } as never, reactKind))).toBeNull();
  await expect(host.group.sealAll({ text: '字'.repeat(3_000) }, chatKind)).rejects.toMatchObject({ code: 'too-long' });
  expect(await relay.chat(ada, host.id, await host.group.sealAll({ text: '字'.repeat(2_000) }, chatKind))).toHaveLength(2_000);
});

test('everybody has the same words for as many people, in both languages, and other ones when somebody comes', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const codes = await Promise.all([host, ada, bea].map(({ group }) => group.code()));
  expect(new Set(codes.map((code) => JSON.stringify(code))).size).toBe(1);
  expect(codes[0]).toMatchObject({ people: 3 });
  expect(codes[0]?.indexes).toHaveLength(6);
  for (const language of ['fr', 'en'] as const) {
    const all = safetyWords(
      language,
      Array.from({ length: 256 }, (_, at) => at),
    );
    expect(new Set(all).size).toBe(256);
    expect(all).not.toContain('');
  }
  await relay.admitted('Cyd', host);
  expect(await host.group.code()).not.toEqual(codes[0]);
});

test('who lost the line and passed the lobby again is heard without asking', async () => {
  const { relay, host, ada } = await newLesson();
  relay.leave(ada);
  await relay.pass(1_000);
  await relay.enter(ada);
  await relay.pass(500);
  void host.group.admit([ada.id]);
  await relay.pass(700);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(warnings(relay)).toEqual([]);
});

test('nothing is left behind when a class is over', async () => {
  const { relay, host, ada, bea } = await newLesson();
  for (const { group } of [host, ada, bea]) group[Symbol.dispose]();
  await relay.room.close('ended');
  expect(relay.time.pending).toBe(0);
});

test('a class goes on when somebody left and two come after', async () => {
  const { relay, host, ada } = await newLesson();
  for (const name of ['Cyd', 'Dan', 'Eli', 'Fay']) await relay.admitted(name, host);
  relay.leave(ada);
  await relay.pass(1_000);
  for (const name of ['Gus', 'Hal', 'Ida']) await relay.admitted(name, host);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(relay.present.flatMap(kinds)).toEqual([]);
});
