import { expect, test } from 'vitest';
import { cardHash } from '../../../client/crypto/credentials/card.ts';
import { newKeyPackage, readKeyPackage, writeKeyPackage } from '../../../client/crypto/mls/leaf.ts';
import { kinds, newClass, newLesson, reload, warnings } from './lesson.ts';
import type { Browser, Relay } from './relay.ts';

/** Somebody's browser that gives something else to be added with. */
const giving = async (relay: Relay, name: string, spoil: (text: string) => string): Promise<Browser> => {
  const browser = await relay.browser(name, 'student');
  const { card } = await browser.group.introduction();
  const pair = await newKeyPackage({ id: browser.id, card: await cardHash(card) }, browser.identity);
  const keyPackage = spoil(writeKeyPackage(pair.public));
  browser.group.introduction = async () => ({ card, keyPackage });
  return browser;
};

/** The same, with one byte of its signature changed. */
const badlySigned = (text: string): string => {
  const read = readKeyPackage(text);
  if (!read) throw new Error('no key package');
  const signature = Uint8Array.from(read.signature);
  signature[signature.length - 1]! ^= 1;
  return writeKeyPackage({ ...read, signature });
};

test('somebody whose key package is badly signed keeps nobody else out, and cannot be admitted', async () => {
  const { relay, host } = await newClass();
  const eve = await giving(relay, 'Eve', badlySigned);
  await relay.enter(eve);
  const ada = await relay.browser('Ada', 'student');
  await relay.enter(ada);
  await relay.pass(500);
  expect(host.group.waitingName(eve.id)).toBe('Eve');
  const admitted = host.group.admit([eve.id, ada.id]);
  await relay.pass(1_000);
  // Not all of them are in, and that is said.
  expect(await admitted).toBe(false);
  expect(relay.present.map(({ name }) => name)).toEqual(['Prof', 'Ada']);
  expect(host.group.waitingName(eve.id)).toBeNull();
  const bea = await relay.admitted('Bea', host);
  expect(bea.group.state).toEqual(host.group.state);
  expect(await relay.everybodyHears()).toEqual(new Set(['bonjour']));
  expect(warnings(relay)).toEqual([]);
});

test('a pupil who asks to be added again with one keeps nobody out either, nor stops a group that is founded anew', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const { card } = await ada.group.introduction();
  const pair = await newKeyPackage({ id: ada.id, card: await cardHash(card) }, ada.identity);
  relay.tell(host, 'group.stray', { id: ada.id, keyPackage: badlySigned(writeKeyPackage(pair.public)) });
  await relay.pass(2_000);
  const cyd = await relay.admitted('Cyd', host);
  expect(cyd.group.state).toEqual(host.group.state);
  expect(bea.group.state).toEqual(host.group.state);
  // Her own browser asks with what is genuine.
  await relay.pass(15_000);
  expect(ada.group.state).toEqual(host.group.state);
  expect(kinds(host)).toEqual([]);
});

test('two who give the same keys keep nobody else out', async () => {
  const { relay, host } = await newClass();
  const eve = await relay.browser('Eve', 'student');
  await relay.enter(eve);
  const twin = await relay.browser('Twin', 'student');
  Object.assign(twin, { identity: eve.identity });
  await relay.enter(twin);
  const ada = await relay.browser('Ada', 'student');
  await relay.enter(ada);
  await relay.pass(500);
  void host.group.admit([eve.id, twin.id, ada.id]);
  await relay.pass(1_000);
  expect(relay.present.map(({ name }) => name)).toContain('Ada');
});

test('a co-host who must be added again is a co-host again', async () => {
  const { relay, host, ada, bea } = await newLesson();
  await Promise.all([host.group.setRole(ada.id, 'cohost'), relay.pass(1_000)]);
  ada.saved = null;
  const again = await reload(relay, ada);
  await relay.pass(4_000);
  expect(again.group.state).toEqual(host.group.state);
  expect([host, bea, again].map(({ group }) => group.personOf(ada.id)?.role)).toEqual(['cohost', 'cohost', 'cohost']);
  expect(warnings(relay)).toEqual([]);
});

test('with the lobby off, whom the class has no place for waits, the others come in, and the browser does not go on asking', async () => {
  const { relay, host } = await newClass({ capacity: 3 });
  await Promise.all([host.group.setOpen(true), relay.pass(500)]);
  await relay.setLobby(host, false);
  await host.group.setAutoAdmit(true);
  await relay.pass(500);
  for (const name of ['Ada', 'Bea', 'Cyd']) await relay.enter(await relay.browser(name, 'student'));
  await relay.pass(3_000);
  expect(relay.present).toHaveLength(3);
  const asked = relay.asked;
  await relay.pass(20_000);
  // Words and nothing else.
  expect(relay.asked - asked).toBeLessThan(5);
});
