import { expect, onTestFinished, test } from 'vitest';
import { protocolVersion } from '#protocol/codes.ts';
import { getTicket, join } from '../kit/client.ts';
import { type CleanServer, expectNothingLeft, noteWhoIsHere, startCleanServer } from '../kit/leftovers.ts';
import { openLesson } from '../kit/scene.ts';

/** A WebSocket without Socket.IO's client, as an attacker has it. */
type RawSocket = { readonly socket: WebSocket; readonly closed: Promise<void>; until(start: string): Promise<string> };

const openRaw = async ({ server, made }: CleanServer, seat?: string): Promise<RawSocket> => {
  const { ticket } = await getTicket(server, made.id, { seat });
  const address = `${server.origin.replace('http', 'ws')}/socket/?EIO=4&transport=websocket`;
  // Node's WebSocket takes headers, which browsers' does not.
  const socket = new WebSocket(address, {
    protocols: ['ardoise', ticket],
    headers: { origin: server.origin },
  } as unknown as string[]);
  onTestFinished(() => socket.close());
  const frames: string[] = [];
  const lookers = new Set<() => void>();
  socket.addEventListener('message', ({ data }) => {
    frames.push(String(data));
    for (const look of lookers) look();
  });
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()));
  const until = (start: string): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const frame = frames.find((one) => one.startsWith(start));
        if (frame !== undefined) resolve(frame);
      };
      lookers.add(look);
      look();
    });
  await until('0{');
  return { socket, closed, until };
};

const deep = `42["leave",${'['.repeat(40_000)}${']'.repeat(40_000)}]`;
const binary = new Uint8Array([0, 255, 4, 50]);

/** Each line: what one connection sends, Engine.IO and Socket.IO packets broken in many ways. */
const nonsense: readonly (readonly (string | Uint8Array<ArrayBuffer>)[])[] = [
  ['garbage'],
  ['', ' ', '\0'],
  ['9', '7x', '1'],
  ['4', '4x', '49', '4-1'],
  ['40/other,', '40/other,{"ticket":"x"}'],
  ['40', '40', '40{}', '40{"ticket":', '40[]', '40null', '40"x"'],
  ['41', '42["leave",{}]'],
  ['42', '42[]', '42{}', '42null', '42[1,{}]', '42[null]', '42[["leave"]]'],
  ['42["disconnect"]'],
  ['42["connect_error",{}]'],
  ['42["newListener",{}]'],
  ['42["__proto__",{}]'],
  ['42["constructor",{}]'],
  ['42["toString",{}]', '42["enter"]'],
  ['421["hand.raise",{}]', '421["hand.raise",{}]', '42999999999999999999["hand.raise",{}]'],
  ['42-1["hand.raise",{}]', '421.5["hand.raise",{}]'],
  ['43', '431["x"]', '43999["x"]', '43-1[]'],
  ['44{"message":"x"}', '44"x"'],
  ['451-["hand.raise",{"_placeholder":true,"num":0}]'],
  ['451-["hand.raise",{"_placeholder":true,"num":9}]', binary],
  ['451-1["chat.all",{"box":{"_placeholder":true,"num":0}}]', binary],
  ['4599999999-["hand.raise",{"_placeholder":true,"num":0}]', binary],
  ['451-["hand.raise",{"_placeholder":true,"num":0}]', '42["hand.raise",{}]'],
  ['450-["hand.raise",{}]', '45-["hand.raise"]', '45x'],
  ['461-1[{"_placeholder":true,"num":0}]', binary],
  [binary, binary],
  ['b!!!!', 'bAAAA'],
  ['2probe', '3', '3probe', '5', '6'],
  [deep],
  ['4'.repeat(100_001)],
  [`42["${'x'.repeat(90_000)}",{}]`],
];

const quiet = async (clean: CleanServer) => {
  const lesson = await openLesson(clean.server, clean.clock, clean.made);
  await noteWhoIsHere(clean);
  return lesson;
};

test.each(['before any packet', 'once connected', 'from inside the class'])('broken packets, %s, break nothing', async (when) => {
  const clean = await startCleanServer();
  const lesson = await quiet(clean);
  const witness = lesson.pupils[1]!;
  for (const packets of nonsense) {
    const raw = await openRaw(clean, lesson.pupils[0]!.latestSeat);
    if (when !== 'before any packet') {
      raw.socket.send('40');
      await raw.until('40{"sid"');
    }
    if (when === 'from inside the class') {
      const { card, member, id } = lesson.pupils[0]!;
      raw.socket.send(`420${JSON.stringify(['enter', { version: protocolVersion, card, keyPackage: await member.unused(id) }])}`);
      await raw.until('430[{"ok":true');
    }
    for (const packet of packets) raw.socket.send(packet);
    raw.socket.close();
    await raw.closed;
  }
  expect(await witness.ask('chat.all', { box: 'AAAA' })).toEqual({ ok: true, value: {} });
  expect(await lesson.host.next('chat')).toMatchObject({ from: witness.id });
  await lesson.host.settle();
  expect(lesson.host.unread('chat')).toEqual([]);
  for (const client of [lesson.host, ...lesson.pupils]) client.socket.disconnect();
  await expectNothingLeft(clean);
});

test('whoever opens a connection and never says who they are is cut', async () => {
  const clean = await startCleanServer();
  const lesson = await quiet(clean);
  const raw = await openRaw(clean);
  clean.clock.advance(10_000);
  await raw.closed;
  for (const client of [lesson.host, ...lesson.pupils]) client.socket.disconnect();
  await expectNothingLeft(clean);
});

test('bytes where text belongs are refused', async () => {
  const clean = await startCleanServer();
  const lesson = await quiet(clean);
  await using client = await join(clean.server, clean.made.id, { hostProof: clean.made.hostProof });
  await client.enter();
  const invalid = { ok: false, code: 'invalid' };
  expect(await client.askRaw('chat.all', { box: new Uint8Array(10) })).toEqual(invalid);
  expect(await client.askRaw('react', new Uint8Array(10))).toEqual(invalid);
  expect(await client.askRaw('chat.hosts', { boxes: [{ to: lesson.host.id, box: new Uint8Array(0) }] })).toEqual(invalid);
  await expect(client.askRaw('hand.raise', new Uint8Array(5_000))).rejects.toThrow('io server disconnect');
});
