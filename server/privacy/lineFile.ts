import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A file takes no more lines beyond this size: nobody can fill the disk through a log. */
const bytesMax = 64 * 1_024 * 1_024;
/** Longer than any line. */
const tailBytes = 65_536;

const tailOf = (fd: number, size: number): string => {
  const tail = Buffer.alloc(Math.min(size, tailBytes));
  readSync(fd, tail, 0, tail.length, size - tail.length);
  return tail.toString();
};

/**
 * A file of lines that only grows, readable by the server's account only. A line is written whole or not at all, and a disk
 * that is full, gone or read-only is an answer, not an error.
 */
export class LineFile implements Disposable {
  readonly path: string;
  #open: { readonly fd: number; size: number } | null = null;

  constructor(path: string) {
    this.path = path;
  }

  /** False when the line could not be written. The next one tries anew. */
  append(line: string): boolean {
    try {
      const open = (this.#open ??= this.#start());
      const bytes = Buffer.from(`${line}\n`);
      if (open.size + bytes.length > bytesMax) return false;
      const written = writeSync(open.fd, bytes);
      if (written !== bytes.length) throw new Error('a line was not written whole');
      open.size += written;
      return true;
    } catch {
      this.#cutBack();
      return false;
    }
  }

  /** The last whole line; null when there is none. */
  lastLine(): string | null {
    try {
      const { fd, size } = (this.#open ??= this.#start());
      return tailOf(fd, size).split('\n').at(-2) ?? null;
    } catch {
      return null;
    }
  }

  [Symbol.dispose](): void {
    if (this.#open) closeSync(this.#open.fd);
    this.#open = null;
  }

  /** A line that the last stop cut in the middle is removed. */
  #start(): { fd: number; size: number } {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const fd = openSync(this.path, 'a+', 0o600);
    const stat = fstatSync(fd);
    const size = stat.isFile() ? stat.size : 0;
    const torn = Buffer.byteLength(tailOf(fd, size).split('\n').at(-1) ?? '');
    if (torn > 0) ftruncateSync(fd, size - torn);
    return { fd, size: size - torn };
  }

  #cutBack(): void {
    const open = this.#open;
    this.#open = null;
    if (!open) return;
    try {
      ftruncateSync(open.fd, open.size);
    } catch {
      // No file, or no disk: the next start removes what is torn.
    }
    closeSync(open.fd);
  }
}
