import { expect, test } from 'vitest';
import type { Roster } from '#protocol/people.ts';
import { fromBase64url, toBase64url } from '../../../client/crypto/bytes.ts';
import { cardHash } from '../../../client/crypto/card.ts';
import { newSigningKeys, randomBytes } from '../../../client/crypto/primitives.ts';
import { signRoster } from '../../../client/crypto/roster.ts';
import { newClass } from './lesson.ts';
import type { Relay } from './relay.ts';

/** A host and two pupils, all admitted. */
const newLesson = async () => {
  const { relay, host } = await newClass();
  const ada = await relay.admitted('Ada', host);
  const bea = await relay.admitted('Bea', host);
  return { relay, host, ada, bea };
};
const current = (relay: Relay): Roster => {
  if (!relay.roster) throw new Error('no roster');
  return relay.roster;
};
const lastBox = (relay: Relay, from: string, to: string): string => {
  const sent = relay.boxes.findLast((box) => box.from === from && box.to === to);
  if (!sent) throw new Error('no box');
  return sent.box;
};
const changed = (box: string, at: number): string => {
  const bytes = fromBase64url(box);
  bytes.set([(bytes.at(at) ?? 0) ^ 1], at < 0 ? bytes.length + at : at);
  return toBase64url(bytes);
};

test('a ghost, shown in the class by the server, gets no key, is not heard and is warned of', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const ghost = await relay.browser('Personne', 'student');
  relay.present.set(ghost.id, ghost);
  relay.tellOthers(ghost.id, ({ group }) => group.memberJoined(relay.memberOf(ghost)));
  relay.tell(ghost, ({ group }) => group.enter(relay.snapshot()));
  relay.tellOthers(ghost.id, ({ group }) => group.keysAsked(ghost.id));
  await relay.pass(3_000);
  expect(relay.boxes.filter(({ to }) => to === ghost.id)).toEqual([]);
  for (const { group, frames } of [host, ada, bea]) {
    expect(group.personOf(ghost.id)?.admitted).toBe(false);
    expect(group.shield().warnings).toEqual(['ghost']);
    expect(await ghost.frames.hear(host.id, await frames.send())).not.toBe('bonjour');
  }
  relay.leave(ghost);
  await relay.pass(1_000);
  expect(ada.group.shield().warnings).toEqual([]);
});

test('who is let in by the server without the host believes nobody, and nobody believes them', async () => {
  const { relay, host, ada } = await newLesson();
  const eve = await relay.join('Eve');
  relay.waiting.delete(eve.id);
  relay.present.set(eve.id, eve);
  relay.tell(eve, ({ group }) => group.enter(relay.snapshot()));
  relay.tellOthers(eve.id, ({ group }) => group.memberJoined(relay.memberOf(eve)));
  await relay.pass(3_000);
  expect(eve.group.shield()).toMatchObject({ codeIndexes: null, warnings: ['roster', 'ghost'] });
  expect(eve.group.personOf(host.id)?.admitted).toBe(false);
  expect(await eve.frames.send()).toBeNull();
  expect(await eve.frames.hear(ada.id, await ada.frames.send())).toBe('unknown');
  expect(ada.group.shield().warnings).toEqual(['ghost']);
});

test('a name that the server invents shows as no name, in the lobby and in the class', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const knocker = await relay.browser('Eve', 'student');
  relay.tell(host, ({ group }) => group.knocked(knocker.id, ada.group.card));
  await relay.pass(500);
  expect(host.group.waitingName(knocker.id)).toBeNull();
  void host.group.admit([knocker.id]);
  await relay.pass(500);
  expect(current(relay).members.some(({ id }) => id === knocker.id)).toBe(false);
  relay.tell(bea, ({ group }) => group.memberChanged({ id: ada.id, card: knocker.group.card }));
  await relay.pass(500);
  expect(bea.group.personOf(ada.id)).toEqual({ name: '', admitted: false, role: 'student' });
});

test('a roster that the server signs itself is refused', async () => {
  const { relay, ada } = await newLesson();
  const eve = await relay.browser('Eve', 'student');
  const { signature: _, ...roster } = current(relay);
  const entry = { id: eve.id, card: await cardHash(eve.group.card), role: 'student', slot: 9 } as const;
  const forged = { ...roster, version: roster.version + 1, members: [...roster.members, entry] };
  const keys = await newSigningKeys(false);
  await ada.group.roster(await signRoster(keys.privateKey, relay.classId, forged));
  await ada.group.roster({ ...forged, signature: current(relay).signature });
  await ada.group.roster(null as never);
  expect(ada.group.acceptedRoster()).toEqual(current(relay));
  expect(ada.group.shield().warnings).toEqual(['roster']);
});

test('a pupil cannot sign a roster, nor a former co-host with an old permission', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const sign = async (delegation?: string) => {
    const { signature: _, ...before } = current(relay);
    const members = before.members.map((entry) => ({ ...entry, role: entry.id === ada.id ? ('cohost' as const) : entry.role }));
    const next = { ...before, version: before.version + 5, members, signer: ada.id, ...(delegation ? { delegation } : {}) };
    return signRoster(ada.identity.signing.privateKey, relay.classId, next);
  };
  const honest = bea.group.acceptedRoster();
  await bea.group.roster(await sign());
  await bea.group.roster(await sign(toBase64url(randomBytes(64))));
  expect(bea.group.acceptedRoster()).toEqual(honest);
  expect(bea.group.shield().warnings).toEqual(['roster']);
  relay.setRole(ada, 'cohost');
  void host.group.setRole(ada.id, 'cohost');
  await relay.pass(1_000);
  void ada.group.admit([]);
  const cyd = await relay.admitted('Cyd', ada);
  const { delegation } = current(relay);
  expect(delegation).toBeTypeOf('string');
  void host.group.setRole(ada.id, 'student');
  await relay.pass(1_000);
  const before = cyd.group.acceptedRoster();
  await cyd.group.roster(await sign(delegation));
  expect(cyd.group.acceptedRoster()).toEqual(before);
  expect(cyd.group.shield().warnings).toEqual(['roster']);
});

test('an older roster is refused, so that who was taken out stays out', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const before = current(relay);
  void host.group.drop(ada.id);
  await relay.pass(1_000);
  await bea.group.roster(before);
  await relay.pass(1_000);
  expect(bea.group.personOf(ada.id)?.admitted).toBe(false);
  expect(bea.group.shield().warnings).toContain('roster');
  expect(await ada.frames.hear(bea.id, await bea.frames.send())).toBe('unknown');
});

test('an older roster is refused after a reload too', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const before = current(relay);
  void host.group.drop(ada.id);
  await relay.pass(1_000);
  bea.group.dispose();
  const again = await relay.browser('Bea', 'student', bea);
  relay.roster = before;
  relay.enter(again);
  await relay.pass(500);
  expect(again.group.personOf(ada.id)?.admitted).toBe(false);
  expect(again.group.shield().warnings).toContain('roster');
});

test('sender keys that the server swaps between people are refused', async () => {
  const { relay, host, ada, bea } = await newLesson();
  await ada.group.keys(bea.id, lastBox(relay, host.id, ada.id));
  expect(ada.group.shield().warnings).toEqual(['key']);
  await bea.group.keys(host.id, lastBox(relay, host.id, ada.id));
  expect(bea.group.shield().warnings).toEqual(['key']);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
});

test('a sender key that is changed on its way is refused', async () => {
  const { relay, host, ada } = await newLesson();
  const box = lastBox(relay, host.id, ada.id);
  for (let at = 0; at < fromBase64url(box).length; at++) await ada.group.keys(host.id, changed(box, at));
  await ada.group.keys(host.id, 'AAAA');
  await ada.group.keys(host.id, '!');
  expect(ada.group.shield().warnings).toEqual(['key']);
  expect(await ada.frames.hear(host.id, await host.frames.send())).toBe('bonjour');
});

test('a sender key that the server plays again is refused', async () => {
  const { relay, host, bea } = await newLesson();
  await bea.group.keys(host.id, lastBox(relay, host.id, bea.id));
  expect(bea.group.shield().warnings).toEqual(['key']);
});

test('a sender key from before a rotation is refused after it', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const before = lastBox(relay, ada.id, bea.id);
  relay.leave(host);
  await relay.pass(1_000);
  await bea.group.keys(ada.id, before);
  expect(bea.group.shield().warnings).toEqual(['key']);
  await relay.pass(10_000);
  expect(await bea.frames.hear(ada.id, await ada.frames.send('after'))).toBe('after');
});

test('an old key, played again to a page that was reloaded, is refused', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const [oldBox, oldFrame] = [lastBox(relay, ada.id, bea.id), await ada.frames.send('before')];
  void host.group.drop('nobody');
  await relay.pass(20_000);
  bea.group.dispose();
  const again = await relay.browser('Bea', 'student', bea);
  relay.enter(again);
  await relay.settle();
  await again.group.keys(ada.id, oldBox);
  expect(again.group.shield().warnings).toEqual(['key']);
  expect(await again.frames.hear(ada.id, oldFrame)).toBe('unknown');
  await relay.pass(1_000);
  expect(await again.frames.hear(ada.id, await ada.frames.send('now'))).toBe('now');
});

test('a message is shown once, in the order in which it was written', async () => {
  const { relay, host, ada } = await newLesson();
  const [first, second] = [await host.group.sealAll({ text: 'un' }, 'chat'), await host.group.sealAll({ text: 'deux' }, 'chat')];
  expect(await relay.chat(ada, host.id, second)).toBe('deux');
  expect(ada.group.shield().warnings).toEqual([]);
  expect(await relay.chat(ada, host.id, second)).toBeNull();
  expect(await relay.chat(ada, host.id, first)).toBeNull();
  expect(ada.group.shield().warnings).toEqual(['chat']);
});

test('a message that was heard before a reload is not shown again after it', async () => {
  const { relay, host, ada } = await newLesson();
  const [mail] = await host.group.sealFor([ada.id], 'private', { text: 'un mot' });
  expect(await relay.chat(ada, host.id, mail?.box ?? '', 'private')).toBe('un mot');
  ada.group.dispose();
  const again = await relay.browser('Ada', 'student', ada);
  relay.enter(again);
  await relay.pass(1_000);
  expect(await relay.chat(again, host.id, mail?.box ?? '', 'private')).toBeNull();
});

test('a message cannot be given in another name, to another person or in another place', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const box = await bea.group.sealAll({ text: 'bonjour' }, 'chat');
  const [mail] = await bea.group.sealFor([ada.id], 'private', { text: 'entre nous' });
  const reaction = await bea.group.sealAll({ emoji: '👍' }, 'react');
  expect(await relay.chat(ada, host.id, box)).toBeNull();
  expect(ada.group.shield().warnings).toEqual(['chat']);
  expect(await relay.chat(ada, bea.id, box, 'hosts')).toBeNull();
  expect(await relay.chat(ada, bea.id, mail?.box ?? '', 'hosts')).toBeNull();
  expect(await relay.chat(ada, bea.id, mail?.box ?? '', 'all')).toBeNull();
  expect(await relay.chat(ada, bea.id, reaction)).toBeNull();
  expect(await relay.chat(host, bea.id, mail?.box ?? '', 'private')).toBeNull();
  for (const at of [0, 4, 10, 20, -70, -1]) expect(await relay.chat(ada, bea.id, changed(box, at))).toBeNull();
  for (const wrong of ['', 'AAAA', '!']) expect(await relay.chat(ada, bea.id, wrong)).toBeNull();
  expect(await relay.chat(ada, bea.id, box)).toBe('bonjour');
});

test('who holds everybody’s keys still cannot write in another name', async () => {
  const { relay, host, ada, bea } = await newLesson();
  // Bea has the host's sender key, as everybody has; her signature is her own.
  const box = await bea.group.sealAll({ text: 'Pas de devoirs' }, 'chat');
  expect(await relay.chat(ada, host.id, box)).toBeNull();
  expect(ada.group.shield().warnings).toEqual(['chat']);
});

test('whom only the server calls a host is none, and gets no message for the hosts', async () => {
  const { relay, host, ada, bea } = await newLesson();
  relay.setRole(bea, 'host');
  await relay.pass(500);
  expect(ada.group.personOf(bea.id)?.role).toBe('student');
  const boxes = await ada.group.sealFor([bea.id, host.id], 'hosts', { text: 'Je ne vois rien' });
  expect(boxes.map(({ to }) => to)).toEqual([host.id]);
});

test('rosters that the server withholds are noticed within a minute or so', async () => {
  const { relay, ada } = await newLesson();
  await relay.pass(300_000);
  expect(ada.group.shield().warnings).toEqual([]);
  relay.withholdsRosters = true;
  await relay.pass(75_000);
  expect(ada.group.shield().warnings).toEqual(['silent']);
});

test('when the last host has left, silence is not a warning', async () => {
  const { relay, host, ada } = await newLesson();
  relay.leave(host);
  await relay.pass(300_000);
  expect(ada.group.shield().warnings).toEqual([]);
});

test('frames that are replayed or are another person’s are warned of', async () => {
  const { relay, ada, bea } = await newLesson();
  const none = { unknown: 0, old: 0, replayed: 0, foreign: 0, forged: 0 };
  ada.frames.report([{ id: bea.id, source: 'mic', faults: { ...none, replayed: 1, unknown: 60 } }]);
  await relay.settle();
  expect(ada.group.shield().warnings).toEqual([]);
  ada.frames.report([{ id: bea.id, source: 'mic', faults: { ...none, replayed: 3 } }]);
  await relay.settle();
  expect(ada.group.shield().warnings).toEqual(['frame']);
});

test('keys that were missed are asked for again', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const rotated = relay.boxes.length;
  ada.group.keys = () => Promise.resolve();
  relay.leave(bea);
  await relay.pass(1_000);
  Reflect.deleteProperty(ada.group, 'keys');
  expect(relay.boxes.length).toBeGreaterThan(rotated);
  expect(await ada.frames.hear(host.id, await host.frames.send())).toBe('unknown');
  ada.frames.report([{ id: host.id, source: 'mic', faults: { unknown: 50, old: 0, replayed: 0, foreign: 0, forged: 0 } }]);
  await relay.pass(3_000);
  expect(await ada.frames.hear(host.id, await host.frames.send())).toBe('bonjour');
});
