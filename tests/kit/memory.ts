import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const pieceBytes = 16_000_000;
/** More than the longest form of what is looked for, so that nothing is missed between two pieces. */
const overlap = 1_024;

/** The memory of a running process, as its own or the superuser's account may read it. Linux only. */
export function* memoryOf(pid: number): Generator<Buffer> {
  const file = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [, from, to, name = ''] = /^([0-9a-f]+)-([0-9a-f]+) rw\S+ \S+ \S+ \S+\s*(.*)$/.exec(line) ?? [];
      if (from === undefined || to === undefined || name.startsWith('[v')) continue;
      yield* region(file, Number.parseInt(from, 16), Number.parseInt(to, 16));
    }
  } finally {
    closeSync(file);
  }
}

function* region(file: number, from: number, to: number): Generator<Buffer> {
  for (let at = from; at < to; at += pieceBytes - overlap) {
    const piece = Buffer.alloc(Math.min(pieceBytes, to - at));
    try {
      const read = readSync(file, piece, 0, piece.length, at);
      yield piece.subarray(0, read);
    } catch (error) {
      // Freed since the list was read, or not backed by anything.
      if (!['EIO', 'EFAULT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
    if (piece.length < pieceBytes) return;
  }
}
