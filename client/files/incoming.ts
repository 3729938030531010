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

/** One part of a file, opened. */
export const fetchPart = async (
  { slate, file, part }: { readonly slate: string; readonly file: FileReference; readonly part: number },
  port: FilePort,
  following: Following & { readonly signal: AbortSignal },
): Promise<FileResult<Bytes>> => {
  const { id, parts, size } = file;
  const pauses = growingPauses();
  for (let left = attempts; left > 0; left -= 1) {
    const path = `${id}/${part}`;
    const came = await untilAnswered(() => port.carrier.get(path, following.signal), port, following);
    if (came.ok) {
      try {
        const key = await fileKey(fromBase64url(file.key));
        return {
          ok: true,
          value: await openPart(key, { classId: port.classId, slate, file: id, part, parts }, size, came.value),
        };
      } catch {
        return { ok: false, code: 'altered' };
      }
    }
    if (came.code !== 'not-found') return came;
    await port.ask('file.want', { file: id });
    await pause(port, pauses.take(), following.signal);
  }
  return { ok: false, code: following.signal.aborted ? 'stopped' : 'gone' };
};

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
    const part = (number: number) => fetchPart({ slate: this.#slate, file: this.#file, part: number }, this.#port, following);
    const coming: ReturnType<typeof part>[] = [];
    let asked = this.#parts.length;
    for (let number = asked; number < parts; number += 1) {
      if (following.signal.aborted) return { ok: false, code: 'stopped' };
      while (asked < Math.min(parts, number + atOnce)) coming.push(part(asked++));
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

  /** What is not the file that was given is not kept. */
  #failed<T>(failed: FileResult<T> & { readonly ok: false }): FileResult<never> {
    if (failed.code === 'altered') this.#parts = [];
    return failed;
  }
}
