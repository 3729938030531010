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
  readonly #log: MediaLog;
  readonly #classes = new Set<Changed>();
  #tries = 0;
  #people = 0;
  #reached = false;
  #unreachable = false;

  constructor(log: MediaLog) {
    this.#log = log;
  }

  /** Something came from a browser to a transport. */
  reached(): void {
    this.#reached = true;
    if (this.#unreachable) this.#change(false);
  }

  /** A browser was told where a transport is, and nothing has come to it. `first`: of this person. */
  missed(first: boolean): void {
    if (this.#reached || this.#unreachable) return;
    this.#tries += 1;
    if (first) this.#people += 1;
    if (this.#tries >= triesMin && this.#people >= peopleMin) this.#change(true);
  }

  /** For one class, which is told now and from now on while the address is taken for unreachable. */
  ofClass(changed: Changed): ClassReach {
    this.#classes.add(changed);
    if (this.#unreachable) changed(true);
    return new ClassReach(this, () => this.#classes.delete(changed));
  }

  #change(unreachable: boolean): void {
    this.#unreachable = unreachable;
    this.#log(unreachable ? 'media.unreachable' : 'media.reached', { tries: this.#tries });
    for (const changed of this.#classes) changed(unreachable);
  }
}

/** What the people of one class add to that. Who they are goes with the class: only numbers stay. */
export class ClassReach implements Disposable {
  readonly #reach: Reach;
  readonly #left: () => void;
  readonly #missed = new Set<string>();

  constructor(reach: Reach, left: () => void) {
    this.#reach = reach;
    this.#left = left;
  }

  reached(): void {
    this.#reach.reached();
  }

  missed(id: string): void {
    this.#reach.missed(!this.#missed.has(id));
    this.#missed.add(id);
  }

  [Symbol.dispose](): void {
    this.#missed.clear();
    this.#left();
  }
}
