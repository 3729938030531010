import type { Warning } from '../state/call.ts';
import type { Agenda } from './agenda.ts';
import type { People } from './people.ts';
import type { Register } from './register.ts';

const ghostMs = 2_000;
const silenceMs = 60_000;
/** However absent the server says that the hosts are. */
const absenceMs = 600_000;
const tickMs = 10_000;

/** What this browser refused to believe, and what it waits for: somebody without admission, a host without a word. */
export class Watch {
  readonly #agenda: Agenda;
  readonly #changed: () => void;
  readonly #warnings = new Set<Warning>();
  readonly #unadmitted = new Map<string, number>();
  #heardAt: number | null = null;
  /** Since when a host is shown, without a break. */
  #hostSince: number | null = null;

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

  /** This browser has entered, or come back: a host has a while to be heard. */
  begin(): void {
    this.#heardAt ??= this.#agenda.now();
    this.#hostSince = null;
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
    this.#listen(people, register, selfId);
  }

  /** Who is host, the register says: the server could call everybody a pupil and keep the hosts' word to itself. */
  #listen(people: People, register: Register, selfId: string): void {
    const now = this.#agenda.now();
    const hostShown = Array.from(people.members.values()).some(
      (shown) => shown.id !== selfId && !shown.away && register.admits(shown) && register.entry(shown.id)?.role !== 'student',
    );
    this.#hostSince = hostShown ? (this.#hostSince ?? now) : null;
    const unheard = now - (this.#heardAt ?? now);
    const unheardOfShown = this.#hostSince === null ? 0 : Math.min(unheard, now - this.#hostSince);
    const isHost = register.entry(selfId)?.role === 'host';
    if (unheardOfShown >= silenceMs || (unheard >= absenceMs && !isHost)) this.warn('silent');
    this.#agenda.plan('silence', tickMs, () => this.#listen(people, register, selfId));
  }

  #clear(warning: Warning): void {
    if (this.#warnings.delete(warning)) this.#changed();
  }
}
