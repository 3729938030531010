import { expect, test } from 'vitest';
import { fromBase64url, toBase64url } from '../../../client/crypto/base/bytes.ts';
import { chatKind } from '../../../client/tools/chat/kinds.ts';
import { reactKind } from '../../../client/tools/reactions/kinds.ts';
import { kinds, newLesson, reload, warnings } from './lesson.ts';

const changed = (box: string, at: number): string => {
  const bytes = fromBase64url(box);
  bytes.set([(bytes.at(at) ?? 0) ^ 1], at < 0 ? bytes.length + at : at);
  return toBase64url(bytes);
};

test('a message is shown once, in the order in which it was written', async () => {
  const { relay, host, ada } = await newLesson();
  const [first, second] = [
    await host.group.sealAll({ text: 'un' }, chatKind),
    await host.group.sealAll({ text: 'deux' }, chatKind),
  ];
  expect(await relay.chat(ada, host.id, second)).toBe('deux');
  expect(kinds(ada)).toEqual([]);
  expect(await relay.chat(ada, host.id, second)).toBeNull();
  expect(await relay.chat(ada, host.id, first)).toBeNull();
  expect(ada.group.shield().warnings).toEqual([{ kind: 'message', who: host.id, source: null, count: 2 }]);
});

test('so it is of a message to one person, also by a page that was reloaded since', async () => {
  const { relay, host, ada } = await newLesson();
  const [first] = await host.group.sealFor([ada.id], 'private', { text: 'un' }, chatKind);
  const [second] = await host.group.sealFor([ada.id], 'private', { text: 'deux' }, chatKind);
  expect(await relay.chat(ada, host.id, second?.box ?? '', 'private')).toBe('deux');
  expect(await relay.chat(ada, host.id, first?.box ?? '', 'private')).toBeNull();
  await relay.pass(1_000);
  const again = await reload(relay, ada);
  expect(await relay.chat(again, host.id, second?.box ?? '', 'private')).toBeNull();
  const [third] = await host.group.sealFor([again.id], 'private', { text: 'trois' }, chatKind);
  expect(await relay.chat(again, host.id, third?.box ?? '', 'private')).toBe('trois');
});

test('a message that was opened before a reload does not open after it', async () => {
  const { relay, host, ada } = await newLesson();
  const box = await host.group.sealAll({ text: 'un mot' }, chatKind);
  expect(await relay.chat(ada, host.id, box)).toBe('un mot');
  await relay.pass(1_000);
  const again = await reload(relay, ada);
  const opened = relay.chat(again, host.id, box);
  await relay.pass(3_000);
  expect(await opened).toBeNull();
});

test('a message cannot be given in another name, to another person or in another place', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const box = await bea.group.sealAll({ text: 'bonjour' }, chatKind);
  const [mail] = await bea.group.sealFor([ada.id], 'private', { text: 'entre nous' }, chatKind);
  const reaction = await bea.group.sealAll({ emoji: '👍' }, reactKind);
  expect(await relay.chat(host, ada.id, box)).toBeNull();
  expect(kinds(host)).toEqual(['message']);
  expect(await relay.chat(ada, bea.id, mail?.box ?? '', 'hosts')).toBeNull();
  expect(await relay.chat(ada, bea.id, mail?.box ?? '', 'all')).toBeNull();
  expect(await relay.chat(ada, bea.id, reaction)).toBeNull();
  expect(await relay.chat(host, bea.id, mail?.box ?? '', 'private')).toBeNull();
  for (const at of [-70, -1]) expect(await relay.chat(ada, bea.id, changed(box, at))).toBeNull();
  for (const wrong of ['', 'AAAA', '!']) expect(await relay.chat(ada, bea.id, wrong)).toBeNull();
  expect(await relay.chat(ada, bea.id, box)).toBe('bonjour');
});

test('who has every key of the class cannot write in another name', async () => {
  const { relay, host, ada, bea } = await newLesson();
  const box = await bea.group.sealAll({ text: 'Pas de devoirs' }, chatKind);
  expect(await relay.chat(ada, host.id, box)).toBeNull();
  expect(ada.group.shield().warnings).toMatchObject([{ kind: 'message', who: host.id }]);
});

test('no two messages are sealed with the same key, before and after a reload', async () => {
  const { relay, host, ada } = await newLesson();
  const before = await ada.group.sealAll({ text: 'avant' }, chatKind);
  expect(await relay.chat(host, ada.id, before)).toBe('avant');
  relay.cut(host);
  const again = await reload(relay, ada);
  const after = await again.group.sealAll({ text: 'après' }, chatKind);
  expect(await relay.chat(host, ada.id, after)).toBe('après');
  expect(warnings(relay)).toEqual([]);
});

test('whom only the server calls a host is none, and gets no message for the hosts', async () => {
  const { relay, host, ada, bea } = await newLesson();
  relay.tell(ada, 'member.changed', { id: bea.id, role: 'host' });
  await relay.pass(500);
  expect(ada.group.personOf(bea.id)?.role).toBe('student');
  const boxes = await ada.group.sealFor([bea.id, host.id], 'hosts', { text: 'Je ne vois rien' }, chatKind);
  expect(boxes.map(({ to }) => to)).toEqual([host.id]);
});
