import type { RefusalCode } from '#protocol/codes.ts';
import type { HostWord } from '#protocol/group.ts';
import type { Role } from '#protocol/people.ts';
import type { KeyPackagePair } from '../../mls/leaf.ts';
import { Attempts } from './attempts.ts';
import { bringBack, foundGroup } from './founding.ts';
import { type NextChange, nextChange } from './nextChange.ts';
import { batchMs, type GroupParts, offline, type Outcome } from '../parts.ts';
import { prepareChange } from './preparing.ts';
import { Vouching } from './vouching.ts';
import { Wishes } from './wishes.ts';

/** How much later each next host acts on its own, so that they do not all commit the same. */
const staggerMs = 250;
const retryMs = 100;
/** How long somebody may be in the group without being shown: after the server's restart people come back one by one. In milliseconds. */
const returnMs = 60_000;

/** What a host's browser does: it decides who is in, and commits it. In a student's browser it does nothing. */
export class Steward {
  readonly #parts: GroupParts;
  /** Told after each commit of one's own that the server took, and when the group was founded. */
  readonly #moved: () => Promise<void>;
  readonly #pair: () => Promise<KeyPackagePair>;
  /** Keeps the group, and what is about to be sent, for a reload. Resolves once it is safe. */
  readonly #keep: () => Promise<void>;
  readonly wishes = new Wishes();
  readonly vouching: Vouching;
  /** What the server says of the lobby. It is off only if a host has signed that, too: then whoever has the link is admitted. */
  lobbyOff = false;
  #busy = false;
  #unanswered = false;
  readonly attempts = new Attempts();
  #waiters: ((done: boolean) => void)[] = [];

  constructor(parts: GroupParts, pair: () => Promise<KeyPackagePair>, keep: () => Promise<void>, moved: () => Promise<void>) {
    this.#parts = parts;
    this.#pair = pair;
    this.#keep = keep;
    this.#moved = moved;
    this.vouching = new Vouching(parts, () => this.#rank * staggerMs);
  }

  /** Whether one may change the group now. */
  get acts(): boolean {
    const { roster, options } = this.#parts;
    return roster.group !== null && (options.hostPrivateKey !== undefined || (roster.admitsSelf && roster.ownRole !== 'student'));
  }

  /** The last change that was tried had no answer: it is tried again when the connection is back. */
  get unanswered(): boolean {
    return this.#unanswered;
  }

  /** One's place among those who hold the class and are here: the first acts first. */
  get #rank(): number {
    const { people, roster, self } = this.#parts;
    const staff = (roster.staff?.staff ?? []).filter(({ id }) => id === self.id || people.members.get(id)?.away === false);
    const place = staff.findIndex(({ id }) => id === self.id);
    return place === -1 ? staff.length : place;
  }

  /** Admits people. Resolves to whether they are in, as far as the server has them. */
  admit(ids: readonly string[]): Promise<boolean> {
    const { people } = this.#parts;
    // Who is in the group and waits once more, after the server's restart, is let in by being added again.
    for (const id of ids) {
      if (people.waiting.has(id)) this.addAgain(id);
      else this.wishes.want(id, people.cardOf(id));
    }
    return this.#soon().then((done) => done && ids.every((id) => this.#parts.roster.group?.memberOf(id)));
  }

  /** Takes somebody out for good. */
  exclude(id: string): Promise<boolean> {
    this.wishes.exclude(id);
    return this.#soon();
  }

  /** Turns the lobby off or on. */
  setOpen(open: boolean): Promise<boolean> {
    this.wishes.open = open;
    return this.#soon();
  }

  setRole(id: string, role: Role): Promise<boolean> {
    this.wishes.roles.set(id, role);
    return this.#soon();
  }

  /** Somebody in the class asks to be added: taken out first if they are in the group. They come back as they were, or as a device of the host. */
  addAgain(id: string): void {
    const { roster, people } = this.#parts;
    const card = people.cardOf(id);
    const group = roster.group?.memberOf(id) && roster.group.id;
    if (group) this.wishes.stray(id, card, group, { since: roster.since(id), role: roster.roleOf(id) });
    else this.wishes.want(id, card);
  }

  /** Fresh keys: the class was locked, or somebody came back. */
  refresh(): void {
    if (this.acts) this.wishes.fresh = true;
    this.review();
  }

  /** Who is in the group and is not shown goes out of it: somebody whom nobody sees would hear everything. */
  #awaitShown(): void {
    const { roster, people, self, scheduler } = this.#parts;
    const members = (roster.group?.members ?? []).map(({ id }) => id);
    const absent = members.filter((id) => id !== self.id && !people.members.has(id));
    if (absent.length === 0 || scheduler.isPlanned('return')) return;
    scheduler.plan('return', returnMs, () => {
      // Who is first has been told of everybody; a co-host may have missed somebody's coming, and be told so by nothing.
      if (this.#rank > 0) return;
      for (const id of absent) if (!people.members.has(id)) this.wishes.saw(id, false);
      this.review();
    });
  }

  /** Commits soon when the group is not what it should be. To be called after any change. */
  review(): void {
    if (!this.acts) {
      this.vouching.stop();
      return this.#settle(false);
    }
    this.wishes.forgetDone(this.#parts.roster);
    this.#awaitShown();
    const { group } = this.#parts.roster;
    const change = this.#next();
    if (group && change && !this.attempts.isGivenUp(change, group)) this.#plan(this.#rank * staggerMs);
    else {
      this.#unanswered = false;
      this.#settle(change === null);
    }
    this.vouching.goOn();
  }

  /** See `foundGroup`. Resolves to whether the server took it. */
  async found(trusted: ReadonlySet<string>): Promise<boolean> {
    return this.#moves(await foundGroup(this.#parts, await this.#pair(), trusted));
  }

  /** See `bringBack`. */
  async bringBack(): Promise<boolean> {
    return this.#moves(await bringBack(this.#parts));
  }

  async #moves(done: boolean): Promise<boolean> {
    if (done) await this.#moved();
    return done;
  }

  #soon(): Promise<boolean> {
    if (!this.acts) return Promise.resolve(false);
    this.attempts.begin();
    this.#plan(0);
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  #plan(wait: number): void {
    this.#parts.scheduler.pace('commit', batchMs, () => this.#commit(), wait);
  }

  #settle(done: boolean): void {
    if (this.#busy) return;
    for (const resolve of this.#waiters.splice(0)) resolve(done);
  }

  async #commit(): Promise<void> {
    const { roster, options } = this.#parts;
    if (this.#busy || !this.acts || !roster.group) return;
    const change = this.#next();
    if (!change) return this.#settle(true);
    const prepared = await prepareChange(this.#parts, roster.group, change).catch(() => 'impossible' as const);
    if (prepared === 'impossible') return this.#refuse(change, 'internal');
    // Who could not be added is not wanted any more.
    if (prepared === null) return this.#moved();
    const word = await this.vouching.wordFor(prepared.next);
    const { commit, info, welcome } = prepared;
    const excluded = change.do === 'remove' ? [...change.excluded] : [];
    roster.pending = prepared;
    this.#busy = true;
    // A page that dies before the answer must know it: what it brings can be opened by all but its sender.
    // Where the browser's storage fails, the commit goes all the same.
    if (change.do === 'remove' || change.do === 'refresh') await this.#keep().catch(() => {});
    const input = { commit, info, ...(welcome && { welcome }), ...(word && { word }), ...(excluded.length > 0 && { excluded }) };
    const answer = options.ask.commit(input).catch(() => offline);
    // Not awaited here: the news that another host was first comes through the same queue.
    void answer.then((outcome) => this.#parts.queue.run(() => this.#answered(outcome, change, word)));
  }

  async #answered(outcome: Outcome, change: NextChange, word: HostWord | null): Promise<void> {
    const { roster, scheduler } = this.#parts;
    this.#busy = false;
    this.#unanswered = !outcome.ok && outcome.code === 'offline';
    // The server may have taken it: coming back will show.
    if (this.#unanswered) return this.#settle(false);
    roster.settle(outcome.ok);
    if (outcome.ok) {
      this.attempts.done();
      if (change.do === 'refresh' || change.do === 'remove') this.wishes.fresh = false;
      if (word) await roster.hear(word);
      this.vouching.stop();
      return this.#moved();
    }
    const again = this.attempts.next(change, outcome.code);
    if (again === 'never') return this.#refuse(change, outcome.code);
    if (again === 'at once') return this.#plan(0);
    scheduler.plan('commit', retryMs + this.#rank * staggerMs, () => this.#commit());
  }

  /** What was asked for is given up, and what goes on by itself is not tried again as long as nothing is different. */
  async #refuse(change: NextChange, code: RefusalCode): Promise<void> {
    const { group } = this.#parts.roster;
    if (group) this.attempts.giveUp(change, group, code);
    this.wishes.giveUp();
    this.#settle(false);
    await this.#moved();
  }

  #next(): NextChange | null {
    return nextChange(this.#parts, this.wishes, this.lobbyOff, this.attempts.most);
  }
}
