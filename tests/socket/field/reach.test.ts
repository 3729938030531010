import { expect, onTestFinished, test } from 'vitest';
import type { Direction, DtlsParametersMessage, TransportParameters } from '#protocol/media.ts';
import type { Snapshot } from '#protocol/snapshot.ts';
import { lineMs } from '../../../server/media/lines.ts';
import { join, type TestClient } from '../../kit/client.ts';
import { openRtcReceiver, openRtcSender, type RtcSender } from '../../kit/rtc/rtc.ts';
import { openMedia, produce, useStage } from '../../kit/scene.ts';

const stage = useStage();
const ok = { ok: true, value: {} };
const shape = { source: 'mic', ssrc: 1_000, packetsPerSecond: 50, bytes: 80 } as const;
/** Of a browser whose packets never come. */
const dtls: DtlsParametersMessage = {
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('AB').join(':') }],
};

const connecting =
  (client: TestClient, direction: Direction) =>
  async (given: DtlsParametersMessage): Promise<void> =>
    expect(await client.ask('media.connect', { direction, dtls: given })).toEqual(ok);

/** Says to the server how it connects, and nothing comes of it. */
const tryInVain = async (client: TestClient, ...directions: Direction[]): Promise<Record<Direction, TransportParameters>> => {
  const transports = await openMedia(stage.server, client);
  for (const direction of directions) await connecting(client, direction)(dtls);
  return transports;
};

/** Really speaks. `held`: what comes from the browser is held up so long after it has said how it connects. */
const speak = async (client: TestClient, send: TransportParameters, held?: Promise<void>): Promise<RtcSender> => {
  const sender = openRtcSender(send, [shape], async (given) => {
    await connecting(client, 'send')(given);
    await held;
  });
  onTestFinished(() => sender[Symbol.dispose]());
  await sender.connected;
  expect(await produce(client, 'mic')).toMatchObject({ ok: true });
  sender.start();
  return sender;
};

const logged = (event: string) =>
  stage.server.log.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line['event'] === event);

/** What this browser has been told of people's lines. */
const lines = (client: TestClient) => client.unread('member.changed').filter(({ blocked }) => blocked !== undefined);

/** Likewise on entering. */
const linesIn = ({ members }: Snapshot) => members.flatMap(({ id, blocked }) => (blocked ? [[id, blocked]] : []));

// In this order: once somebody has reached the address, nobody says any more that it cannot be reached.

test('a single person’s failures are that person’s, however often they try, and the address is not blamed (F6)', async () => {
  const { host, pupils } = await stage.lesson();
  const [ada, ben] = pupils;
  await tryInVain(ada!, 'send', 'recv');
  stage.clock.advance(lineMs - 1);
  await host.settle();
  expect(lines(host)).toEqual([]);
  stage.clock.advance(1);
  await tryInVain(ada!, 'send', 'recv');
  stage.clock.advance(lineMs);
  const back = { id: ada!.id, blocked: [] };
  const seen = [
    { id: ada!.id, blocked: ['send'] },
    { id: ada!.id, blocked: ['send', 'recv'] },
  ];
  await Promise.all([host, ada!, ben!].map((one) => one.settle()));
  expect(lines(host)).toEqual([...seen, back, ...seen]);
  expect(lines(ada!)).toEqual([...seen, back, ...seen]);
  expect(lines(ben!)).toEqual([]);
  expect(host.unread('state')).toEqual([]);
  expect(logged('media.unreachable')).toEqual([]);
});

test('when nobody has ever reached the announced address, the log says so once, and every class; until somebody does (F6)', async () => {
  const { host, pupils } = await stage.lesson();
  await tryInVain(host, 'send', 'recv');
  const { send } = await tryInVain(pupils[0]!);
  stage.clock.advance(lineMs);
  await tryInVain(pupils[1]!, 'recv');
  stage.clock.advance(lineMs);
  const news = host.next('state');
  stage.clock.advance(20);
  expect(await news).toMatchObject({ unreachable: true });
  const [said, ...again] = logged('media.unreachable');
  expect(again).toEqual([]);
  expect(Object.keys(said ?? {}).toSorted()).toEqual(['event', 'level', 'msg', 'time', 'tries']);
  expect(said?.['tries']).toBeGreaterThanOrEqual(3);
  for (const word of ['media.announcedAddress', 'media.portBase', 'firewall']) expect(said?.['msg']).toContain(word);
  // A class that begins later is told as it begins.
  const later = await stage.lesson({ pupils: 1 });
  await later.host.ask('class.set', { calm: true });
  expect(await later.stateFor(later.host)).toMatchObject({ unreachable: true, calm: true });
  await speak(pupils[0]!, send);
  await expect.poll(() => logged('media.reached')).toHaveLength(1);
  await host.forget();
  await host.ask('class.set', { calm: true });
  stage.clock.advance(20);
  expect(await host.next('state')).toMatchObject({ unreachable: false });
});

test('sending and receiving are judged apart, of each person, and a line that comes to life is said too (F6)', async () => {
  const { host, pupils } = await stage.lesson();
  const [ada, ben] = pupils;
  const hers = await tryInVain(ada!, 'recv');
  const { recv } = await openMedia(stage.server, ben!);
  const ear = openRtcReceiver(recv, connecting(ben!, 'recv'));
  onTestFinished(() => ear[Symbol.dispose]());
  const mended = Promise.withResolvers<void>();
  const speaking = speak(ada!, hers.send, mended.promise);
  await ada!.settle();
  stage.clock.advance(lineMs);
  const told = [['recv'], ['send', 'recv'], ['recv']];
  expect((await host.next('member.changed')).blocked).toEqual(told[0]);
  expect((await host.next('member.changed')).blocked).toEqual(told[1]);
  mended.resolve();
  await speaking;
  const { offers } = await ben!.next('offers');
  await ear.add(offers);
  await ear.connected;
  await ben!.ask('media.ready', { consumers: offers.map(({ consumer }) => consumer) });
  await ear.until(offers[0]!.consumer, 5);
  stage.clock.advance(lineMs);
  await Promise.all([host, ada!, ben!].map((one) => one.settle()));
  // What it lasted to be told of a voice comes between.
  expect(lines(host)).toEqual([{ id: ada!.id, blocked: told[2] }]);
  expect(lines(ada!).map(({ blocked }) => blocked)).toEqual(told);
  expect(lines(ben!)).toEqual([]);
});

test('whose line it is, is told to who holds the class, also later; and to no other pupil (F6)', async () => {
  const { made, host, pupils, group, knock } = await stage.lesson();
  const [ada, ben] = pupils;
  await tryInVain(ada!, 'recv');
  stage.clock.advance(lineMs);
  expect(await host.next('member.changed')).toEqual({ id: ada!.id, blocked: ['recv'] });
  const colleague = await join(stage.server, made.id, { hostProof: made.hostProof });
  const entry = await colleague.enter();
  if (!entry.ok || entry.value.phase !== 'present') throw new Error('the colleague is not in');
  expect(linesIn(entry.value.snapshot)).toEqual([[ada!.id, ['recv']]]);
  const newcomer = await knock();
  expect(await group.admit(host, [newcomer])).toMatchObject({ ok: true });
  expect(linesIn((await newcomer.next('admitted')).snapshot)).toEqual([]);
  await group.setRole(host, ben!, 'cohost');
  await ben!.settle();
  expect(lines(ben!)).toEqual([{ id: ada!.id, blocked: ['recv'] }]);
  ada!.socket.disconnect();
  await expect.poll(() => lines(host)).toEqual([{ id: ada!.id, blocked: [] }]);
});
