import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { chained, genesis, type Link, readLink } from './chain.ts';

/** Where the lines of a chain go. */
export type LineTarget = { append(line: string): boolean; lastLine(): string | null };

const headLine = /^ *(\d+) ([0-9a-f]{64})\n$/;

/** The last line of a chain, as a note beside it says; null without a note. */
export const readHead = (path: string): Link | null => {
  try {
    const [, n, hash] = headLine.exec(readFileSync(path, 'utf8')) ?? [];
    return hash === undefined ? null : { n: Number(n), hash };
  } catch {
    return null;
  }
};

/** Always of one length, and over the note before: a full disk has room for it. */
const writeHead = (path: string, { n, hash }: Link): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const fd = openSync(path, readHead(path) ? 'r+' : 'w', 0o600);
  try {
    writeSync(fd, `${String(n).padStart(16)} ${hash}\n`, 0);
  } finally {
    closeSync(fd);
  }
};

/**
 * Writes lines of which each holds the hash of the one before. The note of the last one shows a line removed at the end. What
 * could not be written is not part of the chain.
 */
export class ChainFile {
  readonly #target: LineTarget;
  readonly #headPath: string;
  #last: Link | null = null;

  constructor(target: LineTarget, headPath: string) {
    this.#target = target;
    this.#headPath = headPath;
  }

  /** Takes a JSON object. False when it could not be written. */
  append(json: string): boolean {
    const { line, link } = chained(json, this.head);
    if (!this.#target.append(line)) return false;
    this.#last = link;
    try {
      writeHead(this.#headPath, link);
    } catch {
      // The note lags behind: it still says that there were so many lines at least.
    }
    return true;
  }

  /** The last line of the chain as it is now. */
  get head(): Link {
    return (this.#last ??= this.#found());
  }

  /** Where the chain goes on: the later one of its last line and the note, so that a removed end stays a gap. */
  #found(): Link {
    const line = readLink(this.#target.lastLine() ?? '')?.link ?? genesis;
    const head = readHead(this.#headPath) ?? genesis;
    return head.n > line.n ? head : line;
  }
}
