import type { FileFault, FileResult, Following } from '../../files/port.ts';

/** A file on its way. `bytes`: what has gone or come; `waits`: the line is cut, and it goes on by itself. */
export type Transfer =
  | { readonly at: 'going'; readonly bytes: number; readonly waits: boolean }
  | { readonly at: 'stopped'; readonly bytes: number }
  | { readonly at: 'failed'; readonly code: FileFault };

/** Follows something on its way, and shows how it is: null once it is there. Resolves to what came of it. */
export const follow = async <T>(
  run: (following: Following) => Promise<FileResult<T>>,
  { stop, from, show }: { readonly stop: AbortSignal; readonly from: number; show(transfer: Transfer | null): void },
): Promise<FileResult<T>> => {
  let bytes = from;
  let waits = false;
  const now = () => show({ at: 'going', bytes, waits });
  now();
  const result = await run({
    signal: stop,
    progress: (done) => {
      bytes = done;
      now();
    },
    waiting: (waiting) => {
      waits = waiting;
      now();
    },
  });
  if (result.ok) show(null);
  else show(result.code === 'stopped' ? { at: 'stopped', bytes } : { at: 'failed', code: result.code });
  return result;
};
