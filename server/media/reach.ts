import { createHmac, randomBytes } from 'node:crypto';
import type { MediaLog } from './worker.ts';

/** So many transports that nothing ever came to, of so many people, before it is said that nobody reaches the address. */
const triesMin = 3;
const peopleMin = 2;

type Changed = (unreachable: boolean) => void;

/**
 * Whether anybody has ever reached the address that browsers are told. One person who cannot is that person's trouble; when nobody
 * could since the start, it is the server's. Once somebody has, it never counts again.
 */
export class Reach {
  readonly #said: MediaLog;
  readonly #followers = new Set<Changed>();
  /** Tells one person from another without keeping who they are: two marks at most, under a key that is never written down. */
  readonly #people = new Set<string>();
  readonly #key = randomBytes(32);
  #tries = 0;
  #reached = false;
  #unreachable = false;

  /** `said`: told once, when so many tried in vain that the address must be wrong, and once if somebody reaches it after that. */
  constructor(said: MediaLog) {
    this.#said = said;
  }

  /** Something came from a browser to a transport. */
  reached(): void {
    if (this.#reached) return;
    this.#reached = true;
    this.#people.clear();
    this.#change(false);
  }

  /** A browser of this person was told where a transport is, and nothing has come to it. */
  missed(id: string): void {
    if (this.#reached || this.#unreachable) return;
    this.#tries += 1;
    this.#people.add(createHmac('sha256', this.#key).update(id).digest('base64url'));
    if (this.#tries < triesMin || this.#people.size < peopleMin) return;
    this.#people.clear();
    this.#change(true);
  }

  /** Tells a class, now and from now on, while the address is taken for unreachable. */
  follow(changed: Changed): Disposable {
    this.#followers.add(changed);
    if (this.#unreachable) changed(true);
    return { [Symbol.dispose]: () => void this.#followers.delete(changed) };
  }

  #change(unreachable: boolean): void {
    if (this.#unreachable === unreachable) return;
    this.#unreachable = unreachable;
    this.#said(unreachable ? 'media.unreachable' : 'media.reached', { tries: this.#tries });
    for (const changed of this.#followers) changed(unreachable);
  }
}
