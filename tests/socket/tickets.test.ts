import { expect, test } from 'vitest';
import { io } from 'socket.io-client';
import { askHttp, connect, getTicket, join, randomBytes } from '../kit/client.ts';
import { useStage } from '../kit/scene.ts';

const stage = useStage();

test('a ticket that is not used within a minute is worth nothing', async () => {
  const { id } = await stage.emptyClass();
  const [early, late] = [await getTicket(stage.server, id), await getTicket(stage.server, id)];
  stage.clock.advance(59_999);
  await using client = await connect(stage.server, early);
  expect(await client.enter()).toMatchObject({ ok: true });
  stage.clock.advance(1);
  await expect(connect(stage.server, late)).rejects.toThrow('400');
  stage.clock.advance(60_000);
  expect(stage.server.app.census.count().ticket).toBe(0);
});

test('of two connections with the same ticket, even at once, one is let in', async () => {
  const who = await getTicket(stage.server, (await stage.emptyClass()).id);
  const tries = await Promise.allSettled([1, 2, 3].map(() => connect(stage.server, who)));
  expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
  for (const one of tries) if (one.status === 'fulfilled') await one.value[Symbol.asyncDispose]();
});

test('without a ticket, or with nonsense for one, nobody connects', async () => {
  const odd = ['x', randomBytes(16), '.', 'e30.e30', `${randomBytes(100)}.${randomBytes(32)}`, 'a'.repeat(5_000)];
  for (const ticket of odd) {
    await expect(connect(stage.server, { ticket, id: '', seat: '' }), ticket).rejects.toThrow('400');
  }
});

test('a ticket in the address does nothing, and stays good for where it belongs', async () => {
  const who = await getTicket(stage.server, (await stage.emptyClass()).id);
  const { ticket } = who;
  const socket = io(stage.server.origin, {
    path: '/socket',
    transports: ['websocket'],
    query: { ticket },
    auth: { ticket },
    extraHeaders: { origin: stage.server.origin, cookie: `ticket=${ticket}`, authorization: `Bearer ${ticket}` },
    reconnection: false,
    forceNew: true,
  });
  const refused = await new Promise<Error | null>((resolve) => {
    socket.once('connect', () => resolve(null)).once('connect_error', resolve);
  });
  socket.disconnect();
  expect(refused?.message).toBe('websocket error');
  await using client = await connect(stage.server, who);
  expect(client.socket.connected).toBe(true);
});

test('a ticket for one class opens no other', async () => {
  const [here, there] = [await stage.lesson(), await stage.lesson()];
  await using client = await join(stage.server, here.made.id);
  await client.enter();
  expect(await here.host.next('lobby.knocked')).toMatchObject({ id: client.id });
  await there.host.settle();
  expect(there.host.heard).toEqual([]);
});

test('the host’s proof of one class is none for another, and proves nothing as a ticket', async () => {
  const [here, there] = [await stage.emptyClass(), await stage.emptyClass()];
  await expect(getTicket(stage.server, there.id, { hostProof: here.hostProof })).rejects.toThrow('403');
  await expect(connect(stage.server, { ticket: here.hostProof, id: '', seat: '' })).rejects.toThrow('400');
});

test('only a page of this server opens a socket', async () => {
  const { id } = await stage.emptyClass();
  for (const origin of ['https://elsewhere.example', 'null', '', `${stage.server.origin}.example`, 'file://']) {
    await expect(connect(stage.server, await getTicket(stage.server, id), origin)).rejects.toThrow();
  }
});

test('a one-time link that two people open at the same time makes one of them a host', async () => {
  const { cookie } = await stage.emptyClass();
  const { body } = await askHttp<{ token: string }>(stage.server, 'POST', '/api/invitations', { body: {}, cookie });
  const tries = await Promise.all(
    Array.from({ length: 4 }, () => askHttp(stage.server, 'POST', '/api/session', { body: { token: body.token } })),
  );
  expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(tries.filter(({ headers }) => headers.getSetCookie().length > 0)).toHaveLength(1);
  const [refused] = tries.filter(({ status }) => status !== 200);
  expect(refused).toMatchObject({ status: 400, body: { ok: false, code: 'ticket' } });
});
