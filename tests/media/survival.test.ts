import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dtlsParameters, rtpCapabilities, rtpParameters, sources } from '#protocol/media.ts';
import { Refusal } from '../../server/protocol/refusal.ts';
import { rtpParametersOf } from '../kit/rtc/packets.ts';
import { openHouse } from './house.ts';
import { anyCodec, anyDtls, anyStream } from './odd-parameters.ts';

test('whatever a browser says that it sends, the worker survives and the class goes on', async () => {
  await using house = await openHouse();
  const { room } = await house.openClass();
  await room.open('ada', house.media.capabilities);
  await room.open('ben', house.media.capabilities);
  const [pid] = house.media.pids();
  await fc.assert(
    fc.asyncProperty(anyStream, async ([source, rtp]) => {
      await room.watch('ben', [{ id: 'ada', source: 'camera', size: 'large' }]);
      await room
        .produce('ada', source, rtpParameters.parse(rtp), false)
        .catch((error: unknown) => expect(error).toBeInstanceOf(Refusal));
    }),
    { numRuns: 500 },
  );
  for (const source of sources) room.stop('ada', source);
  await room.produce('ada', 'mic', rtpParametersOf('mic', [1]), false);
  expect((await house.census()).producers).toHaveLength(1);
  expect(house.media.pids()).toEqual([pid]);
});

test('whatever a browser says of its certificate or of what it can play, the worker survives', async () => {
  await using house = await openHouse();
  const { room } = await house.openClass();
  await room.open('ada', house.media.capabilities);
  await room.produce('ada', 'mic', rtpParametersOf('mic', [1]), false);
  const pids = house.media.pids();
  const refused = (error: unknown): void => expect(error).toBeInstanceOf(Refusal);
  await fc.assert(
    fc.asyncProperty(anyDtls, fc.array(anyCodec, { maxLength: 4 }), async (dtls, codecs) => {
      const kinds = codecs.map((one) => ({ ...one, kind: 'audio' as const, preferredPayloadType: one.payloadType }));
      await room.open('ben', rtpCapabilities.parse({ ...house.media.capabilities, codecs: kinds })).catch(refused);
      await room.connect('ben', 'recv', dtlsParameters.parse(dtls)).catch(refused);
    }),
    { numRuns: 300 },
  );
  await house.census();
  expect(house.media.pids()).toEqual(pids);
});
