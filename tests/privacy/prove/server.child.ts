// The server that is searched, in a process of its own. It is the product as it is, with a clock that can be moved.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { setFlagsFromString, writeHeapSnapshot } from 'node:v8';
import { openApp } from '../../../server/app/openApp.ts';
import type { Front } from '../../kit/client.ts';
import { parseConfig } from '../../../server/config/schema.ts';
import { movableClock } from './movableClock.ts';

/** What its parent may ask, and how it is answered. */
export type Ask =
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'dump'; readonly heap: string; readonly buffers: string }
  | { readonly do: 'close' };
export type Told = { readonly ready: Front } | { readonly done: Ask['do'] };

// Otherwise a snapshot has the first thousand characters of a text.
setFlagsFromString('--heap-snapshot-string-limit=1000000000');

/** Writes the bytes of every buffer that is alive, which a heap snapshot leaves out. */
const writeBuffers = async (path: string): Promise<void> => {
  const session = new Session();
  session.connect();
  const { result } = await session.post('Runtime.evaluate', { expression: 'ArrayBuffer.prototype' });
  const { objects } = await session.post('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '' });
  await session.post('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { globalThis.buffersToSearch = this }',
  });
  const holder = globalThis as { buffersToSearch?: readonly ArrayBuffer[] };
  writeFileSync(path, Buffer.concat((holder.buffersToSearch ?? []).map((buffer) => new Uint8Array(buffer))));
  delete holder.buffersToSearch;
  session.disconnect();
};

const tell = (told: Told): void => void process.send?.(told);

const clock = movableClock();
const app = await openApp({ config: parseConfig(process.argv[2] ?? null), clock });
const { origin } = await app.listen();
tell({ ready: { origin, app: { firstHostFragment: app.firstHostFragment } } });

const obey = async (ask: Ask): Promise<void> => {
  if (ask.do === 'advance') {
    clock.advance(ask.ms);
    await app.purge.settled();
    await app.remains.settled();
  } else if (ask.do === 'dump') {
    await writeBuffers(ask.buffers);
    writeHeapSnapshot(ask.heap);
  } else await app.close();
  tell({ done: ask.do });
  if (ask.do === 'close') process.disconnect();
};
process.on('message', (ask: Ask) => void obey(ask));
