/** Room for the files of every class of one server, in bytes. */
export class FileSpace {
  readonly #most: number;
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get left(): number {
    return this.#most - this.#taken;
  }

  /** False when there is not so much left: then nothing is taken. */
  take(bytes: number): boolean {
    if (bytes > this.left) return false;
    this.#taken += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#taken -= bytes;
  }
}
