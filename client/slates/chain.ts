import { type Bytes, concat, fromBase64url, toBase64url } from '../crypto/base/bytes.ts';
import { sha256 } from '../crypto/base/primitives.ts';

const headBytes = 16;
/** Whoever writes has seen one of the last so many items. */
const remembered = 4_096;

/** Where a slate stands: `life` grows where those who hold the class give it back to a server that had lost it. */
export type Stand = { readonly life: number; readonly last: number; readonly head: string };

/**
 * A hash over all items of a slate so far (base64url): whoever has the same was given the same, in the same order. It remembers what
 * it was given however often the slate is read again: a server that goes back behind that is found out.
 */
export class Chain {
  #heads = new Map<number, string>();
  #last = 0;
  #head: Bytes = new Uint8Array(headBytes);
  #life = 0;
  #furthest = 0;

  get last(): number {
    return this.#last;
  }

  get head(): string {
    return toBase64url(this.#head);
  }

  get life(): number {
    return this.#life;
  }

  /** The last item that it has ever been given in this life, or was told of. */
  get furthest(): number {
    return this.#furthest;
  }

  get stand(): Stand {
    return { life: this.#life, last: this.#last, head: this.head };
  }

  /** Reads from the beginning. */
  rewind(): void {
    this.#last = 0;
    this.#head = new Uint8Array(headBytes);
  }

  /** Whether a slate that stands there may take the place of what was given before, with `last` items of `due`. */
  allows({ life, last: at, head }: Stand, last: number, due: number): boolean {
    if (life !== this.#life) return life > this.#life;
    return last >= due && (this.#heads.get(at) ?? head) === head;
  }

  /** Goes on from a snapshot. Throws SyntaxError when the head is none. */
  begin({ life, last, head }: Stand): void {
    const bytes = fromBase64url(head);
    if (bytes.length !== headBytes) throw new SyntaxError('no head');
    if (life !== this.#life) this.#heads.clear();
    this.#furthest = life === this.#life ? Math.max(this.#furthest, last) : last;
    this.#life = life;
    this.#head = bytes;
    this.#last = last;
    this.#heads.set(last, head);
  }

  /** The slate is given back from here. */
  renew(): void {
    this.begin({ ...this.stand, life: this.#life + 1 });
  }

  /** Somebody who can be believed has been given so much. Whether that is what was given here. */
  expect({ life, last, head }: Stand): boolean {
    if (life < this.#life) return true;
    if (life > this.#life) {
      this.#heads.clear();
      this.#life = life;
      this.#furthest = 0;
    }
    const known = this.#heads.get(last) ?? head;
    this.#furthest = Math.max(this.#furthest, last);
    this.#heads.set(last, known);
    return known === head;
  }

  /** Whether this is what was given before at its place, if it was. */
  async add(box: Bytes): Promise<boolean> {
    this.#head = (await sha256(concat(this.#head, await sha256(box)))).slice(0, headBytes);
    this.#last += 1;
    this.#furthest = Math.max(this.#furthest, this.#last);
    const known = this.#heads.get(this.#last) ?? this.head;
    this.#heads.set(this.#last, this.head);
    this.#heads.delete(this.#last - remembered);
    return known === this.head;
  }

  /** Whether somebody who had seen `seen` items of this life was given others than this browser. */
  isOther({ life, seen, head }: { readonly life: number; readonly seen: number; readonly head: string }): boolean {
    if (life !== this.#life) return false;
    const known = this.#heads.get(seen);
    return seen > this.#last || (known !== undefined && known !== head);
  }
}
