import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codecOf } from '../../../client/crypto/frames/codecs.ts';
import { kidOf, originOf, runs } from '../../../client/crypto/frames/frameKeys.ts';
import { FramePort } from '../../../client/crypto/frames/framePort.ts';
import { ReplayWindow } from '../../../client/crypto/frames/replay.ts';

test('a key identifier says epoch, leaf, source and run', () => {
  const origin = fc.record({
    epoch: fc.nat({ max: 255 }),
    leaf: fc.nat({ max: 4_095 }),
    source: fc.constantFrom('mic', 'camera', 'screen', 'screenAudio'),
    run: fc.nat({ max: runs - 1 }),
  });
  fc.assert(
    fc.property(origin, (one) => {
      expect(originOf(kidOf(one))).toEqual(one);
    }),
  );
  expect(originOf(1n << 50n)).toBeNull();
});

test('the replay window forgets nothing that it would accept', () => {
  const window = new ReplayWindow();
  const take = (counter: number) => {
    const fresh = window.isNew(counter);
    if (fresh) window.add(counter);
    return fresh;
  };
  expect([0, 0, 5, 3, 3, 5].map(take)).toEqual([true, false, true, true, false, false]);
  expect([1_028, 4, 5, 6, 1_028].map(take)).toEqual([true, false, false, true, false]);
  expect([100_000, 98_977, 98_976, 98_977].map(take)).toEqual([true, true, false, false]);
});

test('only the codecs that can be encrypted have a name', () => {
  expect(['audio/opus', 'video/VP8', 'video/VP9', 'video/AV1', 'audio/red'].map(codecOf)).toEqual([
    'opus',
    'vp8',
    'vp9',
    null,
    null,
  ]);
});

test('a class that is not encrypted leaves its streams alone', async () => {
  using port = new FramePort(false);
  const [sender, receiver] = [{}, {}];
  port.protectSender(sender as RTCRtpSender, 'mic');
  port.protectReceiver(receiver as RTCRtpReceiver, 'ada', 'mic');
  expect([sender, receiver]).toEqual([{}, {}]);
  expect(await port.stats()).toBeNull();
});
