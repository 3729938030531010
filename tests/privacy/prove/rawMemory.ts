import { readFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { familyOf } from './openFiles.ts';
import { rawNeedlesOf } from './needles.ts';

/** A process whose memory can be read whole: the server's, or that of a media worker. */
type Process = { readonly pid: number; readonly name: 'Node' | 'media worker' };
/** Where a text stands in raw memory, in use or freed. */
type Remain<C> = { readonly canary: C; readonly process: Process['name']; readonly pid: number; readonly region: string };

type Region = { readonly from: number; readonly to: number; readonly name: string };

/** Why raw memory cannot be looked at here; null where it can. */
export const blindness = (): string | null =>
  platform() === 'linux' ? null : `raw memory was not looked at: there is no /proc/PID/mem on ${platform()} (${arch()})`;

/** A line of `/proc/PID/maps` that can hold what the process wrote: readable, and not a file's content as it is on disk (proc(5)). */
const regionOf = (line: string): Region[] => {
  const [, from = '', to = '', writable = '', inode = '', name = ''] =
    /^([\da-f]+)-([\da-f]+) r(.)\S+ \S+ \S+ (\d+)\s*(.*)$/.exec(line) ?? [];
  const isKernels = name.startsWith('[v');
  if (from === '' || isKernels || (inode !== '0' && writable !== 'w')) return [];
  return [{ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16), name: name || 'anonymous' }];
};

/** The server's process and its media workers. */
export const processesOf = async (pid: number): Promise<Process[]> =>
  (await familyOf(pid)).map((one) => ({ pid: one, name: one === pid ? 'Node' : 'media worker' }));

/** Settles when none of these processes runs any more: a media worker without a class is replaced. */
export const ended = async (pids: ReadonlySet<number>): Promise<void> => {
  for (const pid of pids) while (!isGone(pid)) await setImmediate();
};

/** A process that has ended, be it that nobody has noted its end yet (proc(5), state Z). */
const isGone = (pid: number): boolean => {
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
};

/** Bytes read at once; what stands across the edge of two pieces is read with both. */
const piece = 1 << 24;
const overlap = 1 << 10;

const page = 4_096;
const blank = Buffer.alloc(page);

/** Without the pages that are blank, of which there are most. */
const written = (bytes: Buffer): Buffer => {
  const pages: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += page) {
    const one = bytes.subarray(at, at + page);
    if (one.compare(blank, 0, one.length) !== 0) pages.push(one);
  }
  return Buffer.concat(pages);
};

/** Reads all that a process has, in use or freed, and gives each piece. Only the same user, or root, may (ptrace(2), PTRACE_MODE_ATTACH). */
async function* piecesOf({ pid }: Process): AsyncGenerator<{ readonly region: string; readonly bytes: Buffer }> {
  // A media worker may be replaced between the list and the reading.
  if (isGone(pid)) return;
  const regions = (await readFile(`/proc/${pid}/maps`, 'utf8')).split('\n').flatMap(regionOf);
  await using memory = await open(`/proc/${pid}/mem`, 'r');
  for (const { from, to, name } of regions) {
    for (let at = from; at < to; at += piece) {
      const wanted = Math.min(piece + overlap, to - at);
      // A region may go between the list and the reading.
      const read = await memory.read(Buffer.alloc(wanted), 0, wanted, at).catch(() => null);
      if (!read) break;
      yield { region: name, bytes: written(read.buffer.subarray(0, read.bytesRead)) };
    }
  }
}

/** Where each text is in the raw memory of these processes: as it is, in UTF-16, and as the bytes that it stands for. */
export const remainsIn = async <C extends { readonly text: string; readonly bytes?: boolean }>(
  processes: readonly Process[],
  canaries: readonly C[],
): Promise<{ readonly remains: Remain<C>[]; readonly size: number }> => {
  const needles = canaries.map((canary) => ({ canary, all: rawNeedlesOf(canary) }));
  const remains = new Map<string, Remain<C>>();
  let size = 0;
  for (const { pid, name } of processes) {
    for await (const { region, bytes } of piecesOf({ pid, name })) {
      size += bytes.length;
      for (const { canary, all } of needles)
        if (all.some((needle) => bytes.includes(needle)))
          remains.set(`${pid} ${region} ${canary.text}`, { canary, process: name, pid, region });
    }
  }
  return { remains: [...remains.values()], size };
};
