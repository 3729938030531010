/** Who a host wants in or out, and who the server says has come or gone: what the next roster is made from. */
export class Comings {
  readonly #wanted = new Set<string>();
  readonly #dropped = new Set<string>();
  readonly #gone = new Set<string>();
  /** In the register and not shown yet, because the server restarted. */
  readonly #returning = new Set<string>();

  want(id: string): void {
    this.#wanted.add(id);
    this.#dropped.delete(id);
    this.#gone.delete(id);
  }

  /** Out for good. */
  drop(id: string): void {
    this.#wanted.delete(id);
    this.#dropped.add(id);
  }

  /** The server says that somebody is (no longer) here. */
  saw(id: string, here: boolean): void {
    this.#returning.delete(id);
    if (here) {
      this.#gone.delete(id);
      return;
    }
    this.#gone.add(id);
    this.#wanted.delete(id);
  }

  awaitReturn(ids: readonly string[]): void {
    for (const id of ids) this.#returning.add(id);
  }

  endReturn(): void {
    this.#returning.clear();
  }

  isReturning(id: string): boolean {
    return this.#returning.has(id);
  }

  isOut(id: string): boolean {
    return this.#dropped.has(id) || this.#gone.has(id);
  }

  isWanted(id: string): boolean {
    return this.#wanted.has(id);
  }

  /** Forgets the wishes that this says are fulfilled; without it, all. */
  fulfil(done: (id: string) => boolean = () => true): void {
    for (const id of this.#wanted) if (done(id)) this.#wanted.delete(id);
  }
}
