import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { rtpParametersOf } from '../kit/rtc/packets.ts';
import { openHouse } from './house.ts';

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer().listen(port, '127.0.0.1');
  const free = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  server.close();
  return free;
};
/** The first of two neighbouring ports that are free now, below those that other tests are given by the system meanwhile. */
const twoFreePorts = async (): Promise<number> => {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
};

test('classes spread over the workers, and go where there is least to do', async () => {
  await using house = await openHouse({ workers: 3 });
  const [first] = await Promise.all([house.openClass(), house.openClass(), house.openClass()]);
  expect(house.media.load().map(({ classes }) => classes)).toEqual([1, 1, 1]);
  await first.room.open('ada', house.media.capabilities);
  await house.openClass();
  await house.openClass();
  const load = house.media.load();
  expect(load.find(({ transports }) => transports === 2)).toMatchObject({ classes: 1 });
  expect(load.map(({ classes }) => classes).toSorted((a, b) => a - b)).toEqual([1, 2, 2]);
});

test('each worker has one UDP and one TCP port of its own, from the base up', async () => {
  const portBase = await twoFreePorts();
  await using house = await openHouse({ workers: 2, portBase, announcedAddress: 'class.example' });
  const classes = await Promise.all([house.openClass(), house.openClass()]);
  const opened = await Promise.all(classes.map(({ room }) => room.open('ada', house.media.capabilities)));
  const candidates = opened.flatMap(({ send }) =>
    send.iceCandidates.map(({ protocol, port, address }) => `${protocol} ${address} ${port}`),
  );
  expect(candidates.toSorted()).toEqual([
    `tcp class.example ${portBase}`,
    `tcp class.example ${portBase + 1}`,
    `udp class.example ${portBase}`,
    `udp class.example ${portBase + 1}`,
  ]);
});

test('a pool that cannot listen does not start, and leaves no process', async () => {
  await expect(openHouse({ udp: false, tcp: false })).rejects.toThrow('udp or tcp');
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const portBase = typeof address === 'object' && address ? address.port : 0;
  await expect(openHouse({ workers: 2, portBase })).rejects.toThrow();
  taken.close();
});

test('a killed worker is replaced: its class is told and goes on at once, the others notice nothing', async () => {
  await using house = await openHouse({ workers: 2 });
  const hit = await house.openClass();
  const spared = await house.openClass();
  for (const { room } of [hit, spared]) {
    await room.open('ada', house.media.capabilities);
    await room.open('ben', house.media.capabilities);
    await room.produce('ada', 'mic', rtpParametersOf('mic', [1]), false);
    await room.watch('ben', [{ id: 'ada', source: 'camera', size: 'large' }]);
  }
  const pid = house.media.load()[0]?.pid ?? 0;
  process.kill(pid, 'SIGKILL');
  await hit.until(() => hit.losses === 1);
  await expect(hit.room.produce('ada', 'mic', rtpParametersOf('mic', [1]), false)).rejects.toMatchObject({ code: 'not-found' });

  // Everybody's browser opens again, in the turn in which it is told.
  await Promise.all(['ada', 'ben'].map((id) => hit.room.open(id, house.media.capabilities)));
  await hit.room.produce('ada', 'camera', rtpParametersOf('camera', [1]), false);
  await hit.until(() => hit.offered('ben').at(-1)?.source === 'camera');

  expect(house.media.pids()).not.toContain(pid);
  expect(house.events).toContain('media.worker.died');
  expect(spared.losses).toBe(0);
  await house.census();
  expect(spared.standing('ben')).toEqual(['ada/mic']);
  const { answering, transports } = await house.census();
  expect([transports, answering.length > 0]).toEqual([8, true]);
});

test('with one worker only, a class that opens again in the moment of its death finds the new one', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  await heard.room.open('ada', house.media.capabilities);
  const [pid] = house.media.pids();
  const reopened = new Promise((resolve) => {
    heard.lost = () => resolve(heard.room.open('ada', house.media.capabilities));
  });
  process.kill(pid ?? 0, 'SIGKILL');
  await expect(reopened).resolves.toHaveProperty('send');
  expect(house.media.load()).toMatchObject([{ classes: 1, transports: 2 }]);
  expect(house.media.pids()).not.toContain(pid);
  await heard.room.close();
  expect(await house.census()).toMatchObject({ routers: 0, transports: 0, answering: [] });
});

test('what is under way when the worker dies is refused, not left hanging', async () => {
  await using house = await openHouse();
  const { room } = await house.openClass();
  await room.open('ada', house.media.capabilities);
  const [pid = 0] = house.media.pids();
  process.kill(pid, 'SIGSTOP');
  const asked = Promise.allSettled([
    room.open('ben', house.media.capabilities),
    room.produce('ada', 'mic', rtpParametersOf('mic', [1]), false),
    room.restart('ada', 'recv'),
  ]);
  process.kill(pid, 'SIGKILL');
  for (const outcome of await asked) expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'media' } });
});

test('a signal to the server does not cut the media before the server decides so', async () => {
  const before = process.listenerCount('SIGTERM');
  await using house = await openHouse();
  expect(house.media.pids()).toHaveLength(1);
  expect(process.listenerCount('SIGTERM')).toBe(before);
});
