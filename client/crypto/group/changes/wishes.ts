import type { Role } from '#protocol/people.ts';
import type { ShownCard } from '../../credentials/people.ts';
import type { TrustedRoster } from '../trustedRoster.ts';

/** Somebody who is to be taken out of this group and added again: as which member (the epoch since which they are in), with which role. */
type Stray = { readonly card: ShownCard; readonly group: string; readonly since: number; readonly role: Role };

/** Who a host wants in or out, and who the server says has come or gone: what the next commits are made from. */
export class Wishes {
  /** With the card that was shown then: the server may show another person's under the same identifier later. */
  readonly #wanted = new Map<string, ShownCard>();
  readonly #excluded = new Set<string>();
  readonly #gone = new Set<string>();
  readonly roles = new Map<string, Role>();
  /** People in the class who cannot follow the group, and asked to be added again: they are taken out first. */
  readonly #strays = new Map<string, Stray>();
  /** A wish to turn the lobby off or on. */
  open: boolean | null = null;
  /** Fresh keys are wanted. */
  fresh = false;

  want(id: string, card: ShownCard): void {
    this.#wanted.set(id, card);
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

  /** Somebody in this group asks to be added again, who shows this card. */
  stray(id: string, card: ShownCard, group: string, { since, role }: Pick<Stray, 'since' | 'role'>): void {
    this.#strays.set(id, { card, group, since, role });
    this.#gone.delete(id);
  }

  isExcluded(id: string): boolean {
    return this.#excluded.has(id);
  }

  isOut(id: string): boolean {
    return this.#excluded.has(id) || this.#gone.has(id);
  }

  /** Whether the person with this card is wanted. */
  isWanted(id: string, card: string | null): boolean {
    const wanted = this.#wanted.get(id);
    return card !== null && (wanted === card || wanted === 'unseen');
  }

  isStray(id: string): boolean {
    return this.#strays.has(id);
  }

  /**
   * Forgets what is fulfilled. A stray who is out of the group now comes back in as it was; in a group that was founded since, who is
   * not in it asks again, and is decided on: it may be who broke the one before.
   */
  forgetDone(roster: TrustedRoster): void {
    const { group, staff } = roster;
    if (!group) return;
    for (const [id, { card, group: before, since, role }] of this.#strays) {
      const isIn = group.memberOf(id) !== null;
      // Added again by somebody else, they are in since another epoch.
      if (before === group.id && isIn && roster.since(id) === since) continue;
      this.#strays.delete(id);
      if (before !== group.id || isIn) continue;
      this.#wanted.set(id, card);
      if (role === 'cohost' && !this.roles.has(id)) this.roles.set(id, role);
    }
    for (const { id } of group.members) if (!this.isStray(id)) this.#wanted.delete(id);
    for (const [id, role] of this.roles) if (roster.roleOf(id) === role) this.roles.delete(id);
    if (this.open === staff?.open) this.open = null;
  }

  /** Somebody who waited has left: nobody is wanted under this identifier. */
  forget(id: string): void {
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
