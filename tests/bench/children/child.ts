import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
/** How long a process may take to end by itself, in milliseconds. */
const farewell = 4_000;

type Question = { readonly id: number; readonly name: string; readonly input: unknown };
type Reply = { readonly id: number; readonly value?: unknown; readonly fault?: string };

/** A process of the suite: it answers questions, and ends with the one that started it. */
export type Child = AsyncDisposable & {
  readonly pid: number;
  /** Rejects when the child fails to answer, or ends first. */
  ask<T>(name: string, input?: unknown): Promise<T>;
};

/** Starts one of the suite's programs (`main.ts` names them) in a process of its own. */
export const startChild = (program: string, args: readonly string[] = [], nodeFlags: readonly string[] = []): Child => {
  const child = spawn(process.execPath, [...nodeFlags, main, '--child', program, ...args], {
    stdio: ['ignore', program.startsWith('part') ? 'inherit' : 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const failAll = (why: Error): void => {
    for (const { reject } of waiting.values()) reject(why);
    waiting.clear();
  };
  child.on('error', failAll);
  child.on('exit', (code, signal) => failAll(new Error(`${program} ended (${signal ?? code})`)));
  child.on('message', ({ id, value, fault }: Reply) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (fault === undefined) asked?.resolve(value);
    else asked?.reject(new Error(fault));
  });
  let last = 0;
  return {
    pid: child.pid ?? 0,
    ask: <T>(name: string, input?: unknown) => {
      const asked = Promise.withResolvers<unknown>();
      if (!child.connected) return Promise.reject(new Error(`${program} has ended`));
      waiting.set(++last, asked);
      child.send({ id: last, name, input } satisfies Question);
      return asked.promise as Promise<T>;
    },
    [Symbol.asyncDispose]: () => end(child),
  };
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  if (child.connected) child.disconnect();
  const timer = setTimeout(() => child.kill('SIGKILL'), farewell);
  await gone;
  clearTimeout(timer);
};

/** The child's side: answers until the parent goes away, then cleans up and ends. */
export const answer = (handlers: Readonly<Record<string, (input: never) => unknown>>, close: () => Promise<void>): void => {
  const reply = (message: Reply): void => void process.send?.(message);
  process.on('message', ({ id, name, input }: Question) => {
    Promise.resolve()
      .then(() => handlers[name]?.(input as never))
      .then(
        (value) => reply({ id, value }),
        (fault: unknown) => reply({ id, fault: String(fault instanceof Error ? fault.stack : fault) }),
      );
  });
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), farewell / 2).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
};
