import { expect, test } from 'vitest';
import type { GroupCommit } from '#protocol/group.ts';
import { encodeMlsMessage, decodeMlsMessage, type MLSMessage } from 'ts-mls/message.js';
import { fromBase64url, toBase64url } from '../../client/crypto/base/bytes.ts';
import { newHostKeys } from '../../client/crypto/credentials/secrets.ts';
import { type TestClient, granted } from '../kit/client.ts';
import { type Lesson, useStage } from '../kit/scene.ts';
import type { TestChange } from '../kit/testGroup.ts';
import { TestMember } from '../kit/testMember.ts';
import { changeOf } from '../../server/group/change.ts';
import { readCommit } from '../../server/group/handshake.ts';

const stage = useStage();
const ok = { ok: true, value: {} };
const invalid = { ok: false, code: 'invalid' };
const forbidden = { ok: false, code: 'forbidden' };
const conflict = { ok: false, code: 'conflict' };

/** A class with a co-host, and somebody in the lobby. */
const begun = async (): Promise<Lesson & { readonly waiting: TestClient }> => {
  const lesson = await stage.lesson({ cohost: true });
  const waiting = await lesson.knock();
  await Promise.all([lesson.host, lesson.cohost, ...lesson.pupils].map((client) => client.forget()));
  return { ...lesson, waiting };
};

/** Nothing of an attack has reached anybody, and the host goes on in the same group. */
const expectUntouched = async ({ host, cohost, pupils, group, waiting }: Awaited<ReturnType<typeof begun>>): Promise<void> => {
  const everybody = [host, cohost, ...pupils, waiting];
  await Promise.all(everybody.map((client) => client.settle()));
  expect(everybody.flatMap(({ heard }) => heard)).toEqual([]);
  expect(await group.admit(host, [waiting])).toEqual(ok);
  expect(await waiting.next('admitted')).toMatchObject({ snapshot: { forgotten: false } });
};

const read = (text: string): MLSMessage => {
  const message = decodeMlsMessage(fromBase64url(text), 0)?.[0];
  if (!message) throw new Error('no message');
  return message;
};
const write = (message: MLSMessage): string => toBase64url(encodeMlsMessage(message));

/** The same text with one bit of another value, at a share of its length. */
const bent = (text: string, share: number): string => {
  const bytes = fromBase64url(text);
  const at = Math.floor((bytes.length - 1) * share);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return toBase64url(bytes);
};

test('H5: garbage by a co-host is refused, admits nobody, and costs the host no conflict', async () => {
  const lesson = await begun();
  const { cohost, group, waiting } = lesson;
  const { input } = await group.prepare(cohost, { add: [waiting] });
  const garbage: Partial<GroupCommit>[] = [
    { commit: 'AAAA' },
    { info: 'AAAA' },
    { commit: input.info },
    { info: input.commit },
    { commit: toBase64url(crypto.getRandomValues(new Uint8Array(700))) },
    { word: await group.word(await group.of(cohost)) },
    { excluded: [lesson.pupils[0]!.id] },
  ];
  for (const change of garbage) {
    expect(await cohost.ask('group.commit', { ...input, ...change })).toEqual(invalid);
  }
  const { welcome: _, ...unwelcoming } = input;
  expect(await cohost.ask('group.commit', unwelcoming)).toEqual(invalid);
  await expectUntouched(lesson);
});

test('H5: a change of the group of which one bit is another one is refused, wherever the bit is', async () => {
  const lesson = await begun();
  const { cohost, group, waiting } = lesson;
  const { input } = await group.prepare(cohost, { add: [waiting] });
  const refused = [invalid, conflict];
  for (let part = 0; part <= 40; part += 1) {
    // The last bytes of a public message are its membership tag, which only members can check: it stays as it is.
    const commit = bent(input.commit, (part / 40) * 0.95);
    expect(refused, `commit ${part}`).toContainEqual(await cohost.ask('group.commit', { ...input, commit }));
    expect(refused, `info ${part}`).toContainEqual(
      await cohost.ask('group.commit', { ...input, info: bent(input.info, part / 40) }),
    );
    stage.clock.advance(1_000);
  }
  await lesson.host.forget();
  await Promise.all([lesson.cohost, ...lesson.pupils].map((client) => client.forget()));
  await expectUntouched(lesson);
});

test('nobody commits in another’s name', async () => {
  const lesson = await begun();
  const { host, cohost, pupils, group } = lesson;
  const { input } = await group.prepare(host, {});
  expect(await cohost.ask('group.commit', input)).toEqual(invalid);
  expect(await pupils[0]!.ask('group.commit', input)).toEqual(forbidden);
  await expectUntouched(lesson);
});

test('a leaf that is said to be another’s is not believed: the signature is that of the key of its own card', async () => {
  const lesson = await begun();
  const { cohost, group } = lesson;
  const { input } = await group.prepare(cohost, {});
  const message = read(input.commit);
  if (message.wireformat !== 'mls_public_message') throw new Error('no commit');
  const { content } = message.publicMessage;
  const sender = { senderType: 'member', leafIndex: 0 } as const;
  const commit = write({
    ...message,
    publicMessage: { ...message.publicMessage, content: { ...content, sender } },
  } as MLSMessage);
  expect(await cohost.ask('group.commit', { ...input, commit })).toEqual(invalid);
  await expectUntouched(lesson);
});

test('a context that does not follow from the change is refused', async () => {
  const lesson = await begun();
  const { host, cohost, pupils, group, waiting } = lesson;
  const { input } = await group.prepare(cohost, {});
  const others = [
    await group.prepare(cohost, {}),
    await group.prepare(cohost, { add: [waiting] }),
    await group.prepare(host, {}),
  ];
  for (const other of others) {
    expect(await cohost.ask('group.commit', { ...input, info: other.input.info })).toEqual(invalid);
  }
  const present = await (await group.of(cohost)).info();
  expect(await cohost.ask('group.commit', { ...input, info: present })).toEqual(invalid);
  expect(await pupils[0]!.ask('hand.raise', {})).toEqual(ok);
  stage.clock.advance(20);
  await Promise.all([host, cohost, ...pupils].map((client) => client.forget()));
  await expectUntouched(lesson);
});

test('a staff list that the host key has not signed is refused, whoever sends it', async () => {
  const lesson = await begun();
  const { host, cohost, pupils, group } = lesson;
  const own = (await newHostKeys()).privateKey;
  const { staff } = await group.of(cohost);
  const promoted = [...staff.staff, { id: pupils[0]!.id, key: pupils[0]!.card.verify, role: 'cohost' as const }];
  for (const actor of [cohost, host]) {
    const list = await group.staffOf(actor, { staff: promoted }, own);
    expect(await group.commit(actor, { staff: list })).toEqual(invalid);
    const signed = await group.staffOf(actor);
    expect(await group.commit(actor, { staff: { ...signed, staff: promoted } })).toEqual(invalid);
  }
  await expectUntouched(lesson);
});

test('a staff list of another class or group is refused, and so is one that is not newer', async () => {
  const lesson = await begun();
  const other = await stage.lesson();
  const { host, group } = lesson;
  const { staff } = await group.of(host);
  const foreign = await other.group.staffOf(other.host, { seq: staff.seq + 1, staff: staff.staff });
  expect(await group.commit(host, { staff: foreign })).toEqual(invalid);
  for (const seq of [staff.seq, staff.seq - 1]) {
    const list = await group.staffOf(host, { seq, open: true });
    expect(await group.commit(host, { staff: list })).toEqual(invalid);
  }
  await expectUntouched(lesson);
  const former = await group.staffOf(host, {});
  granted(await group.found(host, lesson.pupils));
  expect(await group.commit(host, { staff: { ...former, seq: former.seq + 1 } })).toEqual(invalid);
});

test('a list that is changed beside the people of the group is refused: browsers could not follow it', async () => {
  const lesson = await begun();
  const { host, pupils, group, waiting } = lesson;
  const staff = await group.staffOf(host, { open: true });
  expect(await group.commit(host, { staff, add: [waiting] })).toEqual(invalid);
  expect(await group.commit(host, { staff, remove: [pupils[0]!] })).toEqual(invalid);
  await expectUntouched(lesson);
});

test('nobody is added who is in the group already, nor twice, with other keys either', async () => {
  const lesson = await begun();
  const { cohost, pupils, group, waiting } = lesson;
  const twinOf = async (person: TestClient): Promise<TestChange> => {
    const member = new TestMember();
    await member.offer(person.id);
    return { add: [{ member }] };
  };
  expect(await group.commit(cohost, await twinOf(pupils[0]!))).toEqual(invalid);
  const { add = [] } = await twinOf(waiting);
  expect(await group.commit(cohost, { add: [...add, waiting] })).toEqual(invalid);
  await expectUntouched(lesson);
});

test('an Add that is not bound to the class link is refused', async () => {
  const lesson = await begun();
  const { cohost, group, waiting } = lesson;
  const { input } = await group.prepare(cohost, { add: [waiting] });
  const { commit } = readCommit(input.commit).content;
  const unbound = commit.proposals.filter((one) => !('proposal' in one && one.proposal.proposalType === 'psk'));
  expect(changeOf(commit).added.map(({ id }) => id)).toEqual([waiting.id]);
  expect(() => changeOf({ ...commit, proposals: unbound })).toThrow('invalid');
  await expectUntouched(lesson);
});

test('a co-host who was made a student again changes nothing with the list that named them', async () => {
  const lesson = await begun();
  const { host, cohost, pupils, group } = lesson;
  const { staff: former } = await group.of(cohost);
  granted(await group.setRole(host, cohost, 'student'));
  await cohost.settle();
  expect(await group.commit(cohost, { staff: former })).toEqual(forbidden);
  expect(await group.commit(cohost, {})).toEqual(forbidden);
  expect(await group.found(cohost, pupils)).toEqual(forbidden);
});

test('a co-host takes out nobody who holds the class, and changes no list', async () => {
  const lesson = await begun();
  const { host, cohost, pupils, group } = lesson;
  granted(await group.setRole(host, pupils[0]!, 'cohost'));
  await Promise.all([cohost.forget(), host.forget(), ...pupils.map((pupil) => pupil.forget())]);
  for (const person of [host, pupils[0]!]) {
    expect(await group.commit(cohost, { remove: [person] })).toEqual(forbidden);
    expect(await group.remove(cohost, person)).toEqual(forbidden);
  }
  expect(await group.commit(cohost, { staff: await group.staffOf(cohost, { open: true }) })).toEqual(forbidden);
  await expectUntouched(lesson);
});

test('a group in which the host does not sit, or that another one signed, is not founded', async () => {
  const lesson = await begun();
  const { host, pupils, group, colleague } = lesson;
  const second = await colleague();
  const current = await group.of(host);
  const word = await group.word(current);
  const members = current.members.map(({ id }) => id);
  const info = await current.info();
  await Promise.all([host, lesson.cohost, ...pupils].map((client) => client.forget()));
  expect(await second.ask('group.found', { info, members, word })).toEqual(invalid);
  expect(await second.ask('group.found', { info, members: [second.id, ...members.slice(1)], word })).toEqual(invalid);
  expect(await host.ask('group.found', { info, members, word: { ...word, at: word.at + 1 } })).toEqual(invalid);
  expect(await host.ask('group.found', { info: bent(info, 0.5), members, word })).toEqual(invalid);
  await expectUntouched(lesson);
});

test('whoever is outside of the class has no part in its group', async () => {
  const lesson = await begun();
  const other = await stage.lesson();
  const { host, group } = lesson;
  const { input } = await group.prepare(host, {});
  expect(await other.host.ask('group.commit', input)).toEqual(conflict);
  expect(await lesson.waiting.ask('group.commit', input)).toEqual({ ok: false, code: 'waiting' });
  await expectUntouched(lesson);
});
