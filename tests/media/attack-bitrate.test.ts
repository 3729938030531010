import { expect, onTestFinished, test } from 'vitest';
import type { Source } from '#protocol/media.ts';
import { testClock } from '../kit/clock.ts';
import { openRtcReceiver, openRtcSender } from '../kit/rtc/rtc.ts';
import { rtpParametersOf, type StreamShape } from '../kit/rtc/packets.ts';
import { type HeardClass, type House, openHouse } from './house.ts';

/** Names of 22 characters, as the protocol has them. */
const named = (name: string): string => name.padEnd(22, '_');
const [eve, ben] = [named('eve'), named('ben')];
const voice: StreamShape = { source: 'mic', ssrc: 1_000, packetsPerSecond: 50, bytes: 100 };
/** 16 Mbit/s. */
const flood: StreamShape = { source: 'mic', ssrc: 1_000, packetsPerSecond: 2_000, bytes: 1_000 };

/** Sends these streams from one person, negotiated as these sources, and lets another receive them. */
const sendAndReceive = async (house: House, heard: HeardClass, shapes: readonly StreamShape[]) => {
  const { room } = heard;
  const { send } = await room.open(eve, house.media.capabilities);
  const { recv } = await room.open(ben, house.media.capabilities);
  const sender = openRtcSender(send, shapes, (dtls) => room.connect(eve, 'send', dtls));
  onTestFinished(() => sender[Symbol.dispose]());
  await sender.connected;
  const ssrcsOf = (source: Source) => shapes.filter((shape) => shape.source === source).map(({ ssrc }) => ssrc);
  const start = (source: Source) => room.produce(eve, source, rtpParametersOf(source, ssrcsOf(source)), false);
  for (const source of new Set(shapes.map((shape) => shape.source))) await start(source);
  const receiver = openRtcReceiver(recv, (dtls) => room.connect(ben, 'recv', dtls));
  onTestFinished(() => receiver[Symbol.dispose]());
  return { sender, receiver, start };
};

test('a microphone of 16 Mbit/s is cut off within the window, whoever sends it is named, and it cannot start again at once', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  const { sender, receiver, start } = await sendAndReceive(house, heard, [flood]);
  await heard.until(() => heard.standing(ben).length === 1);
  const [offer] = heard.offered(ben);
  await receiver.add([offer!]);
  await receiver.connected;
  await heard.room.ready(ben, [offer!.consumer]);
  sender.start();
  await receiver.until(offer!.consumer, 1);
  await heard.until(() => heard.excesses.length === 1);
  expect(heard.excesses).toEqual([`${eve}/mic`]);
  await heard.until(() => heard.standing(ben).length === 0);
  const { producers } = await house.census();
  expect(producers).toEqual([]);
  await expect(start('mic')).rejects.toMatchObject({ code: 'too-often' });
  expect(heard.excesses).toHaveLength(1);
});

test('starting anew again and again hides nothing from the measure', async () => {
  // The regular reading never comes: this clock stands still.
  await using house = await openHouse({ clock: testClock() });
  const heard = await house.openClass();
  const { sender, start } = await sendAndReceive(house, heard, [flood]);
  sender.start();
  const arrived = async (): Promise<boolean> => {
    const { producers } = await house.census();
    const stats = await Promise.all(producers.map((producer) => producer.getStats().catch(() => [])));
    return stats.flat().some(({ byteCount }) => byteCount > 50_000);
  };
  let refused: unknown;
  while (refused === undefined) {
    if (await arrived())
      refused = await start('mic').then(
        () => undefined,
        (error: unknown) => error,
      );
  }
  expect(refused).toMatchObject({ code: 'too-often' });
});

test('a camera that sends beyond what is configured is stopped, and the voice beside it goes on', async () => {
  await using house = await openHouse({ limits: { mic: 200_000, screenAudio: 200_000, camera: 500_000, screen: 4_000_000 } });
  const heard = await house.openClass();
  const camera: StreamShape = { source: 'camera', ssrc: 2_000, packetsPerSecond: 500, bytes: 1_000 };
  const { sender } = await sendAndReceive(house, heard, [voice, camera]);
  sender.start();
  await heard.until(() => heard.excesses.length > 0);
  expect(heard.excesses).toEqual([`${eve}/camera`]);
  const { producers } = await house.census();
  expect(producers.map(({ kind }) => kind)).toEqual(['audio']);
});

test('an honest voice, and a camera with all its layers and bursts of key frames, are never stopped', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  // What encodings.ts lets a browser send at most: 120, 350 and 1,200 kbit/s.
  const layers: StreamShape[] = [
    { source: 'camera', ssrc: 2_000, packetsPerSecond: 30, bytes: 500 },
    { source: 'camera', ssrc: 2_001, packetsPerSecond: 40, bytes: 1_100 },
    { source: 'camera', ssrc: 2_002, packetsPerSecond: 136, bytes: 1_100 },
  ];
  const { sender } = await sendAndReceive(house, heard, [voice, ...layers]);
  sender.start();
  const bytes = async (): Promise<number> => {
    const { producers } = await house.census();
    const stats = await Promise.all(producers.map((producer) => producer.getStats()));
    return stats.flat().reduce((sum, { byteCount }) => sum + byteCount, 0);
  };
  // Twice as much as may come at once, so that only the rate can have let it pass.
  const enough = (2 * 5 * 1_700_000) / 8;
  let burst = false;
  while ((await bytes()) < enough) {
    // All layers' key frames at once, as when many turn to a picture: 150 kB.
    if (!burst) for (let count = 0; count < 150; count++) sender.send(2_002);
    burst = true;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(heard.excesses).toEqual([]);
  expect((await house.census()).producers).toHaveLength(2);
});
