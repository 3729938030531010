import { expect, test } from 'vitest';
import { transportParameters } from '#protocol/media.ts';
import { offer } from '#protocol/news.ts';
import { rtpParametersOf } from '../kit/rtc/packets.ts';
import { openHouse } from './house.ts';

const mic = (ssrc: number) => rtpParametersOf('mic', [ssrc]);
const camera = (ssrc: number) => rtpParametersOf('camera', [ssrc]);
const simulcast = (ssrc: number) => rtpParametersOf('camera', [ssrc, ssrc + 1, ssrc + 2]);

/** Names of 22 characters, as the protocol has them. */
const named = (name: string): string => name.padEnd(22, '_');
const [ada, ben, cleo] = [named('ada'), named('ben'), named('cleo')];

test('a person who opens gets a transport each way, as the protocol describes it', async () => {
  await using house = await openHouse();
  const { room } = await house.openClass();
  const { send, recv } = await room.open(ada, house.media.capabilities);
  expect(transportParameters.parse(send).iceCandidates.map(({ protocol }) => protocol)).toEqual(['udp', 'tcp']);
  expect(transportParameters.parse(recv).id).not.toBe(send.id);
  expect(send.dtlsParameters.fingerprints.map(({ algorithm }) => algorithm)).not.toContain('sha-1');
});

test('a voice is offered to everyone else, and to nobody twice', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const { room } = heard;
  for (const id of [ada, ben, cleo]) await room.open(id, house.media.capabilities);
  const producer = await room.produce(ada, 'mic', mic(1), false);
  await house.census();
  expect(heard.standing(ada)).toEqual([]);
  expect(heard.standing(ben)).toEqual([`${ada}/mic`]);
  expect(heard.standing(cleo)).toEqual([`${ada}/mic`]);
  const [first] = heard.offered(ben);
  expect(offer.parse(first)).toMatchObject({ id: ada, source: 'mic', kind: 'audio', producer });
});

test('a newcomer is offered at once, in one message, all voices that there are', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const { room } = heard;
  const others = Array.from({ length: 10 }, (_, index) => named(`n${index}`));
  for (const [index, id] of others.entries()) {
    await room.open(id, house.media.capabilities);
    await room.produce(id, 'mic', mic(index + 1), false);
  }
  await house.census();
  heard.messages.length = 0;
  await room.open(ada, house.media.capabilities);
  await heard.until(() => heard.standing(ada).length === others.length);
  expect(heard.messages.length).toBeLessThan(others.length);
});

test('exactly the tiles that a person looks at are forwarded to them', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const { room } = heard;
  for (const id of [ada, ben, cleo]) await room.open(id, house.media.capabilities);
  for (const [index, id] of [ada, ben, cleo].entries()) await room.produce(id, 'camera', camera(index + 1), false);
  await house.census();
  expect(heard.standing(ada)).toEqual([]);

  await room.watch(ada, [
    { id: ada, source: 'camera', size: 'small' },
    { id: ben, source: 'camera', size: 'small' },
  ]);
  await house.census();
  expect(heard.standing(ada)).toEqual([`${ben}/camera`]);

  await room.watch(ada, [{ id: cleo, source: 'camera', size: 'small' }]);
  const { consumers } = await house.census();
  expect(heard.standing(ada)).toEqual([`${cleo}/camera`]);
  expect(consumers).toHaveLength(1);
});

test('who has not said yet what is on their screen is forwarded what is usual: screens first, and nine videos at most', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const { room } = heard;
  const others = Array.from({ length: 10 }, (_, index) => named(`n${index}`));
  for (const [index, id] of others.entries()) {
    await room.open(id, house.media.capabilities);
    await room.produce(id, 'camera', camera(index + 1), false);
  }
  await room.produce(others.at(-1)!, 'screen', rtpParametersOf('screen', [100]), false);
  await room.prepare(ada, house.media.capabilities);
  await house.census();
  expect(heard.standing(ada)).toEqual([]);
  room.admit(ada);
  await heard.until(() => heard.standing(ada).length === 9);
  await house.census();
  expect(heard.standing(ada)).toHaveLength(9);
  expect(heard.standing(ada)).toContain(`${others.at(-1)}/screen`);
});

test('a tile that is on screen before its camera is turned on, is offered when it is', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const { room } = heard;
  for (const id of [ada, ben]) await room.open(id, house.media.capabilities);
  await room.watch(ada, [{ id: ben, source: 'screen', size: 'large' }]);
  await room.produce(ben, 'camera', camera(1), false);
  await room.produce(ben, 'screen', rtpParametersOf('screen', [2]), false);
  await house.census();
  expect(heard.standing(ada)).toEqual([`${ben}/screen`]);
});

test('nobody receives more than thirty videos, whatever they ask', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const { room } = heard;
  const others = Array.from({ length: 33 }, (_, index) => named(`n${index}`));
  for (const [index, id] of others.entries()) {
    await room.open(id, house.media.capabilities);
    await room.produce(id, 'camera', camera(index + 1), false);
  }
  await room.open(ada, house.media.capabilities);
  await room.watch(
    ada,
    others.map((id) => ({ id, source: 'camera', size: 'small' })),
  );
  await house.census();
  expect(heard.standing(ada)).toHaveLength(30);
});

test('the size of a tile decides its layer, and a stream with fewer layers gives its best', async () => {
  await using house = await openHouse();
  const { room } = await house.openClass();
  for (const id of [ada, ben]) await room.open(id, house.media.capabilities);
  await room.produce(ben, 'camera', simulcast(1), false);
  await room.produce(ben, 'screen', rtpParametersOf('screen', [11, 12]), false);
  const layers = async (size: 'small' | 'medium' | 'large') => {
    await room.watch(ada, [
      { id: ben, source: 'camera', size },
      { id: ben, source: 'screen', size },
    ]);
    const { consumers } = await house.census();
    return consumers.map(({ preferredLayers }) => preferredLayers?.spatialLayer ?? -1).toSorted((a, b) => a - b);
  };
  expect(await layers('small')).toEqual([0, 0]);
  expect(await layers('large')).toEqual([1, 2]);
  expect(await layers('medium')).toEqual([1, 1]);
});

test('consumers wait for the browser, and nobody can start somebody else’s', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const { room } = heard;
  for (const id of [ada, ben, cleo]) await room.open(id, house.media.capabilities);
  await room.produce(ada, 'mic', mic(1), false);
  const before = await house.census();
  expect(before.consumers.map(({ paused }) => paused)).toEqual([true, true]);
  const mine = heard.offered(ben).map(({ consumer }) => consumer);
  await room.ready(cleo, mine);
  expect((await house.census()).consumers.some(({ paused }) => !paused)).toBe(false);
  await room.ready(ben, [...mine, 'no-such-consumer']);
  expect((await house.census()).consumers.filter(({ paused }) => !paused).map(({ id }) => id)).toEqual(mine);
});

test('a paused stream is paused for everyone, and goes on for everyone', async () => {
  await using house = await openHouse();
  const { room } = await house.openClass();
  for (const id of [ada, ben]) await room.open(id, house.media.capabilities);
  await room.produce(ada, 'mic', mic(1), false);
  await room.pause(ada, 'mic', true);
  expect((await house.census()).consumers.map(({ producerPaused }) => producerPaused)).toEqual([true]);
  await room.pause(ada, 'mic', false);
  expect((await house.census()).consumers.map(({ producerPaused }) => producerPaused)).toEqual([false]);
});

test('a stream that ends is taken back from everyone, and so is one that is started anew', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const { room } = heard;
  for (const id of [ada, ben]) await room.open(id, house.media.capabilities);
  await room.produce(ada, 'mic', mic(1), false);
  await house.census();
  const second = await room.produce(ada, 'mic', mic(1), false);
  await house.census();
  expect(heard.goneFor(ben)).toHaveLength(1);
  expect(heard.offered(ben).at(-1)?.producer).toBe(second);
  room.stop(ada, 'mic');
  await house.census();
  expect(heard.standing(ben)).toEqual([]);
});
