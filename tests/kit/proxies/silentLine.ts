import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

/** A way to the server that can die as a phone's does when it leaves the Wi-Fi: nothing passes any more, and nobody is told. */
export type SilentLine = AsyncDisposable & {
  /** Flags for a Chromium that takes this way to the server's own address. */
  readonly flags: readonly string[];
  /**
   * The open WebSockets swallow what they are given, and close nothing; what is opened later passes. What carries no WebSocket is
   * closed: a browser throws that away itself when its network changes.
   */
  die(): void;
};

/** The server's heartbeat in its greeting, and one as long in bytes with which no page notices anything while a test lasts. */
const heartbeats = /"(pingInterval|pingTimeout)":\d{5}/g;
const never = '"$1":99999';

/** The server's heartbeat, and an answer to it, in frames of WebSocket (RFC 6455, section 5.2). */
const beat = Buffer.from([0x81, 1, 0x32]);
const beatAnswered = Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0x33]);

/** `port`: the server's, on loopback. */
export const silentLine = async (port: number): Promise<SilentLine> => {
  type Pair = { readonly client: Socket; readonly server: Socket; dead: boolean; upgraded: boolean };
  const pairs = new Set<Pair>();
  const proxy = createServer((client) => {
    const pair: Pair = { client, server: connect(port, '127.0.0.1'), dead: false, upgraded: false };
    const { server } = pair;
    pairs.add(pair);
    client.on('data', (bytes) => {
      pair.upgraded ||= bytes.includes('Upgrade: websocket');
      if (!pair.dead) server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (pair.dead) {
        // Else it would give the person up in the end, and their sound and picture with them, by which the page would notice.
        if (bytes.includes(beat)) server.write(beatAnswered);
        return;
      }
      const text = bytes.toString('latin1');
      client.write(pair.upgraded ? Buffer.from(text.replace(heartbeats, never), 'latin1') : bytes);
    });
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.on('error', () => {});
      from.on('close', () => void (!pair.dead && to.destroy()));
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const at = (proxy.address() as AddressInfo).port;
  return {
    flags: [`--host-resolver-rules=MAP localhost:${port} 127.0.0.1:${at}`],
    die: () => {
      for (const pair of pairs) {
        pair.dead = pair.upgraded;
        if (!pair.dead) pair.client.destroy();
      }
    },
    [Symbol.asyncDispose]: async () => {
      for (const { client, server } of pairs) for (const end of [client, server]) end.destroy();
      await new Promise((done) => proxy.close(done));
    },
  };
};
