import type { Agenda } from './agenda.ts';

/** How long an offered stream waits for its sender's admission, in milliseconds. */
const patienceMs = 5_000;

/** Those who wait for somebody's admission. */
export class Arrivals {
  readonly #agenda: Agenda;
  readonly #awaited = new Map<string, ((admitted: boolean) => void)[]>();

  constructor(agenda: Agenda) {
    this.#agenda = agenda;
  }

  /** Resolves to what `tell` says of this person, or to false after some seconds. */
  wait(id: string): Promise<boolean> {
    return new Promise((resolve) => {
      this.#awaited.set(id, [...(this.#awaited.get(id) ?? []), resolve]);
      this.#agenda.plan(`arrival of ${id}`, patienceMs, () => this.tell(id, false));
    });
  }

  tell(id: string, admitted: boolean): void {
    this.#agenda.cancel(`arrival of ${id}`);
    for (const resolve of this.#awaited.get(id) ?? []) resolve(admitted);
    this.#awaited.delete(id);
  }

  /** Who is waited for. */
  get ids(): readonly string[] {
    return Array.from(this.#awaited.keys());
  }
}
