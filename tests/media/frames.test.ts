import { expect, onTestFinished, test } from 'vitest';
import { openRtcReceiver, openRtcSender, type RtcReceiver } from '../kit/rtc/rtc.ts';
import type { StreamShape } from '../kit/rtc/packets.ts';
import { rtpParametersOf } from '../kit/rtc/packets.ts';
import { type HeardClass, type House, openHouse } from './house.ts';

const streams: readonly StreamShape[] = [
  { source: 'mic', ssrc: 1001, packetsPerSecond: 50, bytes: 80 },
  { source: 'camera', ssrc: 1002, packetsPerSecond: 60, bytes: 900 },
];

/** A person with a microphone and a camera on, who is connected and sends. */
const joinSender = async ({ media }: House, { room }: HeardClass, id: string) => {
  const { send } = await room.open(id, media.capabilities);
  const sender = openRtcSender(send, streams, (dtls) => room.connect(id, 'send', dtls));
  onTestFinished(() => sender[Symbol.dispose]());
  await sender.connected;
  for (const { source, ssrc } of streams) await room.produce(id, source, rtpParametersOf(source, [ssrc]), false);
  sender.start();
  return sender;
};

/** A person who builds whatever they are offered, as a browser does. */
const joinReceiver = async ({ media }: House, heard: HeardClass, id: string): Promise<RtcReceiver> => {
  const { recv } = await heard.room.open(id, media.capabilities);
  const receiver = openRtcReceiver(recv, (dtls) => heard.room.connect(id, 'recv', dtls));
  onTestFinished(() => receiver[Symbol.dispose]());
  return receiver;
};

/** Waits for the offer of a stream, and builds its receiver. Returns the consumer. */
const receive = async (heard: HeardClass, receiver: RtcReceiver, id: string, from: string): Promise<string> => {
  const find = () => heard.offered(id).findLast((offer) => `${offer.id}/${offer.source}` === from);
  await heard.until(() => find() !== undefined);
  const offer = find()!;
  await receiver.add([offer]);
  return offer.consumer;
};

test('a real client’s handshake succeeds, and its voice arrives only once the other side is ready', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const receiver = await joinReceiver(house, heard, 'ben');
  await joinSender(house, heard, 'ada');
  const voice = await receive(heard, receiver, 'ben', 'ada/mic');
  await receiver.connected;
  await house.census();
  expect(receiver.received(voice)).toBe(0);
  await heard.room.ready('ben', [voice]);
  await receiver.until(voice, 20);
});

test('the video of a watched tile arrives, that of another does not, and one that leaves the screen stops', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const receiver = await joinReceiver(house, heard, 'cleo');
  await joinSender(house, heard, 'ada');
  await joinSender(house, heard, 'ben');
  await heard.room.watch('cleo', [{ id: 'ada', source: 'camera', size: 'large' }]);
  const video = await receive(heard, receiver, 'cleo', 'ada/camera');
  const voice = await receive(heard, receiver, 'cleo', 'ben/mic');
  await heard.room.ready('cleo', [video, voice]);
  await receiver.until(video, 30);
  expect(heard.standing('cleo')).toEqual(['ada/camera', 'ada/mic', 'ben/mic']);

  await heard.room.watch('cleo', []);
  await heard.until(() => !heard.standing('cleo').includes('ada/camera'));
  // Voices pass on the same road: what was under way of the video has arrived before ten more of them.
  await receiver.until(voice, receiver.received(voice) + 10);
  const last = receiver.received(video);
  await receiver.until(voice, receiver.received(voice) + 20);
  expect(receiver.received(video)).toBe(last);
});

test('a tile that comes back on screen gets a key frame, so that its picture starts at once', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const receiver = await joinReceiver(house, heard, 'cleo');
  const sender = await joinSender(house, heard, 'ada');
  const look = async (): Promise<void> => {
    await heard.room.watch('cleo', [{ id: 'ada', source: 'camera', size: 'large' }]);
    const video = await receive(heard, receiver, 'cleo', 'ada/camera');
    await heard.room.ready('cleo', [video]);
    await receiver.until(video, 10);
  };
  await look();
  const asked = sender.keyFramesAsked(1002);
  await heard.room.watch('cleo', []);
  await heard.until(() => heard.standing('cleo').length === 1);
  heard.forget();
  await look();
  expect(sender.keyFramesAsked(1002)).toBeGreaterThan(asked);
});

test('a size told while the first picture is on its way counts once it has come: it is not asked for twice', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const receiver = await joinReceiver(house, heard, 'cleo');
  const { send } = await heard.room.open('ada', house.media.capabilities);
  const layers = [1002, 1003].map((ssrc): StreamShape => ({ source: 'camera', ssrc, packetsPerSecond: 60, bytes: 300 }));
  const sender = openRtcSender(send, layers, (dtls) => heard.room.connect('ada', 'send', dtls));
  onTestFinished(() => sender[Symbol.dispose]());
  await sender.connected;
  await heard.room.produce('ada', 'camera', rtpParametersOf('camera', [1002, 1003]), false);
  await heard.room.watch('cleo', [{ id: 'ada', source: 'camera', size: 'medium' }]);
  const video = await receive(heard, receiver, 'cleo', 'ada/camera');
  await heard.room.ready('cleo', [video]);
  const preferred = async () => (await house.census()).consumers.map(({ preferredLayers }) => preferredLayers?.spatialLayer);
  await heard.room.watch('cleo', [{ id: 'ada', source: 'camera', size: 'small' }]);
  expect(await preferred()).toEqual([1]);
  sender.start();
  await expect.poll(preferred).toEqual([0]);
});

test('a stream that a teacher stops no longer reaches anyone, though its sender goes on', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const receiver = await joinReceiver(house, heard, 'cleo');
  await joinSender(house, heard, 'ada');
  await joinSender(house, heard, 'ben');
  const ada = await receive(heard, receiver, 'cleo', 'ada/mic');
  const ben = await receive(heard, receiver, 'cleo', 'ben/mic');
  await heard.room.ready('cleo', [ada, ben]);
  await Promise.all([receiver.until(ada, 5), receiver.until(ben, 5)]);
  heard.room.stop('ada', 'mic');
  await receiver.until(ben, receiver.received(ben) + 10);
  const last = receiver.received(ada);
  await receiver.until(ben, receiver.received(ben) + 20);
  expect(receiver.received(ada)).toBe(last);
});

test('who speaks is told from the packets’ levels, and nobody once they stop', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  await heard.room.open('ben', house.media.capabilities);
  await joinSender(house, heard, 'ada');
  await heard.until(() => heard.speaking.join() === 'ada');
  await heard.room.pause('ada', 'mic', true);
  await heard.until(() => heard.speaking.length === 0);
});

test('after the death of the worker in the middle of a class, pictures flow again', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const join = async () => {
    const receiver = await joinReceiver(house, heard, 'ben');
    await joinSender(house, heard, 'ada');
    await heard.room.watch('ben', [{ id: 'ada', source: 'camera', size: 'large' }]);
    const video = await receive(heard, receiver, 'ben', 'ada/camera');
    await heard.room.ready('ben', [video]);
    await receiver.until(video, 10);
  };
  await join();
  process.kill(house.media.pids()[0]!, 'SIGKILL');
  await heard.until(() => heard.losses === 1);
  heard.forget();
  await join();
});
