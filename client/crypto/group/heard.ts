import type { HostWord } from '#protocol/group.ts';

/** What this browser has heard of the host, of the group that it is in and of others. */
export class Heard {
  readonly #now: () => number;
  #word: HostWord | null = null;
  /** When it was heard, by this browser's clock. */
  #at = 0;
  /** The newest time that the host has signed for each group, by its identifier: nobody is taken back to before it. */
  readonly #newest = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The newest word that goes with the group. */
  get word(): HostWord | null {
    return this.#word;
  }

  /** The host's time by that word and by what has passed since; 0 without one. */
  get hostTime(): number {
    return this.#word ? this.#word.at + Math.max(1, Math.round(this.#now() - this.#at)) : 0;
  }

  /** The host has said this, whether it goes with the group or not. Whether something newer of the same group was heard before. */
  note({ group, epoch, at }: HostWord): boolean {
    const newest = this.#newest.get(group) ?? 0;
    this.#newest.set(group, Math.max(newest, at));
    return this.#word ? epoch < this.#word.epoch || at <= this.#word.at : at < newest;
  }

  /** It goes with the group. */
  keep(word: HostWord): void {
    this.#word = word;
    this.#at = this.#now();
  }

  /** Another group, or none: nothing goes with it yet. */
  begin(): void {
    this.#word = null;
  }
}
