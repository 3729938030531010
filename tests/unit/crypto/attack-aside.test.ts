import { expect, test } from 'vitest';
import { adding, ghostOf, groupIn, showTo } from './accomplice.ts';
import { kinds, newLesson } from './lesson.ts';

test('whom a co-host and the server lead aside is told so: the teacher’s word for the epoch before is none for theirs', async () => {
  const { relay, host, ada, bea } = await newLesson();
  void host.group.setRole(ada.id, 'cohost');
  await relay.pass(1_000);
  const ghost = await ghostOf(relay, 'Eve');
  const { commit } = await adding(await groupIn(relay, ada), ghost);
  await showTo(relay, bea, ghost);
  relay.tell(bea, 'group.commit', { commit });
  await relay.pass(500);
  expect(bea.group.personOf(ghost.browser.id)?.admitted).toBe(true);
  relay.lie = (telling) => (telling.to === bea.id && telling.name !== 'group.word' ? [] : [telling]);
  await relay.pass(75_000);
  expect(kinds(bea)).toContain('silent');
  // An honest server brings them back by itself.
  relay.lie = (telling) => [telling];
  await relay.pass(30_000);
  expect(bea.group.state).toEqual(host.group.state);
  expect(bea.group.personOf(ghost.browser.id)?.admitted).toBe(false);
});
