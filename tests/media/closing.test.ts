import { expect, test } from 'vitest';
import { rtpParametersOf } from '../kit/rtc/packets.ts';
import { type HeardClass, type House, openHouse } from './house.ts';

const nothing = { routers: 0, transports: 0, producers: [], consumers: [], answering: [] };
const people = ['ada', 'ben', 'cleo'];

/** Three people who see and hear each other. */
const openFullClass = async (house: House): Promise<HeardClass> => {
  const heard = await house.openClass();
  for (const [index, id] of people.entries()) {
    await heard.room.open(id, house.media.capabilities);
    await heard.room.produce(id, 'mic', rtpParametersOf('mic', [index + 1]), false);
    await heard.room.produce(id, 'camera', rtpParametersOf('camera', [index + 11]), false);
  }
  for (const id of people)
    await heard.room.watch(
      id,
      people.map((other) => ({ id: other, source: 'camera', size: 'small' })),
    );
  const census = await house.census();
  expect([census.routers, census.transports, census.producers.length, census.consumers.length]).toEqual([1, 6, 6, 12]);
  return heard;
};

test('a class that closes leaves the worker empty, and may be closed again', async () => {
  await using house = await openHouse();
  const { room } = await openFullClass(house);
  await Promise.all([room.close(), room.close()]);
  expect(await house.census()).toEqual(nothing);
  expect(house.media.load()).toMatchObject([{ classes: 0, transports: 0 }]);
  await expect(room.open('ada', house.media.capabilities)).rejects.toMatchObject({ code: 'ended' });
});

test('someone who is dropped leaves nothing of theirs, at both ends', async () => {
  await using house = await openHouse();
  const heard = await openFullClass(house);
  heard.room.drop('ada');
  heard.room.drop('ada');
  const census = await house.census();
  expect([census.transports, census.producers.length, census.consumers.length]).toEqual([4, 4, 4]);
  expect(heard.standing('ben')).toEqual(['cleo/camera', 'cleo/mic']);
  await expect(heard.room.produce('ada', 'mic', rtpParametersOf('mic', [9]), false)).rejects.toMatchObject({ code: 'not-found' });
  for (const id of people) heard.room.drop(id);
  expect(await house.census()).toMatchObject({ ...nothing, routers: 1, answering: expect.any(Array) });
});

test('streams that are stopped leave no producer and no consumer', async () => {
  await using house = await openHouse();
  const { room } = await openFullClass(house);
  for (const id of people) for (const source of ['mic', 'camera', 'screen'] as const) room.stop(id, source);
  const census = await house.census();
  expect([census.transports, census.producers, census.consumers]).toEqual([6, [], []]);
});

test('opening anew closes what one had', async () => {
  await using house = await openHouse();
  const heard = await openFullClass(house);
  await heard.room.open('ada', house.media.capabilities);
  const census = await house.census();
  // The newcomer hears two voices and, still looking at the same tiles, sees two cameras.
  expect([census.transports, census.producers.length, census.consumers.length]).toEqual([6, 4, 8]);
  expect(heard.standing('ben')).toEqual(['cleo/camera', 'cleo/mic']);
});

test('a pool that closes ends its classes and its processes', async () => {
  const house = await openHouse({ workers: 2 });
  const { room } = await openFullClass(house);
  const pids = house.media.pids();
  expect(pids).toHaveLength(2);
  await house[Symbol.asyncDispose]();
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(house.media.pids()).toEqual([]);
  await expect(room.open('ada', house.media.capabilities)).rejects.toMatchObject({ code: 'ended' });
  await expect(house.openClass()).rejects.toMatchObject({ code: 'stopping' });
});

test('two openings at once: the later one holds, the former is refused', async () => {
  await using house = await openHouse();
  const { room } = await house.openClass();
  const [first, second] = await Promise.allSettled([
    room.open('ada', house.media.capabilities),
    room.open('ada', house.media.capabilities),
  ]);
  expect(first).toMatchObject({ status: 'rejected', reason: { code: 'conflict' } });
  expect(second.status).toBe('fulfilled');
  expect((await house.census()).transports).toBe(2);
});

test('dropped, or the class closed, while opening: refused, and nothing is left', async () => {
  await using house = await openHouse();
  const { room } = await house.openClass();
  const dropped = expect(room.open('ada', house.media.capabilities)).rejects.toMatchObject({ code: 'conflict' });
  room.drop('ada');
  await dropped;
  expect((await house.census()).transports).toBe(0);
  const closed = expect(room.open('ben', house.media.capabilities)).rejects.toMatchObject({ code: 'ended' });
  await room.close();
  await closed;
  expect(await house.census()).toEqual(nothing);
  expect(house.media.load()).toMatchObject([{ classes: 0, transports: 0 }]);
});

test('a stream that is stopped while it starts, does not start', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const { room } = heard;
  for (const id of people) await room.open(id, house.media.capabilities);
  const refused = expect(room.produce('ada', 'mic', rtpParametersOf('mic', [1]), false)).rejects.toMatchObject({
    code: 'conflict',
  });
  room.stop('ada', 'mic');
  await refused;
  expect(await house.census()).toMatchObject({ producers: [], consumers: [] });
  expect(heard.offered('ben')).toEqual([]);
});

test('of two starts of the same source at once, one stream is left', async () => {
  await using house = await openHouse();
  const { room } = await house.openClass();
  await room.open('ada', house.media.capabilities);
  const starts = await Promise.allSettled(
    [1, 2].map((ssrc) => room.produce('ada', 'mic', rtpParametersOf('mic', [ssrc]), false)),
  );
  expect(starts.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect((await house.census()).producers).toHaveLength(1);
});

test('a stream that ends while it is being offered, is not offered', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const { room } = heard;
  for (const id of people) await room.open(id, house.media.capabilities);
  await room.produce('ada', 'mic', rtpParametersOf('mic', [1]), false);
  room.stop('ada', 'mic');
  expect((await house.census()).consumers).toEqual([]);
  expect(heard.standing('ben')).toEqual([]);
});

test('a tile that leaves the screen while it is being forwarded, is not', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const { room } = heard;
  for (const id of people) await room.open(id, house.media.capabilities);
  await room.produce('ada', 'camera', rtpParametersOf('camera', [1]), false);
  await Promise.all([room.watch('ben', [{ id: 'ada', source: 'camera', size: 'large' }]), room.watch('ben', [])]);
  expect((await house.census()).consumers).toEqual([]);
  expect(heard.standing('ben')).toEqual([]);
});

test('a stream that is on its way to somebody who leaves is not kept', async () => {
  await using house = await openHouse();
  const { room } = await openFullClass(house);
  await room.watch('ada', []);
  const onItsWay = room.watch('ada', [{ id: 'ben', source: 'camera', size: 'small' }]);
  room.drop('ada');
  await onItsWay;
  for (const id of people) room.drop(id);
  const { consumers } = await house.census();
  expect(consumers).toEqual([]);
});
