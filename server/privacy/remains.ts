import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { randomBytes } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Clock } from './census.ts';

/** When remains are wiped, at the latest, in seconds after they came to be: what the ledger says of `memoryRemains`. */
export const remainsSeconds = 600;

/** Makes a collection that empties what it can, and blank what it has emptied: V8 leaves freed memory as it was otherwise. */
const openCollector = (): (() => void) => {
  setFlagsFromString('--zero-unused-memory');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (how: { type: 'major'; flavor: 'last-resort' }) => void;
  return () => collect({ type: 'major', flavor: 'last-resort' });
};

/** As large as the one buffer into which Node reads every HTTP request, and which it keeps (node_http_parser.cc). */
const parserBuffer = 65_536;

/** Asks this process itself something long and empty, by a socket without a name on disk, so that no request stays in that buffer. */
const overwriteLastRequest = async (): Promise<void> => {
  if (process.platform !== 'linux') return;
  const server = createServer((request) => void request.resume().on('end', () => request.socket.destroy()));
  const path = `\0${randomBytes(16).toString('hex')}`;
  server.listen({ path });
  await once(server, 'listening');
  const socket = connect({ path });
  socket.on('error', () => {});
  const length = parserBuffer * 4;
  socket.write(`POST / HTTP/1.1\r\nHost: -\r\nContent-Length: ${length}\r\n\r\n`);
  socket.end(Buffer.alloc(length, '-'));
  socket.resume();
  await once(socket, 'close');
  server.close();
};

/**
 * Node keeps the parsers of requests that are over for the next ones, up to a thousand, and each keeps the address of its last request
 * where that came with a long body (node_http_parser.cc, `StringPtr::Save`). Without a place for them they go with their connection.
 */
const keepNoParsers = (): void => {
  const { parsers } = createRequire(import.meta.url)('node:_http_common') as { parsers: { max: number } };
  parsers.max = 0;
};

export type Remains = Disposable & {
  /** Something of a person has just been let go of: a request that is answered, a connection that has ended. */
  left(): void;
  /** Settles when what the clock has made due by now is wiped. */
  settled(): Promise<void>;
};

/** Wipes by the clock what memory that is in use no more still shows. Where nobody came, nothing is done. */
export const openRemains = ({ clock, failed }: { clock: Clock; failed: (fault: unknown) => void }): Remains => {
  keepNoParsers();
  const collect = openCollector();
  let timer: Disposable | null = null;
  let tail: Promise<void> = Promise.resolve();

  const wipe = async (): Promise<void> => {
    await overwriteLastRequest();
    collect();
  };
  const run = (): void => {
    timer = null;
    tail = tail.then(wipe).catch(failed);
  };
  return {
    left: () => void (timer ??= clock.after(remainsSeconds * 1_000, run)),
    settled: () => tail,
    [Symbol.dispose]: () => timer?.[Symbol.dispose](),
  };
};
