import { afterAll, expect, test } from 'vitest';
import { Capture } from '../kit/capture.ts';
import { hostileLesson, type Known, letIn } from '../kit/hostile.ts';
import { arriving } from '../kit/inbound.ts';
import { admitAll, growing, inRoom, turnOn } from '../kit/lesson.ts';
import { isTrusting, isWarned } from '../kit/shield.ts';

const capture = new Capture();
const { stage, guest, knocker, classroom } = hostileLesson();
afterAll(() => capture[Symbol.dispose]());

/** Two guests whom everybody sees and hears. */
const speakers = async (): Promise<[Known, Known]> => {
  const [ada, bea] = [await guest('Ada'), await guest('Béa')];
  for (const person of [ada, bea]) await turnOn(person, 'micro', 'caméra');
  await Promise.all([ada, bea, stage.teacher].map((person) => growing(person)));
  return [ada, bea];
};

const nothing = { pictures: 0, sound: 0 };

test('who is let in by the server without the host receives everything, and sees and hears nothing of it', async () => {
  await speakers();
  const eve = await knocker('Eve');
  const room = await classroom();
  const person = room.people.get(eve.id);
  if (person) letIn(room, person);
  await inRoom(eve);
  for (const stream of await arriving(eve.page, 4, 50)) expect(stream).toMatchObject(nothing);
  await isWarned(eve, 'roster', 'ghost');
});

test('a stream that the server gives for another person’s is neither seen nor heard', async () => {
  const [ada, bea] = await speakers();
  const cleo = await knocker('Cléo');
  const swapped = new Map([
    [ada.id, bea.id],
    [bea.id, ada.id],
  ]);
  using _ = stage.hostile.lieTo(cleo, 'offers', ({ to, name, news }) => [
    { to, name, news: { offers: news.offers.map((offer) => ({ ...offer, id: swapped.get(offer.id) ?? offer.id })) } },
  ]);
  await admitAll(stage.teacher, 1);
  await inRoom(cleo);
  for (const stream of await arriving(cleo.page, 4, 50)) expect(stream).toMatchObject(nothing);
  await isWarned(cleo, 'frame');
  await isTrusting(stage.teacher);
});

test('sound that the server recorded and plays again is not heard', async () => {
  const ada = await guest('Ada');
  await turnOn(ada, 'micro');
  const bea = await guest('Béa');
  // Only what she has heard is a replay: so she has received some before, and more after what is recorded.
  const [heard] = await arriving(bea.page, 1, 200);
  const recorded = capture.packets.filter(({ owner }) => owner === ada.id).slice(-50);
  await arriving(bea.page, 1, (heard?.packets ?? 0) + 200);
  const way = capture.consumed.findLast(({ owner }) => owner === ada.id);
  if (!way) throw new Error('nothing was forwarded');
  const { router, transport, consumer: honest } = way;
  const injection = await router.createDirectTransport();
  const { codecs } = honest.rtpParameters;
  const ssrc = recorded[0]?.bytes.readUInt32BE(8) ?? 0;
  const producer = await injection.produce({ kind: 'audio', rtpParameters: { codecs, encodings: [{ ssrc }] } });
  const consumer = await transport.consume({ producerId: producer.id, rtpCapabilities: router.rtpCapabilities });
  const offer = { consumer: consumer.id, producer: producer.id, id: ada.id, source: 'mic', kind: 'audio' } as const;
  stage.hostile.tell(bea.id, 'offers', { offers: [{ ...offer, rtp: consumer.rtpParameters as never }] });
  const replayed = consumer.rtpParameters.encodings?.[0]?.ssrc;
  await bea.page.waitForFunction((number) => {
    const { testPeers } = window as unknown as { testPeers: RTCPeerConnection[] };
    return testPeers.some(({ currentRemoteDescription }) => currentRemoteDescription?.sdp.includes(`ssrc:${number} `));
  }, replayed);
  for (const { bytes } of recorded) producer.send(bytes);
  await isWarned(bea, 'frame');
  const streams = await arriving(bea.page, 2, 20);
  expect(streams.find((stream) => stream.ssrc === replayed)).toMatchObject(nothing);
});
