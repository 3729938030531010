import { limits } from '../../protocol/limits.ts';
import { Refusal } from '../../protocol/refusal.ts';
import type { Clock } from '../ports.ts';
import type { FileSpace } from './space.ts';

const { files: most } = limits;

/** What a class may hold in files, in bytes of ciphertext; `all` is shared with every other class. */
export type FileTerms = { readonly fileBytes: number; readonly classBytes: number; readonly all: FileSpace };

/** A file as it is announced. `bytes`: of all its sealed parts together. */
export type Announced = { readonly slate: string; readonly parts: number; readonly bytes: number };

/** A file of which no part has come for so long is given up, in milliseconds. */
const patienceMs = 120_000;

type File = {
  readonly slate: string;
  from: string | null;
  readonly parts: number;
  readonly boxes: Buffer[];
  /** Taken of the room, before it has come. */
  readonly bytes: number;
  /** What has come of it. */
  size: number;
  /** Null once it is all there. */
  deadline: Disposable | null;
};

/**
 * The files of one class, in sealed parts: the server holds them until the class ends, hands them to who asks, and can read neither
 * them nor their names. Room is taken when a file is announced, so that none fails half-way for want of it.
 */
export class Cabinet implements Disposable {
  readonly #files = new Map<string, File>();
  readonly #terms: FileTerms;
  readonly #clock: Clock;
  #taken = 0;

  constructor(terms: FileTerms, clock: Clock) {
    this.#terms = terms;
    this.#clock = clock;
  }

  /** Whose files are held, one entry for each; null: of nobody who is here. */
  get authors(): readonly (string | null)[] {
    return Array.from(this.#files.values(), ({ from }) => from);
  }

  /** How large one more may be, and how much is left, in bytes. */
  get room(): { readonly file: number; readonly left: number } {
    const { fileBytes, classBytes, all } = this.#terms;
    return { file: fileBytes, left: Math.max(0, Math.min(classBytes - this.#taken, all.left)) };
  }

  /**
   * Announces a file, or goes on with one that its giver had begun: gives the number of the part that is to come. Refuses with `exists`,
   * `file-too-large`, `files-full` (the class) or `no-room` (the server).
   */
  begin(id: string, from: string, { slate, parts, bytes }: Announced): number {
    const known = this.#files.get(id);
    if (known) {
      const same = known.from === from && known.slate === slate && known.parts === parts && known.bytes === bytes;
      if (!same || !known.deadline) throw new Refusal('exists');
      return known.boxes.length;
    }
    if (bytes > this.#terms.fileBytes) throw new Refusal('file-too-large');
    const full = this.#files.size >= most.count || this.#taken + bytes > this.#terms.classBytes;
    if (full) throw new Refusal('files-full');
    if (!this.#terms.all.take(bytes)) throw new Refusal('no-room');
    this.#taken += bytes;
    this.#files.set(id, { slate, from, parts, bytes, boxes: [], size: 0, deadline: this.#deadline(id) });
    return 0;
  }

  /** The slate in which the file is named, if this person may add to it. Refuses with `not-found`. */
  slateOf(id: string, from: string): string {
    const file = this.#files.get(id);
    if (!file || file.from !== from) throw new Refusal('not-found');
    return file.slate;
  }

  /** Takes the next part; one that it has is taken for what it is. Refuses with `conflict` one out of order, or more than was announced. */
  add(id: string, part: number, box: Buffer): void {
    const file = this.#files.get(id);
    if (!file) throw new Refusal('not-found');
    if (part < file.boxes.length) return;
    if (part > file.boxes.length || part >= file.parts || file.size + box.length > file.bytes) throw new Refusal('conflict');
    file.boxes.push(box);
    file.size += box.length;
    file.deadline?.[Symbol.dispose]();
    file.deadline = file.boxes.length < file.parts ? this.#deadline(id) : null;
  }

  /** Refuses with `not-found` what is not there, or not yet. */
  part(id: string, part: number): Buffer {
    const box = this.#files.get(id)?.boxes[part];
    if (!box) throw new Refusal('not-found');
    return box;
  }

  isBy(id: string, author: string): boolean {
    return this.#files.get(id)?.from === author;
  }

  /** Erases a file. Harmless when there is none. */
  drop(id: string): void {
    const file = this.#files.get(id);
    if (!file) return;
    this.#files.delete(id);
    file.deadline?.[Symbol.dispose]();
    this.#taken -= file.bytes;
    this.#terms.all.give(file.bytes);
  }

  /** The slate is erased in which these files are named. */
  dropOf(slate: string): void {
    for (const [id, file] of this.#files) if (file.slate === slate) this.drop(id);
  }

  /** Somebody has left the class: nothing says any more that they gave a file, and what they had only begun is gone. */
  forget(author: string): void {
    for (const [id, file] of this.#files) {
      if (file.from !== author) continue;
      if (file.deadline) this.drop(id);
      else file.from = null;
    }
  }

  [Symbol.dispose](): void {
    for (const id of this.#files.keys()) this.drop(id);
  }

  #deadline(id: string): Disposable {
    return this.#clock.after(patienceMs, () => this.drop(id));
  }
}
