import { expect, test } from 'vitest';
import { protocolVersion } from '#protocol/codes.ts';
import { type TestClient, granted, join } from '../kit/client.ts';
import { useStage } from '../kit/scene.ts';

const stage = useStage();
const ok = { ok: true, value: {} };
const conflict = { ok: false, code: 'conflict' };
const forbidden = { ok: false, code: 'forbidden' };
const invalid = { ok: false, code: 'invalid' };

const idsOf = (people: readonly { readonly id: string }[]): string[] => people.map(({ id }) => id);

/** Brings a fresh key package; with `wants` for being added now, as somebody who cannot follow the group. */
const offer = async (client: TestClient, wants = true) =>
  client.ask('group.package', { keyPackage: await client.member.offer(client.id), wants });

test('of two changes of the same state the first counts, and the second is a conflict', async () => {
  const { host, cohost, pupils, group } = await stage.lesson({ cohost: true });
  const [one, other] = [await group.prepare(host, {}), await group.prepare(cohost, {})];
  const [ours, theirs] = await Promise.all([host.ask('group.commit', one.input), cohost.ask('group.commit', other.input)]);
  expect([ours, theirs].filter(({ ok: taken }) => taken)).toHaveLength(1);
  expect([ours, theirs]).toContainEqual(conflict);
  const told = await pupils[0]!.next('group.commit');
  expect(told.commit).toBe((ours.ok ? one : other).input.commit);
  await pupils[0]!.settle();
  expect(pupils[0]!.heard).toEqual([]);
});

test('a change of an earlier state, of another group, or that was made already is a conflict', async () => {
  const { host, pupils, group } = await stage.lesson();
  const early = await group.prepare(host, {});
  granted(await group.commit(host, {}));
  const late = await group.prepare(host, {});
  granted(await host.ask('group.commit', late.input));
  for (const { input } of [early, late]) expect(await host.ask('group.commit', input)).toEqual(conflict);
  host.member.take(late.next);
  const former = await group.prepare(host, {});
  granted(await group.found(host, pupils));
  expect(await host.ask('group.commit', former.input)).toEqual(conflict);
});

test('a change is relayed as it was made, with the host’s word, to the class and not to the lobby nor to its maker', async () => {
  const { host, pupils, group, knock } = await stage.lesson();
  const waiting = await knock();
  await host.forget();
  const { input } = await group.prepare(host, {});
  granted(await host.ask('group.commit', input));
  for (const pupil of pupils) {
    const told = await pupil.next('group.commit');
    expect(told).toEqual({ commit: input.commit, word: input.word });
  }
  await Promise.all([waiting.settle(), host.settle()]);
  expect([...waiting.heard, ...host.heard]).toEqual([]);
});

test('whoever waits and is added comes in, with the class as it is now and the way into the group', async () => {
  const { host, pupils, group, knock } = await stage.lesson();
  const [first, second] = [await knock(), await knock()];
  await pupils[0]!.ask('hand.raise', {});
  granted(await group.admit(host, [first]));
  const { snapshot } = await first.next('admitted');
  expect(snapshot).toMatchObject({ waiting: [], tools: { hands: [pupils[0]!.id] }, forgotten: false });
  expect(idsOf(snapshot.members)).toEqual(idsOf([host, ...pupils, first]));
  const { id, epoch, authenticator } = await group.of(host);
  expect(snapshot.group).toMatchObject({ id, epoch, word: { group: id, epoch } });
  expect((await group.of(first)).authenticator).toEqual(authenticator);
  const { joined } = await pupils[1]!.next('group.commit');
  expect(joined).toEqual([{ id: first.id, role: 'student', card: first.card, away: false, grants: {}, sending: [] }]);
  expect((await group.of(pupils[1]!)).authenticator).toEqual(authenticator);
  await second.settle();
  expect(second.heard).toEqual([]);
});

test('people who are let in together know each other, and the others are told once', async () => {
  const { host, pupils, group, knock } = await stage.lesson();
  const newcomers = [await knock(), await knock()];
  await host.forget();
  granted(await group.admit(host, newcomers));
  for (const newcomer of newcomers) {
    const { snapshot } = await newcomer.next('admitted');
    expect(idsOf(snapshot.members)).toEqual(idsOf([host, ...pupils, ...newcomers]));
    await newcomer.settle();
    expect(newcomer.heard).toEqual([]);
  }
  const { joined = [] } = await pupils[0]!.next('group.commit');
  expect(idsOf(joined)).toEqual(idsOf(newcomers));
  await Promise.all([pupils[0]!.settle(), host.settle()]);
  expect(pupils[0]!.heard).toEqual([]);
  expect(idsOf(host.unread('member.joined').map(({ member }) => member))).toEqual(idsOf(newcomers));
});

test('adding people who are not here admits nobody', async () => {
  const { host, pupils, group, knock } = await stage.lesson();
  const gone = await knock();
  await gone.ask('leave', {}).catch(() => {});
  await host.next('lobby.left');
  await host.forget();
  granted(await group.admit(host, [gone]));
  expect((await pupils[0]!.next('group.commit')).joined).toBeUndefined();
  await host.settle();
  expect(host.unread('member.joined')).toEqual([]);
});

test('a removal for good is told as a change of the group first, and then as a departure', async () => {
  const { host, pupils, group } = await stage.lesson();
  granted(await group.remove(host, pupils[0]!));
  expect(await pupils[0]!.next('gone')).toEqual({ reason: 'removed' });
  await pupils[1]!.settle();
  expect(pupils[1]!.heard.filter((name) => name !== 'seat')).toEqual(['group.commit', 'member.left']);
  expect(idsOf((await group.of(pupils[1]!)).members)).toEqual(idsOf([host, pupils[1]!]));
});

test('whoever is taken out of the group for another reason stays in the class', async () => {
  const { host, pupils, group } = await stage.lesson();
  granted(await group.commit(host, { remove: [pupils[0]!] }));
  expect(await pupils[0]!.ask('hand.raise', {})).toEqual(ok);
  expect(pupils[0]!.unread('gone')).toEqual([]);
});

test('who is in the group is removed by a change of it, and not by the server’s word', async () => {
  const { host, pupils, group } = await stage.lesson();
  expect(await host.ask('person.remove', { id: pupils[0]!.id })).toEqual(conflict);
  granted(await group.commit(host, { remove: [pupils[0]!] }));
  expect(await host.ask('person.remove', { id: pupils[0]!.id })).toEqual(ok);
  expect(await pupils[0]!.next('gone')).toEqual({ reason: 'removed' });
});

test('only who is taken out of the group by a change can be removed with it', async () => {
  const { host, pupils, group } = await stage.lesson();
  const change = { remove: [pupils[0]!] };
  expect(await group.commit(host, change, { excluded: idsOf(pupils) })).toEqual(invalid);
  expect(await pupils[1]!.ask('hand.raise', {})).toEqual(ok);
});

test('a host’s list gives nobody the host’s role: only the link does', async () => {
  const { host, pupils, group } = await stage.lesson();
  const [ada] = pupils;
  granted(await group.setRole(host, ada!, 'host'));
  expect(await ada!.ask('class.set', { locked: true })).toEqual(forbidden);
  await ada!.settle();
  expect(await group.commit(ada!, {})).toEqual(forbidden);
});

test('whoever cannot follow the group says so to those who hold the class, and to nobody else', async () => {
  const { host, cohost, pupils, group, knock } = await stage.lesson({ cohost: true });
  const waiting = await knock();
  await Promise.all([host.forget(), cohost.forget()]);
  const [ada, ben] = pupils;
  expect(await offer(ada!)).toEqual(ok);
  const told = { id: ada!.id, keyPackage: expect.any(String) };
  expect([await host.next('group.stray'), await cohost.next('group.stray')]).toEqual([told, told]);
  await Promise.all([ben!.settle(), waiting.settle(), ada!.settle()]);
  expect([...ben!.heard, ...waiting.heard, ...ada!.heard]).toEqual([]);
  granted(await group.commit(host, { remove: [ada!] }));
  granted(await group.admit(host, [ada!]));
  expect(await ada!.next('group.welcome')).toMatchObject({ word: { epoch: (await group.of(host)).epoch } });
  await Promise.all([ada!.settle(), ben!.settle()]);
  expect(ada!.heard).toEqual(['group.commit']);
  expect(ben!.heard).toEqual(['group.commit', 'group.commit']);
  expect((await group.of(ada!)).authenticator).toEqual((await group.of(ben!)).authenticator);
});

test('a key package that is kept for later is told to nobody, and a host who founds the group anew is given the last one', async () => {
  const { host, cohost, pupils, knock } = await stage.lesson({ cohost: true });
  await knock();
  await host.forget();
  const keyPackage = await pupils[0]!.member.offer(pupils[0]!.id);
  granted(await pupils[0]!.ask('group.package', { keyPackage, wants: false }));
  await Promise.all([host.settle(), cohost.settle()]);
  expect(host.heard).toEqual([]);
  expect(cohost.unread('group.stray')).toEqual([]);
  const answer = await host.ask('group.packages', {});
  if (!answer.ok) throw new Error(answer.code);
  expect(idsOf(answer.value.packages)).toEqual(idsOf([host, cohost, ...pupils]));
  expect(answer.value.packages).toContainEqual({ id: pupils[0]!.id, keyPackage });
  for (const actor of [cohost, pupils[0]!]) expect(await actor.ask('group.packages', {})).toEqual(forbidden);
});

test('a key package has a limit of bytes, and nobody brings them without end', async () => {
  const { pupils } = await stage.lesson();
  const [ada] = pupils;
  expect(await ada!.ask('group.package', { keyPackage: 'A'.repeat(1_335), wants: false })).toEqual(invalid);
  const answers = [];
  for (let count = 0; count < 30; count++) answers.push(await offer(ada!, false));
  expect(answers.at(-1)).toEqual({ ok: false, code: 'too-often' });
  expect(answers.filter((answer) => answer.ok)).toHaveLength(29);
});

test('who comes back after a cut is given what the group did meanwhile, and no more', async () => {
  const { host, pupils, group, again } = await stage.lesson();
  const [ada] = pupils;
  const before = await group.of(ada!);
  ada!.socket.disconnect();
  await host.next('member.changed');
  for (let count = 0; count < 3; count++) granted(await group.commit(host, {}));
  const back = await again(ada!);
  expect(before.epoch).toBe((await group.of(host)).epoch - 3);
  expect((await group.of(back)).authenticator).toEqual((await group.of(host)).authenticator);
});

test('who names a state that is not the class’s is given no changes, and must be added anew', async () => {
  const { made, host, pupils, group } = await stage.lesson();
  const { id, epoch } = await group.of(host);
  const viewAt = async (at: { group: string; epoch: number }) => {
    const back = await join(stage.server, made.id, { seat: pupils[0]!.latestSeat });
    const keyPackage = await back.member.offer(back.id);
    const answer = await back.ask('enter', { version: protocolVersion, card: back.card, keyPackage, at });
    if (!answer.ok || answer.value.phase !== 'present') throw new Error('not in');
    return answer.value.snapshot.group?.commits;
  };
  expect(await viewAt({ group: id, epoch })).toEqual([]);
  for (const at of [
    { group: 'A'.repeat(22), epoch },
    { group: id, epoch: epoch + 1 },
  ]) {
    expect(await viewAt(at)).toBeNull();
  }
});

test('a host founds the group anew: those in it are welcomed, the others are told that there is another one', async () => {
  const { host, cohost, pupils, group } = await stage.lesson({ cohost: true });
  const [ada, ben] = pupils;
  expect(await group.found(cohost, [ada!])).toEqual(forbidden);
  granted(await group.found(host, [cohost, ada!], [cohost]));
  const { id, epoch, authenticator } = await group.of(host);
  expect(await ada!.next('group.welcome')).toMatchObject({ word: { group: id, epoch } });
  expect(await ben!.next('group.founded')).toMatchObject({ word: { group: id, epoch } });
  await Promise.all([ada!.settle(), ben!.settle(), cohost.settle()]);
  expect([...ada!.heard, ...ben!.heard]).toEqual([]);
  expect((await group.of(ada!)).authenticator).toEqual(authenticator);
  granted(await group.commit(cohost, {}));
});

test('a host’s fresh word goes to everybody else; one for another state, by somebody else or unsigned does not', async () => {
  const { host, cohost, pupils, group } = await stage.lesson({ cohost: true });
  const current = await group.of(host);
  const word = await group.word(current);
  granted(await host.ask('group.word', { word }));
  expect(await pupils[0]!.next('group.word')).toEqual({ word });
  expect(await cohost.ask('group.word', { word })).toEqual(forbidden);
  const { next } = await group.prepare(host, {});
  expect(await host.ask('group.word', { word: await group.word(next) })).toEqual(conflict);
  expect(await host.ask('group.word', { word: { ...word, at: word.at + 1 } })).toEqual(invalid);
  await Promise.all([pupils[0]!.settle(), host.settle()]);
  expect([...pupils[0]!.heard, ...host.heard]).toEqual([]);
});
