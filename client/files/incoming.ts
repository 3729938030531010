import { limits } from '#protocol/limits.ts';
import { type Bytes, fromBase64url, toBase64url } from '../crypto/base/bytes.ts';
import { sha256 } from '../crypto/base/primitives.ts';
import { fileKey, hashOfParts, openPart } from '../crypto/files/partBox.ts';
import { growingPauses } from '../net/patience.ts';
import { pause, untilAnswered } from './patience.ts';
import type { FilePort, FileResult, Following } from './port.ts';
import type { FileReference } from './reference.ts';

const { partBytes } = limits.files;
/** So many parts are on their way at once. */
const atOnce = 4;

/** So often a file that the server has not got is asked for again, which takes about half a minute: somebody may give it once more. */
const attempts = 8;

/** A file on its way here. It may be stopped and go on: the parts that have come stay until it is let go. */
export class Incoming {
  readonly #slate: string;
  readonly #file: FileReference;
  readonly #port: FilePort;
  #parts: Bytes[] = [];

  constructor(slate: string, file: FileReference, port: FilePort) {
    this.#slate = slate;
    this.#file = file;
    this.#port = port;
  }

  /** Fetches what is missing. */
  async fetch(following: Following & { readonly signal: AbortSignal }): Promise<FileResult<Blob>> {
    const { parts, size, hash } = this.#file;
    const key = await fileKey(fromBase64url(this.#file.key));
    const coming: Promise<FileResult<Bytes>>[] = [];
    let asked = this.#parts.length;
    // It waits when the first that is missing does: as long as that one comes, it goes on.
    let first = asked;
    const waiting = new Set<number>();
    const ask = (part: number) =>
      this.#part(part, key, {
        ...following,
        waiting: (waits) => {
          if (waits) waiting.add(part);
          else waiting.delete(part);
          if (part === first) following.waiting?.(waits);
        },
      });
    for (let number = asked; number < parts; number += 1) {
      first = number;
      if (waiting.has(number)) following.waiting?.(true);
      if (following.signal.aborted) return { ok: false, code: 'stopped' };
      while (asked < Math.min(parts, number + atOnce)) coming.push(ask(asked++));
      const came = await coming.shift();
      if (!came) break;
      if (!came.ok) return this.#failed(came);
      this.#parts.push(came.value);
      following.progress?.(Math.min(size, (number + 1) * partBytes));
    }
    const own = toBase64url(await hashOfParts(await Promise.all(this.#parts.map(sha256))));
    if (own !== hash) return this.#failed({ ok: false, code: 'altered' });
    return { ok: true, value: new Blob(this.#parts, { type: 'application/octet-stream' }) };
  }

  /** One part, opened: `limits.files.partBytes` each, but for the last. */
  async #part(part: number, key: CryptoKey, following: Following & { readonly signal: AbortSignal }): Promise<FileResult<Bytes>> {
    const { id, parts, size } = this.#file;
    const port = this.#port;
    const pauses = growingPauses();
    for (let left = attempts; left > 0; left -= 1) {
      const came = await untilAnswered(() => port.carrier.get(`${id}/${part}`, following.signal), port, following);
      if (came.ok) {
        const place = { classId: port.classId, slate: this.#slate, file: id, part, parts };
        const opened = await openPart(key, place, size, came.value).catch(() => null);
        return opened ? { ok: true, value: opened } : { ok: false, code: 'altered' };
      }
      if (came.code !== 'not-found') return came;
      await port.ask('file.want', { file: id });
      await pause(port, pauses.take(), following.signal);
    }
    return { ok: false, code: following.signal.aborted ? 'stopped' : 'gone' };
  }

  /** What is not the file that was given is not kept. */
  #failed<T>(failed: FileResult<T> & { readonly ok: false }): FileResult<never> {
    if (failed.code === 'altered') this.#parts = [];
    return failed;
  }
}
