import type { Roster, Snapshot } from '#protocol/people.ts';
import type { Warning } from '../state/call.ts';
import { Admissions } from './admissions.ts';
import { Agenda } from './agenda.ts';
import { fromBase64url } from './bytes.ts';
import { cardHash, makeCard } from './card.ts';
import { Conversation } from './conversation.ts';
import { Delegations } from './delegations.ts';
import type { GroupOptions, GroupParts, Self } from './groupParts.ts';
import { KeyExchange } from './keyExchange.ts';
import { People } from './people.ts';
import { Post } from './post.ts';
import { importVerifyKey } from './primitives.ts';
import { Register } from './register.ts';
import { safetyCode } from './safetyCode.ts';
import { SerialQueue } from './serialQueue.ts';
import { Watch } from './watch.ts';

/** The parts of a group, and what follows from any change: admissions, keys, warnings, in this order. */
export class Circle implements Disposable {
  readonly parts: GroupParts;
  readonly watch: Watch;
  readonly admissions: Admissions;
  readonly exchange: KeyExchange;
  readonly post: Post;
  /** The numbers of the safety code; null before the first accepted roster. */
  code: readonly number[] | null = null;
  /** Keys were had before, and may have changed meanwhile: this is a reload, or the line was cut. */
  #returning: boolean;
  #inside = false;
  #disposed = false;

  private constructor(parts: GroupParts, watch: Watch) {
    this.parts = parts;
    this.watch = watch;
    const conversation = new Conversation();
    this.admissions = new Admissions(parts, (roster) => this.#published(roster));
    this.exchange = new KeyExchange(parts, conversation, new Delegations(parts, this.admissions));
    this.post = new Post(parts, this.exchange, conversation);
    this.#returning = parts.register.roster !== null;
  }

  static async create(options: GroupOptions): Promise<Circle> {
    const { classId, selfId, secret, hostPrivateKey } = options;
    const card = await makeCard(options.identity, options.name, secret, { classId, id: selfId });
    const self: Self = { id: selfId, card, hash: await cardHash(card) };
    const hostKey = await importVerifyKey(options.hostKey);
    const people = new People(classId, secret);
    const queue = new SerialQueue();
    const agenda = new Agenda(options, queue);
    const watch = new Watch(agenda, () => options.changed());
    const rules = { classId, self, hostKey, holdsHostKey: hostPrivateKey !== undefined };
    const register = new Register(rules, people, options.roster ?? null);
    const warn = (warning: Warning) => watch.warn(warning);
    return new Circle({ options, self, hostKey, people, register, queue, agenda, warn }, watch);
  }

  /** Takes the state on entering, or on coming back after a cut. */
  async enter(snapshot: Snapshot): Promise<void> {
    const { people, register, self } = this.parts;
    this.#inside = true;
    await people.replace(snapshot);
    if (!people.members.has(self.id)) await people.join({ id: self.id, card: self.card, role: 'student', away: false });
    this.admissions.lobbyOff = !snapshot.state.lobby;
    if (snapshot.roster) await this.take(snapshot.roster);
    if (snapshot.roster) this.admissions.sawAll();
    this.watch.begin();
    this.exchange.begin(register.roster?.version ?? 0);
    if (this.#returning) this.exchange.returned();
    this.#returning = true;
    if (!snapshot.roster && register.roster) this.admissions.signAgain();
  }

  async take(roster: Roster): Promise<void> {
    const { register, options, self, warn } = this.parts;
    const verdict = await register.take(roster);
    if (verdict === 'refused') return warn('roster');
    const cards = roster.members.map(({ card }) => card);
    this.code = await safetyCode(options.hostKey, roster.session, cards);
    // One's own signature brings a reloaded page its permission back.
    if (roster.signer === self.id && roster.delegation) {
      this.admissions.delegate(roster.session, fromBase64url(roster.delegation));
    }
    if (verdict === 'same') return;
    this.watch.heard();
    this.admissions.accepted(roster);
  }

  /** Does what was told, after what was told before, then all that follows from it. */
  deal(task: () => void | Promise<void>): Promise<void> {
    return this.parts.queue.run(async () => {
      if (this.#disposed) return;
      await task();
      if (this.#inside) await this.#follow();
    });
  }

  isAdmitted(id: string): boolean {
    const { people, register, self } = this.parts;
    return id === self.id ? register.admitsSelf : register.admits(people.members.get(id) ?? null);
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.parts.agenda[Symbol.dispose]();
  }

  async #follow(): Promise<void> {
    const { people, register, self, options } = this.parts;
    this.admissions.review();
    await this.exchange.review();
    this.watch.review(people, register, self.id);
    this.post.stir();
    options.changed();
  }

  /** The server took one's own roster; unless another host's was already taken on top of it. */
  async #published(roster: Roster): Promise<void> {
    const { session, version } = this.parts.register.roster ?? {};
    if (session !== roster.session || (version ?? 0) < roster.version) await this.take(roster);
    await this.#follow();
  }
}
