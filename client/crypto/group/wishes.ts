import type { Role } from '#protocol/people.ts';

/** Who a host wants in or out, and who the server says has come or gone: what the next commits are made from. */
export class Wishes {
  readonly #wanted = new Set<string>();
  readonly #excluded = new Set<string>();
  readonly #gone = new Set<string>();
  readonly roles = new Map<string, Role>();
  /** People in the class who cannot follow the group, and asked to be added again: they are taken out first. */
  readonly #strays = new Set<string>();
  /** A wish to turn the lobby off or on. */
  open: boolean | null = null;
  /** Fresh keys are wanted. */
  fresh = false;

  want(id: string): void {
    this.#wanted.add(id);
    this.#excluded.delete(id);
    this.#gone.delete(id);
  }

  /** Out for good. */
  exclude(id: string): void {
    this.#wanted.delete(id);
    this.#excluded.add(id);
  }

  /** The server says that somebody is (no longer) here. */
  saw(id: string, here: boolean): void {
    if (here) return void this.#gone.delete(id);
    this.#gone.add(id);
    this.#wanted.delete(id);
    this.#strays.delete(id);
  }

  /** Somebody in the group asks to be added again. */
  stray(id: string): void {
    this.#strays.add(id);
    this.#gone.delete(id);
  }

  isExcluded(id: string): boolean {
    return this.#excluded.has(id);
  }

  isOut(id: string): boolean {
    return this.#excluded.has(id) || this.#gone.has(id);
  }

  isWanted(id: string): boolean {
    return this.#wanted.has(id);
  }

  isStray(id: string): boolean {
    return this.#strays.has(id);
  }

  /** A stray is out of the group now, and comes back in as it was. */
  takenOut(id: string): void {
    if (this.#strays.delete(id)) this.#wanted.add(id);
  }

  /** Somebody is in: the wish is fulfilled. */
  came(id: string): void {
    this.#wanted.delete(id);
    this.#strays.delete(id);
  }

  /** Nothing that was asked for by hand is wanted any more. */
  giveUp(): void {
    this.#wanted.clear();
    this.#excluded.clear();
    this.roles.clear();
    this.open = null;
    this.fresh = false;
  }
}
