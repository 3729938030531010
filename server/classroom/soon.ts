/** What is to be done as soon as what is being asked now has been answered. Disposing forgets it. */
export class Soon implements Disposable {
  readonly #tasks = new Set<NodeJS.Immediate>();

  do(task: () => void): void {
    const planned = setImmediate(() => {
      this.#tasks.delete(planned);
      task();
    });
    this.#tasks.add(planned);
  }

  [Symbol.dispose](): void {
    for (const planned of this.#tasks) clearImmediate(planned);
    this.#tasks.clear();
  }
}
