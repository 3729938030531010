/** Runs tasks one after the other, in the order in which they were given. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Resolves or rejects as the task does. A task that fails does not hold up the next. */
  run<T>(task: () => T | Promise<T>): Promise<T> {
    const done = this.#last.then(task);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Resolves when everything given so far, and what that gave in turn, is done. */
  async idle(): Promise<void> {
    for (let last = null as unknown; last !== this.#last;) {
      last = this.#last;
      await last;
    }
  }
}
