import { expect, test } from 'vitest';
import { fromBase64url, toBase64url } from '../../../client/crypto/base/bytes.ts';
import { groupIn } from './accomplice.ts';
import { newLesson } from './lesson.ts';
import type { Browser, Relay } from './relay.ts';

/** Somebody with the class link, for whom the server opens its side under the identifier of somebody else. */
const standIn = async (relay: Relay, { id }: Browser) => {
  const tom = await relay.browser('Tom', 'student', { id } as Browser);
  const { card, keyPackage } = await tom.group.introduction();
  return { tom, card, keyPackage };
};

const isOut = async (host: Browser, tom: Browser): Promise<void> => {
  expect(host.group.personOf(tom.id)?.admitted).not.toBe(true);
  expect(await tom.frames.hear(host.id, await host.frames.send())).not.toBe('bonjour');
};

test('who comes back by itself is the one who was in, and not another whom the server shows in their place meanwhile', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const { keyPackage: own } = await ada.group.introduction();
  const { tom, card, keyPackage } = await standIn(relay, ada);
  relay.lie = (telling) => {
    if (telling.name === 'group.commit' && telling.to === bea.id) {
      relay.lie = (other) => [other];
      relay.tell(host, 'member.changed', { id: ada.id, card });
      relay.tell(host, 'group.stray', { id: ada.id, keyPackage });
    }
    return [telling];
  };
  relay.tell(host, 'group.stray', { id: ada.id, keyPackage: own });
  await relay.pass(5_000);
  await isOut(host, tom);
});

test('a group that is founded anew brings over who was in, and not another whom the server shows in their place', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const { group } = host.group.state ?? {};
  const bytes = fromBase64url((await (await groupIn(relay, bea)).commit({})).commit);
  bytes[bytes.length - 300]! ^= 1;
  const { tom } = await standIn(relay, ada);
  await relay.enter(tom, true);
  await relay.pass(200);
  relay.tell(host, 'group.commit', { commit: toBase64url(bytes) });
  await relay.pass(5_000);
  expect(host.group.state?.group).not.toBe(group);
  expect(host.group.personOf(bea.id)?.admitted).toBe(true);
  await isOut(host, tom);
  // The teacher decides, as for who knocks.
  expect(host.group.asking()).toEqual([{ id: tom.id, name: 'Tom' }]);
});

test('who is admitted from the lobby is the one who was shown at the click', async () => {
  const { relay, host } = await newLesson();
  const dan = await relay.join('Dan');
  const { tom, card, keyPackage } = await standIn(relay, dan);
  void host.group.admit([dan.id]);
  relay.tell(host, 'lobby.knocked', { id: dan.id, card, keyPackage });
  await relay.pass(3_000);
  await isOut(host, tom);
});
