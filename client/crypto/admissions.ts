import type { Role, Roster, RosterEntry } from '#protocol/people.ts';
import { type Bytes, toBase64url } from './bytes.ts';
import { Comings } from './comings.ts';
import { batchMs, type GroupParts, type Outcome } from './groupParts.ts';
import { nextRoster, sameEntries } from './nextRoster.ts';
import { randomBytes } from './primitives.ts';
import { signRoster } from './roster.ts';
import { type Delegation, rankOf, signerOf } from './signer.ts';

/** Hosts sign again at least this often while nothing happens, so that a withheld roster is noticed. */
const heartbeatMs = { host: 18_000, cohost: 30_000 } as const;
/** How much later each next host acts on its own, so that they do not all publish the same. */
const staggerMs = 250;
const retryMs = 100;
/** How long people of the register may take to come back after the server's restart, in milliseconds. */
const returnMs = 60_000;
const mostTries = 12;

/** What a host's browser does: it decides who is in, signs it and publishes it. In a student's browser it does nothing. */
export class Admissions {
  readonly #parts: GroupParts;
  readonly #published: (roster: Roster) => Promise<void>;
  readonly #comings = new Comings();
  readonly #roles = new Map<string, Role>();
  /** Permission of the host key, when one is co-host. */
  #delegation: Delegation | null = null;
  /** What the server says of the lobby. It is off only if a host has signed that, too: then whoever has the link is admitted. */
  lobbyOff = false;
  /** A wish to turn the lobby off or on, not signed yet. */
  #wish: boolean | null = null;
  #publishing = false;
  #heartbeat = false;
  #tries = 0;
  #waiters: ((published: boolean) => void)[] = [];

  /** `published` is told of each roster that the server took. */
  constructor(parts: GroupParts, published: (roster: Roster) => Promise<void>) {
    this.#parts = parts;
    this.#published = published;
  }

  /** Resolves to whether it was published. */
  admit(ids: readonly string[]): Promise<boolean> {
    for (const id of ids) this.#comings.want(id);
    return this.#soon();
  }

  /** Takes somebody out for good. */
  drop(id: string): Promise<boolean> {
    this.#comings.drop(id);
    return this.#soon();
  }

  /** Turns the lobby off or on. */
  setOpen(open: boolean): Promise<boolean> {
    this.#wish = open;
    return this.#soon();
  }

  setRole(id: string, role: Role): Promise<boolean> {
    this.#roles.set(id, role);
    return this.#soon();
  }

  /** A host's permission to sign in this session. */
  delegate(session: string, bytes: Bytes): void {
    this.#delegation = { session, bytes };
    this.review();
  }

  /** The server says that somebody is (no longer) here. */
  saw(id: string, here: boolean): void {
    this.#comings.saw(id, here);
  }

  /** Everybody who is here is known: who is in the register and not here has left. */
  sawAll(): void {
    const { people, register } = this.#parts;
    for (const { id } of register.roster?.members ?? []) this.saw(id, people.find(id) !== null);
  }

  /** Signs the register as it is: the server has forgotten it, and its people come back one by one. */
  signAgain(): void {
    const { register, people, agenda } = this.#parts;
    const absent = (register.roster?.members ?? []).filter(({ id }) => !people.find(id));
    this.#comings.awaitReturn(absent.map(({ id }) => id));
    agenda.plan('return', returnMs, () => {
      this.#comings.endReturn();
      this.#heartbeat = true;
      return this.#publish();
    });
    this.#heartbeat = true;
    this.#publishSoon();
  }

  /** Publishes soon when the register is not what it should be. */
  review(): void {
    if (!signerOf(this.#parts, this.#delegation)) return;
    const { agenda, register } = this.#parts;
    if (!register.roster || this.#differs(this.#next())) this.#publishSoon();
    if (!agenda.isPlanned('heartbeat')) this.#planHeartbeat();
  }

  /** A roster was accepted, of one's own or another host. */
  accepted(roster: Roster): void {
    const { register, agenda } = this.#parts;
    this.#comings.fulfil((id) => register.admits(this.#parts.people.find(id)));
    if (this.#wish === this.#signedOpen) this.#wish = null;
    for (const [id, role] of this.#roles) if (register.entry(id)?.role === role) this.#roles.delete(id);
    const signer = signerOf(this.#parts, this.#delegation);
    if (!signer) return agenda.cancel('heartbeat');
    // Only the host key proves itself to everybody, so that its holders keep their own rhythm.
    if (signer.role === 'host' && roster.delegation !== undefined) return;
    this.#heartbeat = false;
    agenda.cancel('heartbeat');
    this.#planHeartbeat();
  }

  #planHeartbeat(): void {
    const signer = signerOf(this.#parts, this.#delegation);
    if (!signer) return;
    this.#parts.agenda.plan('heartbeat', heartbeatMs[signer.role] + rankOf(this.#parts) * staggerMs, () => {
      this.#heartbeat = true;
      return this.#publish();
    });
  }

  #soon(): Promise<boolean> {
    if (!signerOf(this.#parts, this.#delegation)) return Promise.resolve(false);
    this.#tries = 0;
    this.#parts.agenda.pace('publish', batchMs, () => this.#publish());
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  /** Whom no host asked for is left to the host of the lowest rank, first. */
  #publishSoon(): void {
    const wait = rankOf(this.#parts) * staggerMs;
    this.#parts.agenda.pace('publish', batchMs, () => this.#publish(), wait);
  }

  #settle(published: boolean): void {
    for (const resolve of this.#waiters.splice(0)) resolve(published);
  }

  /** The list as it should be. */
  #next(): RosterEntry[] {
    const { people, register, self, options } = this.#parts;
    return nextRoster({
      before: register.roster?.members ?? [],
      self,
      selfRole: options.hostPrivateKey ? 'host' : (register.entry(self.id)?.role ?? 'student'),
      shown: [...people.waiting.values(), ...people.members.values()],
      stays: (entry) => this.#stays(entry),
      comes: (id) => this.#comings.isWanted(id) || (this.#admitsAll && !this.#comings.isOut(id)),
      roles: this.#roles,
    });
  }

  #stays({ id, card }: RosterEntry): boolean {
    const shown = this.#parts.people.find(id);
    if (this.#comings.isOut(id)) return false;
    // Who is not shown at all has left unseen; in between two news they may be nowhere for a moment.
    if (!shown) return this.#comings.isReturning(id) || !this.#heartbeat;
    return shown.proven?.hash === card;
  }

  get #signedOpen(): boolean {
    const { register, options } = this.#parts;
    return (register.roster ? register.roster.open : options.open) ?? false;
  }

  get #open(): boolean {
    return this.#wish ?? this.#signedOpen;
  }

  get #admitsAll(): boolean {
    return this.lobbyOff && this.#open;
  }

  #differs(next: readonly RosterEntry[]): boolean {
    if (this.#wish !== null && this.#wish !== this.#signedOpen) return true;
    return !sameEntries(next, this.#parts.register.roster?.members ?? []);
  }

  async #publish(): Promise<void> {
    const { options, register, self, queue } = this.#parts;
    const signer = signerOf(this.#parts, this.#delegation);
    if (this.#publishing) return;
    const members = this.#next();
    if (!signer || (register.roster && !this.#heartbeat && !this.#differs(members))) return this.#settle(signer !== null);
    const { session = toBase64url(randomBytes(16)), version = 0 } = register.roster ?? {};
    const { role: _, key, ...delegation } = signer;
    const roster = await signRoster(key, options.classId, {
      session,
      version: version + 1,
      members,
      signer: self.id,
      ...(this.#open && { open: true }),
      ...delegation,
    });
    this.#publishing = true;
    const answer = options.publish(roster).catch((): Outcome => ({ ok: false, code: 'offline' }));
    // Not awaited here: the news that another host was first come through the same queue.
    void answer.then((outcome) => queue.run(() => this.#answered(roster, outcome)));
  }

  async #answered(roster: Roster, outcome: Outcome): Promise<void> {
    this.#publishing = false;
    if (outcome.ok) {
      this.#tries = 0;
      await this.#published(roster);
      // What was asked for while this roster was under way is published next.
      return this.#differs(this.#next()) ? undefined : this.#settle(true);
    }
    if (outcome.code === 'conflict' && this.#tries++ < mostTries) {
      const wait = retryMs + rankOf(this.#parts) * staggerMs;
      return this.#parts.agenda.plan('publish', wait, () => this.#publish());
    }
    this.#comings.fulfil();
    this.#roles.clear();
    this.#wish = null;
    this.#planHeartbeat();
    this.#settle(false);
  }
}
