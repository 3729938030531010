import { expect, test } from 'vitest';
import { takeCommit } from '../../../server/classroom/group.ts';
import { Refusal } from '../../../server/protocol/refusal.ts';
import { fakeRoom } from './fakeRoom.ts';
import { snapshotFor } from '../../../server/classroom/snapshot.ts';

/** A change of the group that does nothing, of so many letters. */
const change = (letters: number): string => JSON.stringify({ added: [], removed: [] }).padEnd(letters);

/** What somebody is given who comes back and has the group as it was so many changes ago. */
const missed = ({ room }: ReturnType<typeof fakeRoom>, changes: number) => {
  const { group } = snapshotFor(room, room.present('host'), false, { group: 'AA', epoch: (room.group?.epoch ?? 0) - changes });
  return group?.commits?.length ?? null;
};

test('the last two hundred changes are kept for who was cut off; who missed more is added anew', () => {
  const fake = fakeRoom();
  const { room } = fake;
  fake.host();
  for (let count = 0; count < 199; count += 1) takeCommit(room, room.present('host'), { commit: change(100), info: 'AA' });
  expect([0, 1, 199, 200].map((changes) => missed(fake, changes))).toEqual([0, 1, 199, null]);
  for (let count = 0; count < 100; count += 1) takeCommit(room, room.present('host'), { commit: change(100), info: 'AA' });
  expect([200, 201].map((changes) => missed(fake, changes))).toEqual([200, null]);
});

test('large changes do not fill the memory: the oldest are forgotten', () => {
  const fake = fakeRoom();
  const { room } = fake;
  fake.host();
  for (let count = 0; count < 30; count += 1) takeCommit(room, room.present('host'), { commit: change(50_000), info: 'AA' });
  expect([8, 9].map((changes) => missed(fake, changes))).toEqual([8, null]);
  expect(room.group?.log.join('').length).toBe(400_000);
});

test('a change whose newcomers get no way into the group lets nobody in', () => {
  const fake = fakeRoom();
  const { room } = fake;
  fake.host();
  fake.knock('ada');
  const commit = JSON.stringify({ added: ['ada'], removed: [] });
  expect(() => takeCommit(room, room.present('host'), { commit, info: 'AA' })).toThrow(new Refusal('invalid'));
  expect(() => room.member('ada')).toThrow(new Refusal('not-found'));
  expect(room.group?.epoch).toBe(1);
});
