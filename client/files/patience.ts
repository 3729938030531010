import type { Answer } from '#protocol/messages.ts';
import { growingPauses, isPassing } from '../net/patience.ts';
import type { FilePort, FileResult, Following } from './port.ts';

/** A pause that `signal` ends at once. */
export const pause = (port: Pick<FilePort, 'after'>, ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      timer[Symbol.dispose]();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = port.after(ms, done);
    signal.addEventListener('abort', done);
  });

/** Asks until there is an answer that is not of the line, with growing pauses: a cut costs time and nothing else. */
export const untilAnswered = async <T>(
  asking: () => Promise<Answer<T>>,
  port: Pick<FilePort, 'after'>,
  { signal, waiting }: Following & { readonly signal: AbortSignal },
): Promise<FileResult<T>> => {
  const pauses = growingPauses();
  for (let waits = false; ;) {
    if (signal.aborted) return { ok: false, code: 'stopped' };
    const answer = await asking();
    if (signal.aborted) return { ok: false, code: 'stopped' };
    // Away for the server: the connection comes back.
    const passes = !answer.ok && (isPassing(answer.code) || answer.code === 'not-entered');
    if (passes !== waits) waiting?.(passes);
    waits = passes;
    if (!passes) return answer;
    await pause(port, pauses.take(), signal);
  }
};
