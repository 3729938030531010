import { expect, test } from 'vitest';
import { newClass } from './lesson.ts';

/** A host and a pupil, admitted. */
const newLesson = async () => {
  const { relay, host } = await newClass();
  return { relay, host, ada: await relay.admitted('Ada', host) };
};

test('the server alone cannot turn the lobby off', async () => {
  const { relay, host } = await newLesson();
  await host.group.setAutoAdmit(true);
  const eve = await relay.join('Eve');
  await relay.pass(30_000);
  expect(relay.present.has(eve.id)).toBe(false);
});

test('a host turns the lobby off for every host’s browser, and on again', async () => {
  const { relay, host } = await newLesson();
  const colleague = await relay.join('Collègue', 'host');
  void host.group.setOpen(true);
  for (const { group } of [host, colleague]) await group.setAutoAdmit(true);
  await relay.pass(1_000);
  relay.leave(host);
  const bea = await relay.join('Béa');
  await relay.pass(1_000);
  expect(relay.present.has(bea.id)).toBe(true);
  void colleague.group.setOpen(false);
  await relay.pass(1_000);
  const cleo = await relay.join('Cléo');
  await relay.pass(30_000);
  expect(relay.present.has(cleo.id)).toBe(false);
  expect(bea.group.shield().warnings).toEqual([]);
});

test('a pupil cannot turn the lobby off', async () => {
  const { relay, ada } = await newLesson();
  expect(await ada.group.setOpen(true)).toBe(false);
  await relay.pass(1_000);
  expect(relay.roster?.open).toBeUndefined();
});

test('rosters that are withheld are noticed although the server calls every host a pupil', async () => {
  const { relay, host, ada } = await newLesson();
  relay.withholdsRosters = true;
  relay.tell(ada, ({ group }) => group.memberChanged({ id: host.id, role: 'student' }));
  await relay.pass(75_000);
  expect(ada.group.shield().warnings).toEqual(['silent']);
});

test('they are noticed, later, although it says that the hosts are away', async () => {
  const { relay, host, ada } = await newLesson();
  relay.withholdsRosters = true;
  relay.tell(ada, ({ group }) => group.memberChanged({ id: host.id, away: true }));
  await relay.pass(300_000);
  expect(ada.group.shield().warnings).toEqual([]);
  await relay.pass(320_000);
  expect(ada.group.shield().warnings).toEqual(['silent']);
});
