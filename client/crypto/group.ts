import type { Card, Member, Role, Roster, Snapshot } from '#protocol/people.ts';
import type { Warning } from '../state/call.ts';
import { Circle } from './circle.ts';
import type { Scope } from './content.ts';
import type { Content, ContentKind } from './contentShapes.ts';
import type { BoxFor, GroupOptions } from './groupParts.ts';

/**
 * The people of a class as one browser believes them, and the keys between them. It is told what the server says, in the order
 * in which the server says it, and believes only what a host signed. Each telling resolves once it has been dealt with.
 */
export class Group implements Disposable {
  readonly #circle: Circle;

  private constructor(circle: Circle) {
    this.#circle = circle;
  }

  static async create(options: GroupOptions): Promise<Group> {
    return new Group(await Circle.create(options));
  }

  /** The card to enter the class with. */
  get card(): Card {
    return this.#circle.parts.self.card;
  }

  /** Takes the state on entering, or on coming back after a cut. */
  enter(snapshot: Snapshot): Promise<void> {
    return this.#circle.deal(() => this.#circle.enter(snapshot));
  }

  knocked(id: string, card: Card): Promise<void> {
    return this.#circle.deal(async () => {
      await this.#circle.parts.people.knock(id, card);
      this.#circle.admissions.saw(id, true);
    });
  }

  lobbyLeft(id: string): Promise<void> {
    return this.#circle.deal(() => void this.#circle.parts.people.waiting.delete(id));
  }

  memberJoined(member: Member): Promise<void> {
    return this.#circle.deal(async () => {
      await this.#circle.parts.people.join(member);
      this.#circle.admissions.saw(member.id, true);
    });
  }

  memberChanged({
    id,
    ...change
  }: {
    id: string;
    card?: Card | undefined;
    role?: Role | undefined;
    away?: boolean | undefined;
  }): Promise<void> {
    return this.#circle.deal(async () => {
      const known = this.#circle.parts.people.members.get(id);
      if (!known) return;
      const { card = known.card, role = known.role, away = known.away } = change;
      await this.#circle.parts.people.join({ id, card, role, away });
    });
  }

  memberLeft(id: string): Promise<void> {
    return this.#circle.deal(() => {
      this.#circle.parts.people.leave(id);
      this.#circle.admissions.saw(id, false);
      this.#circle.exchange.forget(id);
    });
  }

  roster(roster: Roster): Promise<void> {
    return this.#circle.deal(() => this.#circle.take(roster));
  }

  keys(from: string, box: string): Promise<void> {
    return this.#circle.parts.queue.run(async () => {
      await this.#circle.exchange.receive(from, box);
      this.#circle.post.stir();
    });
  }

  keysAsked(from: string): Promise<void> {
    return this.#circle.deal(() => {
      const one = this.#circle.parts.people.find(from);
      if (this.#circle.parts.register.admits(one)) this.#circle.exchange.asked(one);
    });
  }

  /** Admits people from the lobby, or people who are shown without admission. Resolves to whether the server took it. */
  admit(ids: readonly string[]): Promise<boolean> {
    return this.#circle.admissions.admit(ids);
  }

  /** Takes somebody out of the register. */
  drop(id: string): Promise<boolean> {
    return this.#circle.admissions.drop(id);
  }

  setRole(id: string, role: 'cohost' | 'student'): Promise<boolean> {
    return this.#circle.admissions.setRole(id, role);
  }

  /** The server says that the lobby is off: newcomers are admitted at once if a host has signed that, see `setOpen`. */
  setAutoAdmit(on: boolean): Promise<void> {
    return this.#circle.deal(() => void (this.#circle.admissions.lobbyOff = on));
  }

  /** Turns the lobby off: hosts' browsers admit whoever has the class link. Or on again. Resolves to whether the server took it. */
  setOpen(open: boolean): Promise<boolean> {
    return this.#circle.admissions.setOpen(open);
  }

  /** A fresh key: the class was locked. */
  rotate(): void {
    this.#circle.exchange.rotate();
  }

  /** Seals something for everybody. Throws CryptoRefusal: `too-long`, or `unreadable` when one is not admitted. */
  sealAll<K extends ContentKind>(value: Content<K>, kind: K): Promise<string> {
    return this.#circle.parts.queue.run(() => this.#circle.post.sealAll(value, kind));
  }

  /** Seals a message for each of these people; who is not admitted gets none. Throws CryptoRefusal `too-long`. */
  sealFor(ids: readonly string[], scope: Exclude<Scope, 'all'>, value: Content<'chat'>): Promise<BoxFor[]> {
    return this.#circle.parts.queue.run(() => this.#circle.post.sealFor(ids, scope, value));
  }

  /** Opens what somebody sealed. Null when there is nothing to show; what is not genuine is warned of. */
  open<K extends ContentKind>(from: string, scope: Scope, box: string, kind: K): Promise<Content<K> | null> {
    return this.#circle.post.open(from, scope, box, kind);
  }

  /**
   * Somebody in the class. `name` is empty when their card does not prove that they have the class link; `role` is what a
   * host signed, whatever the server says.
   */
  personOf(id: string): { readonly name: string; readonly admitted: boolean; readonly role: Role } | null {
    const { people, self, options, register } = this.#circle.parts;
    const name = id === self.id ? options.name : people.members.get(id)?.proven?.name;
    if (name === undefined && !people.members.has(id)) return null;
    const admitted = this.#circle.isAdmitted(id);
    return { name: name ?? '', admitted, role: (admitted && register.entry(id)?.role) || 'student' };
  }

  /** The name of somebody in the lobby; null when their card does not prove that they have the class link. */
  waitingName(id: string): string | null {
    return this.#circle.parts.people.waiting.get(id)?.proven?.name ?? null;
  }

  /** The last roster that this browser believes. */
  acceptedRoster(): Roster | null {
    return this.#circle.parts.register.roster;
  }

  /** `codeIndexes`: see `safetyCode.ts`; null before the first accepted roster. */
  shield(): {
    readonly encrypted: boolean;
    readonly codeIndexes: readonly number[] | null;
    readonly warnings: readonly Warning[];
  } {
    return {
      encrypted: this.#circle.parts.options.encrypted,
      codeIndexes: this.#circle.code,
      warnings: this.#circle.watch.warnings,
    };
  }

  /** Resolves when everything that was told so far has been dealt with. */
  idle(): Promise<void> {
    return this.#circle.parts.queue.idle();
  }

  dispose(): void {
    this[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    this.#circle[Symbol.dispose]();
  }
}
