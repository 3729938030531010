import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openRtcSender } from '../kit/rtc/rtc.ts';
import { openMedia, produce, useStage } from '../kit/scene.ts';

const stage = useStage();

test('a microphone that floods the class is stopped; its sender and the hosts are told whose it was, pupils see it off', async () => {
  const { host, pupils } = await stage.lesson();
  const [eve, ben] = pupils;
  const { send } = await openMedia(stage.server, eve!);
  const shape = { source: 'mic', ssrc: 1_000, packetsPerSecond: 2_000, bytes: 1_000 } as const;
  const sender = openRtcSender(send, [shape], async (dtls) => {
    expect(await eve!.ask('media.connect', { direction: 'send', dtls })).toMatchObject({ ok: true });
  });
  onTestFinished(() => sender[Symbol.dispose]());
  await sender.connected;
  expect(await produce(eve!, 'mic', shape.ssrc)).toMatchObject({ ok: true });
  sender.start();
  const told = Promise.all([eve!, host].map((client) => client.next('exceeded')));
  let known = false;
  void told.then(() => (known = true));
  while (!known) {
    // What is measured is real, and a second of the server's clock, which the test moves, lasts one.
    await setTimeout(1_000);
    stage.clock.advance(1_000);
  }
  const excess = { id: eve!.id, source: 'mic' };
  expect(await told).toEqual([excess, excess]);
  await ben!.ask('hand.raise', {});
  expect(ben!.unread('exceeded')).toEqual([]);
  expect(ben!.unread('member.changed').at(-1)).toMatchObject({ id: eve!.id, sending: [] });
  expect(await produce(eve!, 'mic', shape.ssrc)).toEqual({ ok: false, code: 'too-often' });
});
