import { limits } from '#protocol/limits.ts';
import { type Bytes, fromBase64url, toBase64url } from '../crypto/base/bytes.ts';
import { sha256 } from '../crypto/base/primitives.ts';
import { fileKey, hashOfParts, partsOf, sealPart, sealedBytes } from '../crypto/files/partBox.ts';
import { untilAnswered } from './patience.ts';
import type { FilePort, FileResult, Following } from './port.ts';

const { partBytes } = limits.files;

/** A file that this browser has, and under which key and name it is in the class. */
export type Giving = { readonly slate: string; readonly id: string; readonly key: string; readonly source: Blob };

/** The server forgets what is begun for a long cut, or when it is started again: so often it is begun anew. */
const restartsMost = 8;

const partFrom = async (source: Blob, part: number): Promise<Bytes | null> => {
  try {
    return new Uint8Array(await source.slice(part * partBytes, (part + 1) * partBytes).arrayBuffer());
  } catch {
    return null;
  }
};

/** Gives the sealed parts to the server, from the first that it lacks. Its value is the hash of the file (base64url). */
export const give = async (
  { slate, id, key, source }: Giving,
  port: FilePort,
  following: Following & { readonly signal: AbortSignal },
): Promise<FileResult<string>> => {
  const { size } = source;
  const parts = partsOf(size);
  const sealing = await fileKey(fromBase64url(key));
  const hashes: Bytes[] = [];
  /** Null when the device does not give it. */
  const prepare = async (part: number): Promise<Bytes | null> => {
    const content = await partFrom(source, part);
    if (!content) return null;
    hashes[part] = await sha256(content);
    return sealPart(sealing, { classId: port.classId, slate, file: id, part, parts }, content);
  };
  const begin = () =>
    untilAnswered(() => port.ask('file.begin', { file: id, slate, parts, bytes: sealedBytes(size) }), port, following);
  const begun = await begin();
  if (!begun.ok) return begun;
  let restarts = 0;
  let ahead = prepare(0);
  for (let part = 0; part < parts;) {
    const box = await ahead;
    if (!box) return { ok: false, code: 'unread' };
    const path = `${id}/${part}`;
    const sending = untilAnswered(() => port.carrier.put(path, box, following.signal), port, following);
    // The next is sealed while one is on its way.
    ahead = part + 1 < parts ? prepare(part + 1) : Promise.resolve(null);
    const sent = await sending;
    if (sent.ok) {
      part += 1;
      following.progress?.(Math.min(size, part * partBytes));
    } else if ((sent.code === 'not-found' || sent.code === 'conflict') && (restarts += 1) <= restartsMost) {
      const again = await begin();
      if (!again.ok) return again;
      part = Math.min(again.value.next, part);
      ahead = prepare(part);
    } else return sent;
  }
  return { ok: true, value: toBase64url(await hashOfParts(hashes)) };
};
