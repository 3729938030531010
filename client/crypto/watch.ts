import type { Warning } from '../state/call.ts';
import type { Agenda } from './agenda.ts';
import type { People } from './people.ts';
import type { Register } from './register.ts';

const ghostMs = 2_000;
const silenceMs = 60_000;
const tickMs = 10_000;

/** What this browser refused to believe, and what it waits for: somebody without admission, a host without a word. */
export class Watch {
  readonly #agenda: Agenda;
  readonly #changed: () => void;
  readonly #warnings = new Set<Warning>();
  readonly #unadmitted = new Map<string, number>();
  #heardAt = 0;

  constructor(agenda: Agenda, changed: () => void) {
    this.#agenda = agenda;
    this.#changed = changed;
  }

  get warnings(): readonly Warning[] {
    return Array.from(this.#warnings);
  }

  warn(warning: Warning): void {
    if (this.#warnings.has(warning)) return;
    this.#warnings.add(warning);
    this.#changed();
  }

  /** A new roster was accepted. */
  heard(): void {
    this.#heardAt = this.#agenda.now();
    this.#clear('silent');
  }

  /** To be called after any change of people or register. Ghosts that go, or are admitted, are no longer warned of. */
  review(people: People, register: Register, selfId: string): void {
    const now = this.#agenda.now();
    const unadmitted = Array.from(people.members.values()).filter((shown) => shown.id !== selfId && !register.admits(shown));
    const ids = new Set(unadmitted.map(({ id }) => id));
    for (const id of this.#unadmitted.keys()) if (!ids.has(id)) this.#unadmitted.delete(id);
    for (const id of ids) if (!this.#unadmitted.has(id)) this.#unadmitted.set(id, now);
    const ages = Array.from(this.#unadmitted.values(), (since) => now - since);
    if (ages.some((age) => age >= ghostMs)) this.warn('ghost');
    else this.#clear('ghost');
    const youngest = ages.filter((age) => age < ghostMs);
    if (youngest.length > 0)
      this.#agenda.plan('ghosts', ghostMs - Math.max(...youngest), () => this.review(people, register, selfId));
    this.#listen(people, selfId, now);
  }

  #listen(people: People, selfId: string, now: number): void {
    const hostShown = Array.from(people.members.values()).some(
      ({ id, role, away }) => id !== selfId && role !== 'student' && !away,
    );
    if (!hostShown) this.#heardAt = now;
    else if (now - this.#heardAt >= silenceMs) this.warn('silent');
    this.#agenda.plan('silence', tickMs, () => this.#listen(people, selfId, this.#agenda.now()));
  }

  #clear(warning: Warning): void {
    if (this.#warnings.delete(warning)) this.#changed();
  }
}
