import { expect, test } from 'vitest';
import { adding, ghostOf, groupIn, serverTakes } from './accomplice.ts';
import { kinds, newLesson } from './lesson.ts';

test('whom a co-host adds and the server shows to nobody is taken out by the teacher’s browser within two minutes', async () => {
  const { relay, host, ada, bea } = await newLesson();
  void host.group.setRole(ada.id, 'cohost');
  await relay.pass(1_000);
  const ghost = await ghostOf(relay, 'Eve');
  const prepared = await adding(await groupIn(relay, ada), ghost);
  serverTakes(relay, ada, prepared);
  relay.tell(ada, 'group.commit', { commit: prepared.commit });
  await relay.pass(1_000);
  expect(host.group.state?.members).toContain(ghost.browser.id);
  await relay.pass(120_000);
  for (const { group } of [host, ada, bea]) expect(group.state?.members).not.toContain(ghost.browser.id);
  expect([host, ada, bea].flatMap(kinds)).toEqual([]);
});
