import { expect, test } from 'vitest';
import { codecOf } from '../../../client/crypto/codecs.ts';
import { kidOf, originOf } from '../../../client/crypto/frameKeys.ts';
import { FrameOpener } from '../../../client/crypto/frameOpener.ts';
import { FramePort } from '../../../client/crypto/framePort.ts';
import { FrameSealer } from '../../../client/crypto/frameSealer.ts';
import { ReplayWindow } from '../../../client/crypto/replay.ts';
import { newSenderKey, type SenderKey, stepTo } from '../../../client/crypto/senderKeys.ts';

const keyFrame = () => Uint8Array.from({ length: 200 }, (_, at) => (at === 0 ? 0x10 : at % 251)).buffer;
const deltaFrame = () => Uint8Array.from({ length: 60 }, (_, at) => (at === 0 ? 0x11 : at % 251)).buffer;
const stream = { id: 'ada', source: 'camera' } as const;

/** Somebody who sends in slot 7, and somebody who holds the key from the start. */
const pair = (key: SenderKey = newSenderKey(null, 1_000_000)) => {
  const sealer = new FrameSealer();
  sealer.setKey(7, key);
  const clock = { now: 0 };
  const opener = new FrameOpener(() => clock.now);
  opener.setKey('ada', 7, key);
  const send = async (frame = deltaFrame()) => (await sealer.seal('camera', 'vp8', frame)) ?? new ArrayBuffer();
  const receive = (frame: ArrayBuffer) => opener.open(stream, 'vp8', frame);
  return { key, sealer, opener, clock, send, receive };
};
const changed = (frame: ArrayBuffer, at: number) => {
  const copy = new Uint8Array(frame.slice());
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy.buffer;
};

test('a frame arrives as it was, and only its clear bytes can be seen on the way', async () => {
  const { sealer, opener } = pair();
  for (const [codec, frame, clear] of [
    ['vp8', keyFrame(), 10],
    ['vp8', deltaFrame(), 3],
    ['vp9', deltaFrame(), 0],
    ['opus', deltaFrame(), 1],
  ] as const) {
    const sealed = new Uint8Array((await sealer.seal('camera', codec, frame)) ?? []);
    expect(sealed.subarray(0, clear)).toEqual(new Uint8Array(frame).subarray(0, clear));
    expect(Buffer.from(sealed).includes(Buffer.from(frame).subarray(clear, clear + 8))).toBe(false);
    expect(await opener.open(stream, codec, sealed.buffer)).toEqual(frame);
  }
});

test('what is too short to be a frame of its codec is not sent', async () => {
  const { sealer, send, receive } = pair();
  expect(await sealer.seal('camera', 'vp8', Uint8Array.of(1, 2).buffer)).toBeNull();
  expect(await sealer.seal('camera', 'vp8', Uint8Array.of(0, 2, 3).buffer)).toBeNull();
  expect(await sealer.seal('mic', 'opus', new ArrayBuffer())).toBeNull();
  const shortest = Uint8Array.of(1, 2, 3).buffer;
  expect(await receive(await send(shortest))).toEqual(shortest);
});

test('without a key nothing is sent', async () => {
  const { sealer } = pair();
  sealer.clearKey();
  expect(await sealer.seal('camera', 'vp8', keyFrame())).toBeNull();
  expect(await new FrameSealer().seal('mic', 'opus', keyFrame())).toBeNull();
});

test('a frame changed anywhere on its way is dropped', async () => {
  const { send, receive } = pair();
  const frame = await send();
  for (let at = 0; at < frame.byteLength; at++) expect(await receive(changed(frame, at))).toBeTypeOf('string');
  for (const length of [0, 1, 5, 20]) expect(await receive(frame.slice(0, length))).toBeTypeOf('string');
  expect(await receive(frame)).toEqual(deltaFrame());
});

test('a frame is opened once, and late frames within the window in any order', async () => {
  const { send, receive } = pair();
  const frames = await Promise.all(Array.from({ length: 40 }, () => send()));
  for (const frame of frames.toReversed()) expect(await receive(frame)).toEqual(deltaFrame());
  for (const frame of frames) expect(await receive(frame)).toBe('replayed');
});

test('a frame of another person or of another source is not taken for this one', async () => {
  const { key, sealer, receive } = pair();
  expect(await receive((await sealer.seal('screen', 'vp8', deltaFrame())) ?? new ArrayBuffer())).toBe('foreign');
  const other = new FrameSealer();
  other.setKey(8, key);
  expect(await receive((await other.seal('camera', 'vp8', deltaFrame())) ?? new ArrayBuffer())).toBe('foreign');
});

test('who comes late opens nothing of the past, and the others follow without a gap', async () => {
  const { key, sealer, send, receive } = pair();
  const past = await send();
  const turned = await stepTo(key, 3);
  sealer.setKey(7, turned);
  const newcomer = new FrameOpener(() => 0);
  newcomer.setKey('ada', 7, turned);
  const present = await send();
  expect(await newcomer.open(stream, 'vp8', past)).toBe('unknown');
  expect(await newcomer.open(stream, 'vp8', present)).toEqual(deltaFrame());
  expect(await receive(present)).toEqual(deltaFrame());
});

test('who left opens nothing of the future', async () => {
  const { key, sealer, send, receive, opener } = pair();
  const fresh = newSenderKey(key, 1_000_000);
  sealer.setKey(7, fresh);
  const frame = await send();
  expect(await receive(frame)).toBe('unknown');
  opener.setKey('ada', 7, fresh);
  expect(await receive(frame)).toEqual(deltaFrame());
});

test('frames of a key that was replaced are refused after five seconds', async () => {
  const { key, sealer, send, receive, opener, clock } = pair();
  const [inFlight, heldBack] = [await send(), await send()];
  const fresh = newSenderKey(key, 1_000_000);
  sealer.setKey(7, fresh);
  opener.setKey('ada', 7, fresh);
  expect(await receive(inFlight)).toEqual(deltaFrame());
  clock.now = 5_001;
  expect(await receive(heldBack)).toBe('old');
});

test('frames of an earlier step are refused after five seconds', async () => {
  const { key, sealer, send, receive, clock } = pair();
  const [inFlight, heldBack] = [await send(), await send()];
  sealer.setKey(7, await stepTo(key, 1));
  expect(await receive(await send())).toEqual(deltaFrame());
  expect(await receive(inFlight)).toEqual(deltaFrame());
  clock.now = 5_001;
  expect(await receive(heldBack)).toBe('old');
});

test('a key that was used is not taken up again, so that no counter is used twice', async () => {
  const { key, sealer, send, receive } = pair();
  await receive(await send());
  sealer.setKey(7, key);
  expect(await receive(await send())).toEqual(deltaFrame());
  sealer.setKey(7, await stepTo(key, 1));
  sealer.setKey(7, key);
  expect(await receive(await send())).toEqual(deltaFrame());
});

test('who is removed is no longer heard', async () => {
  const { opener, send, receive } = pair();
  opener.removePeer('ada');
  expect(await receive(await send())).toBe('unknown');
});

test('a key identifier says slot, generation, step and source', () => {
  for (const slot of [0, 1, 4_095]) {
    const kid = kidOf(slot, { generation: 1_000_003, step: 255 }, 'screenAudio');
    expect(originOf(BigInt(kid))).toEqual({ slot, generation: 1_000_003 % 256, step: 255, source: 'screenAudio' });
  }
  expect(originOf(1n << 32n)).toBeNull();
});

test('two keys that follow each other never look alike in a frame', () => {
  const first = newSenderKey(null, 1_000_000);
  const second = newSenderKey(first, 1_000_000 + 256_000);
  expect(second.generation).toBeGreaterThan(first.generation);
  expect(second.generation % 256).not.toBe(first.generation % 256);
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
