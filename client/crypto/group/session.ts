import type { RefusalCode } from '#protocol/codes.ts';
import type { GroupPackage, HostWord } from '#protocol/group.ts';
import type { Card, Member, Role } from '#protocol/people.ts';
import type { Snapshot, WaitingPerson } from '#protocol/snapshot.ts';
import type { Warning } from '../../state/call.ts';
import type { BoxFor, Scope } from '../messages/sealedMessage.ts';
import { safetyCode } from '../safety/safetyCode.ts';
import type { SealedKind } from '../messages/sealedKind.ts';
import { GroupCore } from './groupCore.ts';
import { type KnownPerson, type Writer, pairIn, personIn, strangersIn, writerIn } from './knownPeople.ts';
import type { GroupOptions } from './parts.ts';

type Change = {
  readonly id: string;
  readonly card?: Card | undefined;
  readonly role?: Role | undefined;
  readonly away?: boolean | undefined;
};

/**
 * The people of a class as one browser believes them, and the keys between them. It is told what the server says, in the order
 * in which the server says it, and believes only what a host signed. Each telling resolves once it has been dealt with.
 */
export class GroupSession implements Disposable {
  readonly #core: GroupCore;

  private constructor(core: GroupCore) {
    this.#core = core;
  }

  static async create(options: GroupOptions): Promise<GroupSession> {
    return new GroupSession(await GroupCore.create(options));
  }

  /** The card and the key package to enter the class with, and the state of the group that one still has. */
  introduction(): Promise<{ card: Card; keyPackage: string; at?: { group: string; epoch: number } }> {
    return this.#core.parts.queue.run(() => this.#core.introduction());
  }

  /** Takes the state on entering, or on coming back after a cut. `welcome`: to who is admitted. */
  enter(snapshot: Snapshot, welcome: string | null = null): Promise<void> {
    return this.#core.deal(() => this.#core.enter(snapshot, welcome));
  }

  /** The line is cut, until one enters again. */
  cut(): void {
    this.#core.parts.monitor.cut();
  }

  knocked(one: WaitingPerson): Promise<void> {
    return this.#core.deal(async () => {
      await this.#core.parts.people.knock(one);
      this.#core.steward.wishes.saw(one.id, true);
    });
  }

  lobbyLeft(id: string): Promise<void> {
    return this.#core.deal(() => {
      this.#core.parts.people.waiting.delete(id);
      this.#core.steward.wishes.forget(id);
    });
  }

  memberJoined(member: Member): Promise<void> {
    return this.#core.deal(async () => {
      await this.#core.parts.people.join(member);
      this.#core.steward.wishes.saw(member.id, true);
    });
  }

  memberChanged({ id, ...change }: Change): Promise<void> {
    return this.#core.deal(async () => {
      const known = this.#core.parts.people.members.get(id);
      if (!known) return;
      const { card = known.card, role = known.role, away = known.away } = change;
      await this.#core.parts.people.join({ id, card, role, away });
      // Whoever reloaded has forgotten which frames were seen: fresh keys end what could be played to them again.
      if (known.away && !away) this.#core.steward.refresh();
    });
  }

  memberLeft(id: string): Promise<void> {
    return this.#core.deal(() => {
      this.#core.parts.people.leave(id);
      this.#core.steward.wishes.saw(id, false);
    });
  }

  /** The group goes on. `joined`: whom it brings. */
  commit(commit: string, word: HostWord | null, joined: readonly Member[]): Promise<void> {
    return this.#core.deal(async () => {
      for (const member of joined) {
        await this.#core.parts.people.join(member);
        // Whoever left and came back is here, for whoever holds the class later.
        this.#core.steward.wishes.saw(member.id, true);
      }
      await this.#core.follower.commit(commit);
      if (word) await this.#core.follower.word(word);
    });
  }

  /** The way (back) into the group. */
  welcome(welcome: string, word: HostWord | null): Promise<void> {
    return this.#core.deal(() => this.#core.follower.welcome(welcome, word));
  }

  /** A host founded the group anew, or gave the server what it had forgotten. */
  founded(word: HostWord): Promise<void> {
    return this.#core.deal(() => this.#core.follower.founded(word));
  }

  word(word: HostWord): Promise<void> {
    return this.#core.deal(() => this.#core.follower.news(word));
  }

  /** Somebody in the class asks to be added (again). */
  stray(id: string, offer: Omit<GroupPackage, 'wants'>): Promise<void> {
    return this.#core.deal(() => this.#core.stray(id, offer));
  }

  /** What was asked for last is not refused: it is done when the connection is back. */
  get isLater(): boolean {
    return this.#core.steward.unanswered;
  }

  /** Why what was asked for last was not done; null when it was, or when somebody else changed the same. */
  get refusal(): RefusalCode | null {
    return this.#core.steward.attempts.refusal;
  }

  /** Admits people from the lobby, or people who are shown without admission. Resolves to whether they are in. */
  admit(ids: readonly string[]): Promise<boolean> {
    return this.#core.steward.admit(ids);
  }

  /** Takes somebody out of the group for good; `none` when they are not in it. */
  async exclude(id: string): Promise<boolean | 'none'> {
    if (!this.#core.parts.roster.group?.memberOf(id)) return 'none';
    return this.#core.steward.exclude(id);
  }

  setRole(id: string, role: 'cohost' | 'student'): Promise<boolean> {
    return this.#core.steward.setRole(id, role);
  }

  /** The server says that the lobby is off: newcomers are admitted at once if a host has signed that, see `setOpen`. */
  setAutoAdmit(on: boolean): Promise<void> {
    return this.#core.deal(() => void (this.#core.steward.lobbyOff = on));
  }

  /** Turns the lobby off: hosts' browsers admit whoever has the class link. Or on again. Resolves to whether the server took it. */
  setOpen(open: boolean): Promise<boolean> {
    return this.#core.steward.setOpen(open);
  }

  /** Fresh keys: the class was locked. */
  refresh(): Promise<void> {
    return this.#core.deal(() => this.#core.steward.refresh());
  }

  /** Seals something for everybody. Throws CryptoRefusal: `too-long`, or `unreadable` when one is not admitted. */
  sealAll<T>(value: T, kind: SealedKind<T>): Promise<string> {
    return this.#core.parts.queue.run(() => this.#core.messages.sealAll(value, kind));
  }

  /** Seals a message for each of these people; who is not admitted gets none. Throws CryptoRefusal `too-long`. */
  sealFor<T>(ids: readonly string[], scope: Exclude<Scope, 'all'>, value: T, kind: SealedKind<T>): Promise<BoxFor[]> {
    return this.#core.parts.queue.run(() => this.#core.messages.sealFor(ids, scope, value, kind));
  }

  /** Opens what somebody sealed. Null when there is nothing to show; what is not genuine is warned of. */
  open<T>(from: string, scope: Scope, box: string, kind: SealedKind<T>): Promise<T | null> {
    return this.#core.messages.open(from, scope, box, kind);
  }

  /**
   * Somebody in the class. `name` is empty when their card does not prove that they have the class link; `role` is what a
   * host signed, whatever the server says.
   */
  personOf(id: string): KnownPerson | null {
    return personIn(this.#core.parts, id);
  }

  /** People in the class who are not in the group, and have given what they can be added with: its person decides, as for who waits. */
  asking(): readonly { readonly id: string; readonly name: string | null }[] {
    return strangersIn(this.#core);
  }

  /** Somebody in the group, with the key that shows what they wrote; null of anybody else. */
  writerOf(id: string): Writer | null {
    return writerIn(this.#core.parts, id);
  }

  /** A key that one shares with somebody in the group, or with oneself, for one use; null with anybody else. */
  pairWith(id: string, use: string): Promise<CryptoKey | null> {
    return pairIn(this.#core.parts, id, use);
  }

  /** Something that a browser sent was refused; null: only the server can have done it. */
  warn(kind: 'slate' | 'slateFork', who: string | null): void {
    this.#core.parts.monitor.note(kind, who);
  }

  /** The name of somebody in the lobby; null when their card does not prove that they have the class link. */
  waitingName(id: string): string | null {
    return this.#core.parts.people.waiting.get(id)?.proven?.name ?? null;
  }

  /** `confirmedAt`: when the host vouched for the group last, by the host's clock; null before. */
  shield(): { readonly encrypted: boolean; readonly warnings: readonly Warning[]; readonly confirmedAt: number | null } {
    const { options, monitor, roster } = this.#core.parts;
    return { encrypted: options.encrypted, warnings: monitor.warnings, confirmedAt: roster.word?.at ?? null };
  }

  /** The numbers of the words to compare, and for how many people they stand; null before one is in. See `safetyCode.ts`. */
  async code(): Promise<{ readonly indexes: readonly number[]; readonly people: number } | null> {
    const { roster, options } = this.#core.parts;
    const { group } = roster;
    if (!group || !roster.admitsSelf) return null;
    const people = group.members.length;
    return { indexes: await safetyCode(options.classId, group.authenticator, people), people };
  }

  /** How far the group is, for tests and measurements: it says nothing secret. */
  get state(): { readonly group: string; readonly epoch: number; readonly members: readonly string[] } | null {
    const { group } = this.#core.parts.roster;
    return group && { group: group.id, epoch: group.epoch, members: group.members.map(({ id }) => id) };
  }

  /** Resolves when everything that was told so far has been dealt with. */
  idle(): Promise<void> {
    return this.#core.parts.queue.idle();
  }

  [Symbol.dispose](): void {
    this.#core[Symbol.dispose]();
  }
}
