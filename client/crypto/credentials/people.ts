import type { Card, Member, Role } from '#protocol/people.ts';
import type { Snapshot, WaitingPerson } from '#protocol/snapshot.ts';
import type { Bytes } from '../base/bytes.ts';
import { type CardOwner, type ProvenCard, proveCard } from './card.ts';

/** Somebody whom the server shows. */
export type Shown = {
  readonly id: string;
  /** What the server says. What counts is the role in the staff list. */
  readonly role: Role;
  readonly away: boolean;
  readonly card: Card;
  /** Null when the card was not made with the class link. */
  readonly proven: ProvenCard | null;
  /** What to add them to the group with, as they gave it last: of who waits, or wants to be added again. */
  readonly keyPackage: string | null;
};

/** The card that somebody shows, by its hash; null when it proves nothing; `unseen` when nobody was shown yet: the first who is, is meant. */
export type ShownCard = string | null;

/** Somebody whose card is proven. */
export type Proven = Shown & { readonly proven: ProvenCard };

/** Who the server says is in the class and in the lobby, with their cards checked. */
export class People {
  readonly members = new Map<string, Shown>();
  readonly waiting = new Map<string, Shown>();
  readonly #classId: string;
  readonly #secret: Bytes;
  /** Checked cards: a person's news do not have it checked again. */
  readonly #proofs = new Map<string, { readonly card: string; readonly proven: ProvenCard | null }>();

  constructor(classId: string, secret: Bytes) {
    this.#classId = classId;
    this.#secret = secret;
  }

  /** Takes a snapshot in the place of what was known. */
  async replace(snapshot: Snapshot): Promise<void> {
    const members = await Promise.all(snapshot.members.map((member) => this.#shown(member)));
    const waiting = await Promise.all(
      snapshot.waiting.map((one) => this.#shown({ ...one, role: 'student', away: false }, one.keyPackage)),
    );
    this.members.clear();
    this.waiting.clear();
    for (const member of members) this.members.set(member.id, member);
    for (const one of waiting) this.waiting.set(one.id, one);
  }

  async join(member: Pick<Member, 'id' | 'role' | 'away' | 'card'>): Promise<void> {
    this.members.set(member.id, await this.#shown(member));
    this.waiting.delete(member.id);
  }

  async knock({ id, card, keyPackage }: WaitingPerson): Promise<void> {
    this.waiting.set(id, await this.#shown({ id, card, role: 'student', away: false }, keyPackage));
  }

  leave(id: string): void {
    this.members.delete(id);
    this.waiting.delete(id);
    this.#proofs.delete(id);
  }

  /** Somebody in the class wants to be added with this. */
  offer(id: string, keyPackage: string): void {
    const shown = this.members.get(id);
    if (shown) this.members.set(id, { ...shown, keyPackage });
  }

  /** What somebody gave to be added with is not genuine: it is forgotten; who waits with it cannot be admitted, nor is their name believed. */
  unfit(id: string): void {
    const member = this.members.get(id);
    if (member) this.members.set(id, { ...member, keyPackage: null });
    const waiting = this.waiting.get(id);
    if (waiting) this.waiting.set(id, { ...waiting, keyPackage: null, proven: null });
  }

  find(id: string): Shown | null {
    return this.members.get(id) ?? this.waiting.get(id) ?? null;
  }

  cardOf(id: string): ShownCard {
    const shown = this.find(id);
    return shown ? (shown.proven?.hash ?? null) : 'unseen';
  }

  async #shown({ id, role, away, card }: Pick<Member, 'id' | 'role' | 'away' | 'card'>, given?: string): Promise<Shown> {
    const owner: CardOwner = { classId: this.#classId, id };
    const text = JSON.stringify([card.dh, card.verify, card.name, card.mac]);
    const known = this.#proofs.get(id);
    const proven = known?.card === text ? known.proven : await proveCard(card, this.#secret, owner);
    this.#proofs.set(id, { card: text, proven });
    const keyPackage = given ?? this.find(id)?.keyPackage ?? null;
    return { id, role, away, card, proven, keyPackage };
  }
}
