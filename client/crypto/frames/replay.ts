/** How far a frame may come behind the newest one: retransmissions and a change of simulcast layer reorder a little. */
const windowSize = 1_024;

/** Which counters of one key were seen (as in RFC 3711, section 3.3.2). */
export class ReplayWindow {
  readonly #seen = new Uint8Array(windowSize);
  #highest = -1;

  /** False when the counter was seen, or is older than the window. */
  isNew(counter: number): boolean {
    if (counter > this.#highest) return true;
    return counter > this.#highest - windowSize && this.#seen[counter % windowSize] === 0;
  }

  /** Notes a counter. Only for genuine frames, or a forged one could push the window away. */
  add(counter: number): void {
    if (counter > this.#highest) {
      if (counter - this.#highest >= windowSize) this.#seen.fill(0);
      else for (let passed = this.#highest + 1; passed < counter; passed++) this.#seen[passed % windowSize] = 0;
      this.#highest = counter;
    }
    this.#seen[counter % windowSize] = 1;
  }
}
