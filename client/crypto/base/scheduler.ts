import type { SerialQueue } from './serialQueue.ts';

/** Time, as the group needs it. Tests give their own. */
export type Time = {
  /** Milliseconds of a clock that does not go back: a device's clock may be set while a class runs. */
  now(): number;
  /** Milliseconds since 1970, as the device has them. */
  wall(): number;
  /** Runs `task` once after `ms` milliseconds, unless disposed before. */
  after(ms: number, task: () => void): Disposable;
};

/** What is to be done later, in the queue. One task of each name: the soonest counts. Disposing forgets everything. */
export class Scheduler implements Disposable {
  readonly #time: Time;
  readonly #queue: SerialQueue;
  readonly #pending = new Map<string, { readonly due: number; readonly timer: Disposable }>();
  /** When each task was last begun. */
  readonly #begun = new Map<string, number>();
  #closed = false;

  constructor(time: Time, queue: SerialQueue) {
    this.#time = time;
    this.#queue = queue;
  }

  now(): number {
    return this.#time.now();
  }

  /** Does the task in `ms` milliseconds, unless the same is due sooner. */
  plan(name: string, ms: number, task: () => void | Promise<void>): void {
    const due = this.now() + ms;
    const planned = this.#pending.get(name);
    if (this.#closed || (planned && planned.due <= due)) return;
    this.cancel(name);
    const timer = this.#time.after(ms, () => {
      this.#pending.delete(name);
      this.#begun.set(name, this.now());
      void this.#queue.run(task);
    });
    this.#pending.set(name, { due, timer });
  }

  /** Does the task at once if it was not done for `gap` milliseconds, else as soon as it was not; never within `wait` from now. */
  pace(name: string, gap: number, task: () => void | Promise<void>, wait = 0): void {
    const begun = this.#begun.get(name) ?? -Infinity;
    this.plan(name, Math.max(wait, begun + gap - this.now()), task);
  }

  isPlanned(name: string): boolean {
    return this.#pending.has(name);
  }

  cancel(name: string): void {
    this.#pending.get(name)?.timer[Symbol.dispose]();
    this.#pending.delete(name);
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    for (const name of this.#pending.keys()) this.cancel(name);
  }
}
