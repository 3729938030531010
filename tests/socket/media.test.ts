import { expect, onTestFinished, test } from 'vitest';
import type { Offer } from '#protocol/news.ts';
import type { TestClient } from '../kit/client.ts';
import { openRtcReceiver, openRtcSender } from '../kit/rtc/rtc.ts';
import { openMedia, produce, turnOn, useStage } from '../kit/scene.ts';

const stage = useStage();
const ok = { ok: true, value: {} };

const connecting =
  (client: TestClient, direction: 'send' | 'recv') =>
  async (dtls: Parameters<Parameters<typeof openRtcSender>[2]>[0]): Promise<void> => {
    expect(await client.ask('media.connect', { direction, dtls })).toEqual(ok);
  };

/** A voice that flows from one browser: real ICE, DTLS and SRTP. */
const speak = async (client: TestClient) => {
  const { send } = await openMedia(stage.server, client);
  const shape = { source: 'mic', ssrc: 1_000, packetsPerSecond: 50, bytes: 80 } as const;
  const sender = openRtcSender(send, [shape], connecting(client, 'send'));
  onTestFinished(() => sender[Symbol.dispose]());
  await sender.connected;
  expect(await produce(client, 'mic', shape.ssrc)).toMatchObject({ ok: true });
  sender.start();
};

const listen = async (client: TestClient) => {
  const { recv } = await openMedia(stage.server, client);
  const receiver = openRtcReceiver(recv, connecting(client, 'recv'));
  onTestFinished(() => receiver[Symbol.dispose]());
  return {
    receiver,
    /** Builds what is offered next and says so to the server. */
    take: async (): Promise<Offer> => {
      const { offers } = await client.next('offers');
      await receiver.add(offers);
      await receiver.connected;
      await client.ask('media.ready', { consumers: offers.map(({ consumer }) => consumer) });
      return offers[0]!;
    },
  };
};

test('a pupil is heard by the others, and whoever stops the stream really stops it', async () => {
  const { host, pupils } = await stage.lesson();
  const [ada, ben] = pupils;
  await speak(ada!);
  const ear = await listen(ben!);
  const { consumer, id, source } = await ear.take();
  expect([id, source]).toEqual([ada!.id, 'mic']);
  await ear.receiver.until(consumer, 10);
  expect(stage.server.app.media.load()[0]?.transports).toBe(4);
  expect(await host.ask('person.stop', { id: ada!.id, source: 'mic' })).toEqual(ok);
  expect(await ada!.next('stopped')).toEqual({ source: 'mic', by: host.id });
  expect(await ben!.next('offers.gone')).toEqual({ consumers: [consumer] });
  // Packets come in order: after the first of another voice, nothing of this one follows, though its sender goes on.
  await speak(host);
  const other = await ear.take();
  await ear.receiver.until(other.consumer, 1);
  const heard = ear.receiver.received(consumer);
  await ear.receiver.until(other.consumer, 20);
  expect(ear.receiver.received(consumer)).toBe(heard);
});

test('calming the class silences a pupil who speaks', async () => {
  const { host, pupils } = await stage.lesson();
  const [ada, ben] = pupils;
  await speak(ada!);
  const ear = await listen(ben!);
  const { consumer } = await ear.take();
  await ear.receiver.until(consumer, 5);
  await host.ask('class.set', { calm: true });
  expect(await ben!.next('offers.gone')).toEqual({ consumers: [consumer] });
});

test('nothing is sent without the right: not by a pupil, not from the lobby, not from outside', async () => {
  const { pupils, knock } = await stage.lesson();
  await openMedia(stage.server, pupils[0]!);
  expect(await produce(pupils[0]!, 'screen')).toEqual({ ok: false, code: 'forbidden' });
  expect(await produce(pupils[0]!, 'screenAudio')).toEqual({ ok: false, code: 'forbidden' });
  expect(await produce(await knock(), 'mic')).toEqual({ ok: false, code: 'waiting' });
  await pupils[1]!.settle();
  expect(pupils[1]!.heard).toEqual([]);
});

test('a stream of another kind than its source is refused', async () => {
  const { host } = await stage.lesson({ pupils: 0 });
  await openMedia(stage.server, host);
  const video = { codecs: [{ mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000 }], encodings: [{ ssrc: 7 }] };
  expect(await host.ask('media.produce', { source: 'mic', rtp: video, paused: false })).toEqual({ ok: false, code: 'invalid' });
});

test('nothing is sent before the transports are open', async () => {
  const { host } = await stage.lesson({ pupils: 0 });
  expect(await produce(host, 'mic')).toEqual({ ok: false, code: 'not-found' });
  expect(await host.ask('media.restart', { direction: 'send' })).toEqual({ ok: false, code: 'not-found' });
});

test('videos are forwarded to whoever looks at them, sound to everybody', async () => {
  const { pupils, host } = await stage.lesson();
  const [ada, ben] = pupils;
  await turnOn(stage.server, ada!, 'mic', 'camera');
  await openMedia(stage.server, ben!);
  // Nobody has said yet what is on the screen.
  const [first, second] = (await ben!.next('offers')).offers;
  expect([first!.source, second!.source]).toEqual(['mic', 'camera']);
  await ben!.ask('media.watch', { tiles: [] });
  expect(await ben!.next('offers.gone')).toEqual({ consumers: [second!.consumer] });
  await ben!.ask('media.watch', { tiles: [{ id: ada!.id, source: 'camera', size: 'small' }] });
  const [offer] = (await ben!.next('offers')).offers;
  expect(offer).toMatchObject({ id: ada!.id, source: 'camera' });
  await ben!.ask('media.watch', { tiles: [] });
  expect(await ben!.next('offers.gone')).toEqual({ consumers: [offer!.consumer] });
  await host.settle();
  expect(host.unread('offers')).toEqual([]);
});

test('whoever goes away takes their streams and transports along', async () => {
  const { host, pupils } = await stage.lesson();
  const before = stage.server.app.media.load()[0]!.transports;
  await turnOn(stage.server, pupils[0]!, 'mic');
  await openMedia(stage.server, host);
  const { offers } = await host.next('offers');
  expect(stage.server.app.media.load()[0]!.transports).toBe(before + 4);
  pupils[0]!.socket.disconnect();
  expect(await host.next('offers.gone')).toEqual({ consumers: [offers[0]!.consumer] });
  await host.ask('media.restart', { direction: 'recv' });
  expect(stage.server.app.media.load()[0]!.transports).toBe(before + 2);
});

test('a second stream of a source takes the place of the first', async () => {
  const { host, pupils } = await stage.lesson();
  await turnOn(stage.server, pupils[0]!, 'mic');
  await openMedia(stage.server, host);
  const { offers } = await host.next('offers');
  expect(await produce(pupils[0]!, 'mic', 2_000)).toMatchObject({ ok: true });
  expect(await host.next('offers.gone')).toEqual({ consumers: [offers[0]!.consumer] });
  expect((await host.next('offers')).offers[0]).toMatchObject({ id: pupils[0]!.id, source: 'mic' });
});
