import type { News } from '#protocol/news.ts';
import { toBase64url } from '../crypto/base/bytes.ts';
import { randomBytes } from '../crypto/base/primitives.ts';
import { newFileKey, partsOf, sealedBytes } from '../crypto/files/partBox.ts';
import { type Giving, give } from './giving.ts';
import { Incoming } from './incoming.ts';
import type { FilePort, FileResult, Following } from './port.ts';
import type { FileReference } from './reference.ts';

const idBytes = 16;

/**
 * The files of a class, as one browser has them. They go to the server in sealed parts, and whoever has the reference, which stands
 * in a slate, fetches them from there.
 */
export class Files implements Disposable {
  readonly #port: FilePort;
  /** Those that this browser can give again. */
  readonly #has = new Map<string, Giving>();
  readonly #giving = new Set<string>();
  readonly #over = new AbortController();

  constructor(port: FilePort) {
    this.#port = port;
  }

  /** How large one more may be, in bytes; null when the server does not say. */
  async room(): Promise<number | null> {
    const answer = await this.#port.ask('file.room', {});
    return answer.ok ? Math.min(answer.value.file, answer.value.left) : null;
  }

  /** Whether a file of so many bytes needs no more than this room: sealed, it is a little longer. */
  fits(size: number, room: number): boolean {
    return sealedBytes(size) <= room;
  }

  /**
   * Gives a file to the class. `slate`: the one in which its reference is written afterwards; whoever may write there may give. When it
   * is stopped, or fails, the server keeps nothing of it.
   */
  async put(slate: string, source: Blob, following: Following = {}): Promise<FileResult<FileReference>> {
    const id = toBase64url(randomBytes(idBytes));
    const key = toBase64url(newFileKey());
    const giving = { slate, id, key, source };
    const given = await this.#give(giving, following);
    if (!given.ok) {
      await this.drop(id);
      return given;
    }
    this.#has.set(id, giving);
    const { size, type } = source;
    const known = /^[\w.+-]+\/[\w.+-]+$/.test(type) && type.length <= 100 ? type : '';
    return { ok: true, value: { id, key, size, parts: partsOf(size), hash: given.value, type: known } };
  }

  /** A file on its way here, which can be stopped and go on. */
  incoming(slate: string, file: FileReference): { fetch(following?: Following): Promise<FileResult<Blob>> } {
    const incoming = new Incoming(slate, file, this.#port);
    return { fetch: (following = {}) => incoming.fetch(this.#until(following)) };
  }

  /** The whole of a file, checked. */
  get(slate: string, file: FileReference, following: Following = {}): Promise<FileResult<Blob>> {
    return this.incoming(slate, file).fetch(following);
  }

  /** This browser has the file, and gives it again to a server that was started anew: for who may write in the slate. */
  keep(slate: string, { id, key }: FileReference, source: Blob): void {
    this.#has.set(id, { slate, id, key, source });
  }

  /** Takes a file back: its giver, or who holds the class. */
  async drop(id: string): Promise<void> {
    this.#has.delete(id);
    await this.#port.ask('file.drop', { file: id });
  }

  /** Somebody looks for a file that the server has not got. */
  async wanted({ file }: News<'file.wanted'>): Promise<void> {
    const known = this.#has.get(file);
    if (!known || this.#giving.has(file)) return;
    this.#giving.add(file);
    await this.#give(known, {});
    this.#giving.delete(file);
  }

  [Symbol.dispose](): void {
    this.#over.abort();
    this.#has.clear();
  }

  #give(giving: Giving, following: Following): Promise<FileResult<string>> {
    return give(giving, this.#port, this.#until(following));
  }

  /** Until its person stops it, or the class is over. */
  #until(following: Following): Following & { readonly signal: AbortSignal } {
    const { signal } = this.#over;
    return { ...following, signal: following.signal ? AbortSignal.any([signal, following.signal]) : signal };
  }
}
