import { expect, test } from 'vitest';
import { depart, disconnected } from '../../../server/classroom/door.ts';
import { grant, setClass } from '../../../server/classroom/moderation.ts';
import { Refusal } from '../../../server/protocol/refusal.ts';
import { openMedia, produce } from '../../../server/classroom/streams.ts';
import { fakeRoom, returning } from './fakeRoom.ts';

const opus = { codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000 }] };
const mic = { source: 'mic', rtp: opus, paused: false } as const;
const capabilities = { codecs: [], headerExtensions: [] };

test('a stream that the worker makes while the class is calmed does not begin', async () => {
  const making = Promise.withResolvers<string>();
  const fake = fakeRoom({ media: { produce: () => making.promise } });
  const { room, told, asked } = fake;
  fake.host();
  fake.admit('ada');
  const producing = produce(room, room.present('ada'), mic);
  await setClass(room, room.present('host'), { calm: true });
  told.length = 0;
  making.resolve('producer');
  await expect(producing).rejects.toThrow(new Refusal('calm'));
  expect(asked).toEqual(['stop ada mic']);
  expect(told).toEqual([]);
  expect(room.member('ada').sending.size).toBe(0);
});

test('a stream that the worker makes while the right is withdrawn, or its sender removed, does not begin', async () => {
  const fake = fakeRoom();
  const { room, asked } = fake;
  fake.host();
  fake.admit('ada', 'ben');
  const [ada, ben] = [produce(room, room.present('ada'), mic), produce(room, room.present('ben'), mic)];
  fake.exclude('ben');
  await grant(room, room.present('host'), { id: 'ada', grants: { speak: false } });
  await expect(ada).rejects.toThrow(new Refusal('forbidden'));
  await expect(ben).rejects.toThrow(new Refusal('not-entered'));
  expect(asked.toSorted()).toEqual(['drop ben', 'stop ada mic', 'stop ben mic']);
});

test('who is removed while the class’s media is being set up gets no transports', async () => {
  const fake = fakeRoom();
  const { room, asked } = fake;
  fake.host();
  fake.admit('ada');
  const opening = openMedia(room, room.present('ada'), { capabilities });
  fake.exclude('ada');
  await expect(opening).rejects.toThrow(new Refusal('not-entered'));
  expect(asked).not.toContain('open ada');
});

test('a crowd in the lobby keeps nobody out who belongs to the class', () => {
  const fake = fakeRoom();
  fake.host();
  for (let count = 0; count < 60; count += 1) fake.knock(`stranger ${count}`);
  expect(() => fake.knock('one more')).toThrow(new Refusal('full'));
  expect(returning(fake, 'ada')).toEqual({ phase: 'present', forgotten: true });
  fake.host('colleague');
});

test('not even hosts fill a class without bound', () => {
  const fake = fakeRoom({ capacity: 2 });
  fake.host();
  for (let count = 0; count < 9; count += 1) fake.host(`colleague ${count}`);
  expect(() => fake.host('one more')).toThrow(new Refusal('full'));
  expect(fake.room.people.size).toBe(10);
});

test('a lesson makes its seats worthless when it ends, and not when the server stops', async () => {
  const reasons = { ended: 1, 'host-gone': 1, idle: 1, stopping: 0 } as const;
  for (const [reason, revocations] of Object.entries(reasons)) {
    const fake = fakeRoom();
    fake.host();
    fake.admit('ada');
    await fake.room.close(reason as keyof typeof reasons);
    expect([reason, fake.revocations()]).toEqual([reason, revocations]);
  }
});

test('a lobby that empties before any lesson began takes nobody’s seat away', () => {
  const fake = fakeRoom();
  fake.knock('ada');
  disconnected(fake.room, 'ada');
  expect(fake.ends).toEqual(['ended']);
  expect(fake.revocations()).toBe(0);
});

test('a class that everybody left makes their seats worthless', () => {
  const fake = fakeRoom();
  fake.host();
  fake.admit('ada');
  for (const person of fake.room.people.values()) depart(fake.room, person, 'left');
  expect([fake.ends, fake.revocations()]).toEqual([['ended'], 1]);
});

test('a class ends once, tells everybody, closes its media and leaves no timer', async () => {
  const fake = fakeRoom();
  const { room, told, clock } = fake;
  fake.host();
  fake.admit('ada', 'ben');
  fake.knock('cleo');
  disconnected(room, 'ben');
  disconnected(room, 'host');
  told.length = 0;
  const closing = room.close('ended');
  expect(room.close('idle')).toBe(closing);
  await closing;
  expect(told.toSorted()).toEqual(['gone ada ended', 'gone ben ended', 'gone cleo ended', 'gone host ended', 'receipt host']);
  expect([fake.ends, fake.asked.at(-1)]).toEqual([['ended'], 'close']);
  expect(clock.pending).toBe(0);
});

test('a class that finds no media worker ends as if the server stopped: browsers try again', async () => {
  const fake = fakeRoom({ noWorker: new Refusal('media') });
  fake.host();
  await expect.poll(() => fake.ends).toEqual(['stopping']);
  expect(fake.told).toContain('gone host stopping');
  expect(fake.clock.pending).toBe(0);
});

test('when the worker dies everybody is told that nobody sends any more, who waits that their transports are gone', async () => {
  const fake = fakeRoom();
  const { room, told } = fake;
  fake.host();
  fake.admit('ada');
  fake.knock('cleo');
  await produce(room, room.present('ada'), mic);
  told.length = 0;
  fake.mediaListener().lost();
  expect(told).toEqual(['member.changed host', 'member.changed ada', 'media.lost host', 'media.lost ada', 'media.lost cleo']);
  expect(room.member('ada').sending.size).toBe(0);
});
