import { type Bytes, concat, fromBase64url, toBase64url } from '../crypto/base/bytes.ts';
import { sha256 } from '../crypto/base/primitives.ts';

const headBytes = 16;
/** Whoever writes has seen one of the last so many items. */
const remembered = 4_096;

/** A hash over all items of a slate so far (base64url): whoever has the same was given the same, in the same order. */
export class Chain {
  #heads = new Map<number, string>();
  #last = 0;
  #head: Bytes = new Uint8Array(headBytes);

  get last(): number {
    return this.#last;
  }

  get head(): string {
    return toBase64url(this.#head);
  }

  /** Goes on from a snapshot. Throws SyntaxError when the head is none. */
  begin(last: number, head: string): void {
    this.#head = fromBase64url(head);
    if (this.#head.length !== headBytes) throw new SyntaxError('no head');
    this.#last = last;
    this.#heads = new Map([[last, head]]);
  }

  async add(box: Bytes): Promise<void> {
    this.#head = (await sha256(concat(this.#head, await sha256(box)))).slice(0, headBytes);
    this.#last += 1;
    this.#heads.set(this.#last, this.head);
    this.#heads.delete(this.#last - remembered);
  }

  /** Whether somebody who had seen `seen` items was given others than this browser. */
  isOther(seen: number, head: string): boolean {
    const known = this.#heads.get(seen);
    return seen > this.#last || (known !== undefined && known !== head);
  }
}
