import { ageOf, rtpParametersOf, type StreamShape } from '../../kit/rtc/packets.ts';
import { openRtcReceiver, openRtcSender, type RtcSender } from '../../kit/rtc/rtc.ts';
import type { Person } from './place.ts';

let lastSsrc = 1_000;

/** One more person's voice and picture, of 500 kbit/s in all. */
export const shapesFrom = (): StreamShape[] => {
  lastSsrc += 10;
  return [
    { source: 'mic', ssrc: lastSsrc, packetsPerSecond: 50, bytes: 80 },
    { source: 'camera', ssrc: lastSsrc + 1, packetsPerSecond: 60, bytes: 960, stamped: true },
  ];
};
/** Of one sender. */
export const packetsPerSecond = shapesFrom().reduce((sum, shape) => sum + shape.packetsPerSecond, 0);
const tickMs = 10;

/** Somebody who sends, when told to. */
export type Sending = { readonly rtc: Pick<RtcSender, 'send'>; readonly shapes: readonly StreamShape[] };

/** Turns a person's microphone and camera on, over a real WebRTC connection. */
export const speak = async (person: Person): Promise<Sending & Disposable> => {
  const shapes = shapesFrom();
  const { send } = await person.media.open(['send']);
  const rtc = openRtcSender(send, shapes, (dtls) => person.media.connect('send', dtls));
  await rtc.connected;
  for (const { source, ssrc } of shapes) await person.media.produce(source, rtpParametersOf(source, [ssrc]));
  return { shapes, rtc, [Symbol.dispose]: () => rtc[Symbol.dispose]() };
};

/** All of them send at their rates until disposed. */
export const sendTogether = (speakers: readonly Sending[]): Disposable => {
  const lines = speakers.flatMap(({ rtc, shapes }) =>
    shapes.map((shape) => ({ rtc, ssrc: shape.ssrc, rate: shape.packetsPerSecond, sent: 0 })),
  );
  const from = performance.now();
  const timer = setInterval(() => {
    const seconds = (performance.now() - from) / 1_000;
    for (const line of lines) {
      const due = Math.floor(seconds * line.rate);
      for (; line.sent < due; line.sent++) line.rtc.send(line.ssrc);
    }
  }, tickMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
};

/** What a listener has had since the last `reset`. */
export type Heard = { packets: number; ages: number[] };
export type Listener = Disposable & {
  readonly heard: Heard;
  /** Resolves when so many streams are built and told to be sent. */
  ready(streams: number): Promise<void>;
  /** Resolves with the first packet. */
  readonly first: Promise<void>;
};

/** Receives from these people, over a real WebRTC connection. */
export const listen = async (person: Person, speakers: readonly string[]): Promise<Listener> => {
  const heard: Heard = { packets: 0, ages: [] };
  const first = Promise.withResolvers<void>();
  const videos = new Set<string>();
  const take = (consumer: string, packet: Buffer): void => {
    heard.packets += 1;
    if (videos.has(consumer)) heard.ages.push(ageOf(packet));
    first.resolve();
  };
  let built = 0;
  const waiting = new Set<() => void>();
  const { media } = person;
  const opened = Promise.withResolvers<ReturnType<typeof openRtcReceiver>>();
  let tail: Promise<unknown> = opened.promise;
  media.onOffers((offers) => {
    tail = tail.then(async () => {
      for (const { consumer, kind } of offers) if (kind === 'video') videos.add(consumer);
      await (await opened.promise).add(offers);
      await media.ready(offers.map(({ consumer }) => consumer));
      built += offers.length;
      for (const look of waiting) look();
    });
  });
  const { recv } = await media.open(['recv']);
  const rtc = openRtcReceiver(recv, (dtls) => media.connect('recv', dtls), take);
  opened.resolve(rtc);
  await media.watch(speakers);
  return {
    heard,
    first: first.promise,
    ready: (streams) =>
      new Promise((resolve, reject) => {
        tail.catch(reject);
        const look = (): void => {
          if (built >= streams) rtc.connected.then(resolve, reject);
        };
        waiting.add(look);
        look();
      }),
    [Symbol.dispose]: () => rtc[Symbol.dispose](),
  };
};
