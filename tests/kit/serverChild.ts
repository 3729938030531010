import { writeHeapSnapshot } from 'node:v8';
import { Capture } from './capture.ts';
import { startServer } from './server.ts';

/** What a test asks of a server in a process of its own, and what is answered. */
export type ChildAsk =
  | { readonly ask: 'snapshot'; readonly file: string }
  | { readonly ask: 'packets' }
  | { readonly ask: 'log' }
  /** Keeps something, so that a test can see that it finds what is there. */
  | { readonly ask: 'keep'; readonly text: string }
  | { readonly ask: 'stop' };
export type ChildStarted = {
  readonly origin: string;
  readonly fragment: string | null;
  readonly folder: string;
  readonly workers: number[];
};

const kept: unknown[] = [];
const capture = new Capture();
const server = await startServer();
const answer = async (asked: ChildAsk): Promise<unknown> => {
  switch (asked.ask) {
    case 'snapshot':
      return writeHeapSnapshot(asked.file);
    case 'packets':
      return capture.packets.map(({ bytes }) => bytes);
    case 'log':
      return server.log;
    case 'keep':
      return kept.push(asked.text, Buffer.from(`x${asked.text}`).toString('base64'));
    case 'stop':
      await server[Symbol.asyncDispose]();
      capture[Symbol.dispose]();
      return true;
  }
};
// The test is gone: so is its server.
process.on('disconnect', () => process.exit(1));
process.on('message', (asked: ChildAsk) => {
  void answer(asked).then((value) => process.send?.(value, undefined, undefined, () => asked.ask === 'stop' && process.exit(0)));
});
const { app, origin, folder } = server;
process.send?.({ origin, folder, fragment: app.firstHostFragment, workers: app.media.pids() } satisfies ChildStarted);
