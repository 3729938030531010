import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Front } from './client.ts';
import type { ChildAsk, ChildStarted } from './serverChild.ts';

/** A server in a process of its own, whose memory holds nothing of the test's. */
export type ServerApart = AsyncDisposable &
  Front & {
    readonly folder: string;
    /** The processes: Node's, and the media workers'. */
    readonly pids: readonly number[];
    ask<T>(asked: ChildAsk): Promise<T>;
  };

export const startApart = async (): Promise<ServerApart> => {
  const child: ChildProcess = fork(fileURLToPath(new URL('serverChild.ts', import.meta.url)), {
    execArgv: [],
    serialization: 'advanced',
  });
  const [started] = (await once(child, 'message')) as [ChildStarted];
  const { origin, folder, fragment, workers } = started;
  const ask = async <T>(asked: ChildAsk): Promise<T> => {
    const answered = once(child, 'message');
    child.send(asked);
    return (await answered)[0] as T;
  };
  const dispose = async () => {
    if (child.exitCode !== null) return;
    const gone = once(child, 'exit');
    await ask({ ask: 'stop' });
    await gone;
  };
  const pids = [child.pid ?? 0, ...workers];
  return { origin, folder, app: { firstHostFragment: fragment }, pids, ask, [Symbol.asyncDispose]: dispose };
};
