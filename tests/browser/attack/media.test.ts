import type { Producer } from 'mediasoup/types';
import { afterAll, expect, test } from 'vitest';
import { panels } from '../../../client/text/fr/panels.ts';
import { room } from '../../../client/text/fr/room.ts';
import { Capture } from '../../kit/capture.ts';
import { hostileLesson, type Known, letIn } from '../../kit/hostile.ts';
import { arriving, inbound } from '../../kit/inbound.ts';
import { ownKeys } from '../../kit/keptKeys.ts';
import { admitAll, button, growing, inRoom, turnOn } from '../../kit/lesson.ts';
import { isNoting, isTrusting, isWarned } from '../../kit/shield.ts';

const capture = new Capture();
const { stage, guest, knocker } = hostileLesson();
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
  await letIn(stage.lesson, eve);
  await inRoom(eve);
  for (const stream of await arriving(eve.page, 4, 50)) expect(stream).toMatchObject(nothing);
  await isWarned(eve, 'group', 'ghost');
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
  await isNoting(cleo, ['frame', 'Ada', 'mic'], ['frame', 'Ada', 'camera'], ['frame', 'Béa', 'mic'], ['frame', 'Béa', 'camera']);
  await isTrusting(stage.teacher);
});

/** A stream of the server's own, which it offers to somebody as another's microphone: what is sent on it is what they get. */
const inject = async (from: Known, to: Known): Promise<{ readonly producer: Producer; readonly ssrc: number }> => {
  const way = capture.consumed.findLast(({ owner, transport }) => owner === from.id && !transport.closed);
  if (!way) throw new Error('nothing was forwarded');
  const { router, transport, consumer: honest } = way;
  const injection = await router.createDirectTransport();
  const { codecs } = honest.rtpParameters;
  const first = capture.packets.find(({ owner, kind }) => owner === from.id && kind === 'audio');
  const encodings = [{ ssrc: first?.bytes.readUInt32BE(8) ?? 0 }];
  const producer = await injection.produce({ kind: 'audio', rtpParameters: { codecs, encodings } });
  const consumer = await transport.consume({ producerId: producer.id, rtpCapabilities: router.rtpCapabilities });
  const offer = { consumer: consumer.id, producer: producer.id, id: from.id, source: 'mic', kind: 'audio' } as const;
  stage.hostile.tell(to.id, 'offers', { offers: [{ ...offer, rtp: consumer.rtpParameters as never }] });
  const ssrc = consumer.rtpParameters.encodings?.[0]?.ssrc ?? 0;
  await to.page.waitForFunction((number) => {
    const { testPeers } = window as unknown as { testPeers: RTCPeerConnection[] };
    return testPeers.some(({ currentRemoteDescription }) => currentRemoteDescription?.sdp.includes(`ssrc:${number} `));
  }, ssrc);
  return { producer, ssrc };
};

const recordingOf = (person: Known) =>
  capture.packets.filter(({ owner, kind }) => owner === person.id && kind === 'audio').slice(-50);

test('sound that the server recorded and plays again is not heard', async () => {
  const ada = await guest('Ada');
  await turnOn(ada, 'micro');
  const bea = await guest('Béa');
  // Only what she has heard is a replay: so she has received some before, and more after what is recorded.
  const [heard] = await arriving(bea.page, 1, 200);
  const recorded = recordingOf(ada);
  await arriving(bea.page, 1, (heard?.packets ?? 0) + 200);
  const { producer, ssrc } = await inject(ada, bea);
  for (const { bytes } of recorded) producer.send(bytes);
  await isNoting(bea, ['frame', 'Ada']);
  const streams = await arriving(bea.page, 2, 20);
  expect(streams.find((stream) => stream.ssrc === ssrc)).toMatchObject(nothing);
});

test('nor is it heard by who has reloaded the page since, and has forgotten what they heard', async () => {
  const ada = await guest('Ada');
  await turnOn(ada, 'micro');
  const bea = await guest('Béa');
  await arriving(bea.page, 1, 200);
  const recorded = recordingOf(ada);
  await bea.page.reload();
  await inRoom(bea);
  await growing(bea, { frames: 0 });
  const { producer, ssrc } = await inject(ada, bea);
  for (const { bytes } of recorded) producer.send(bytes);
  const streams = await arriving(bea.page, 2, 20);
  expect(streams.find((stream) => stream.ssrc === ssrc)).toMatchObject(nothing);
  // What Ada says now is heard all along.
  await growing(bea, { frames: 0 });
});

/** All that was ever heard in a page. */
const soundOf = async ({ page }: Known): Promise<number> => (await inbound(page)).reduce((sum, { sound }) => sum + sound, 0);

test('who is heard by some behind the teacher’s back is heard by nobody for long: the teacher is told loudly, and stops it', async () => {
  const { teacher } = stage;
  const [ada, bea] = [await guest('Ada', ownKeys), await guest('Béa', ownKeys)];
  const cleo = await guest('Cléo');
  const before = await soundOf(teacher);
  await turnOn(ada, 'micro');
  await growing(bea, { frames: 0 });
  const alert = teacher.page.getByRole('alert').filter({ hasText: 'Le micro de Ada ne s’ouvre pas chez vous' });
  await alert.waitFor();
  expect(await soundOf(teacher)).toBe(before);
  await isNoting(teacher, ['frame', 'Ada'], ['unopened', 'Ada']);
  // A pupil cannot do anything about it: she is told whose it is, calmly.
  await isNoting(cleo, ['frame', 'Ada']);
  await button(teacher.page, room.shield.stop(panels.people.stop.mic, 'Ada')).first().click();
  await button(ada.page, 'Allumer le micro').first().waitFor();
  await alert.waitFor({ state: 'detached' });
});
