import { expect, test } from 'vitest';
import { rtpParametersOf } from '../kit/rtc/packets.ts';
import { openHouse } from './house.ts';

test('of two sizes told at once the last counts', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const { room } = heard;
  await room.open('ada', house.media.capabilities);
  await room.open('cleo', house.media.capabilities);
  await room.produce('ada', 'camera', rtpParametersOf('camera', [1002, 1003]), false);
  const look = (size: 'small' | 'medium') => room.watch('cleo', [{ id: 'ada', source: 'camera', size }]);
  await look('medium');
  await Promise.all([look('small'), look('medium')]);
  const { consumers } = await house.census();
  expect(consumers.map(({ preferredLayers }) => preferredLayers?.spatialLayer)).toEqual([1]);
});
