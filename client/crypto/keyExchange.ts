import type { RosterEntry } from '#protocol/people.ts';
import type { Conversation } from './conversation.ts';
import type { Delegations } from './delegations.ts';
import type { FrameTrouble } from './frameMessages.ts';
import { batchMs, type GroupParts } from './groupParts.ts';
import { type Admitted, Keyring } from './keyring.ts';

/** Between sending a fresh key and using it for frames, so that it is everywhere by then, in milliseconds. */
const switchMs = 300;
const resendMs = 2_000;
const firstAskMs = 2_000;
const longestAskMs = 60_000;
const keptBoxes = 3;
/** So many dropped frames in a second are no accident. */
const suspicious = 3;

/** Hands one's sender key to whom the register admits, takes theirs, and gives both to the frames. */
export class KeyExchange {
  readonly keyring: Keyring;
  readonly #parts: GroupParts;
  readonly #conversation: Conversation;
  readonly #delegations: Delegations;
  /** Boxes of people who are not admitted yet: the roster may be on its way. */
  readonly #early = new Map<string, string[]>();
  /** People whose frames do not open although their key is here: a newer one was missed. */
  readonly #stale = new Set<string>();
  /** The version of the first roster of this visit: a box made before could have been kept since an earlier one. */
  #floor: number | null = null;
  #rotate = false;
  #askMs = firstAskMs;
  #slot: number | null = null;

  constructor(parts: GroupParts, conversation: Conversation, delegations: Delegations) {
    this.#parts = parts;
    this.#conversation = conversation;
    this.#delegations = delegations;
    this.keyring = new Keyring(parts.options);
    parts.options.frames.listen((troubles) => void parts.queue.run(() => this.#judge(troubles)));
  }

  /** Everybody else who is admitted and shown. */
  admitted(): Admitted[] {
    const { people, register, self } = this.#parts;
    return Array.from(people.members.values()).flatMap((shown) =>
      shown.id !== self.id && register.admits(shown) ? [shown] : [],
    );
  }

  /** The visit begins at this version of the roster: boxes made before are refused. */
  begin(version: number): void {
    this.#floor ??= version;
  }

  /** To be called after any change of people or register. */
  async review(): Promise<void> {
    const { options, register, self, agenda } = this.#parts;
    const admitted = this.admitted();
    for (const id of this.keyring.keepPeers(admitted)) options.frames.removePeer(id);
    this.#takeSlot(register.entry(self.id), register.admitsSelf);
    for (const { id } of admitted) await this.#retry(id);
    if (this.keyring.own === null && register.admitsSelf) await this.#share();
    else if (this.#rotate || this.keyring.isDue(this.#wanted())) agenda.pace('share', batchMs, () => this.#share());
    await this.#delegations.give(admitted, this.keyring);
    this.#askIfMissing(admitted);
  }

  /** A fresh key for everybody who is still here: the class was locked. */
  rotate(): void {
    this.#rotate = true;
    this.#parts.agenda.pace('share', batchMs, () => this.#share());
  }

  /** Somebody lost the others' keys (a reload, a cut). They get one's key turned forward: nothing of before opens with it. */
  asked(from: Admitted): void {
    this.keyring.shareAgain([from.id]);
    this.#delegations.forget(from);
  }

  /** Hands the key out now to whom it is due, so that they can read what is sealed next. */
  async flush(): Promise<void> {
    if (this.#parts.register.admitsSelf && this.keyring.isDue(this.#wanted())) await this.#share();
  }

  async receive(from: string, box: string): Promise<void> {
    const { people, register, warn } = this.#parts;
    const shown = people.find(from);
    const session = register.roster?.session;
    if (!register.admits(shown) || session === undefined) return this.#keep(from, box);
    try {
      const opened = await this.keyring.receive(shown, session, this.#floor ?? 0, box);
      if (opened.kind === 'delegation') return await this.#delegations.take(opened.delegation);
      this.#conversation.meet(from, opened.said);
      this.#stale.delete(from);
      this.#parts.options.frames.setPeerKey(from, register.entry(from)?.slot ?? 0, opened.key);
      this.#askIfMissing(this.admitted());
    } catch {
      warn('key');
    }
  }

  forget(id: string): void {
    this.#early.delete(id);
    this.#stale.delete(id);
  }

  /** One was away: the others' keys may have changed meanwhile, and they may have forgotten one's own. */
  returned(): void {
    this.keyring.shareAgain(this.admitted().map(({ id }) => id));
    this.#ask();
  }

  #ask(): void {
    void this.#parts.options.askKeys().catch(() => undefined);
  }

  #wanted(): Admitted[] {
    return this.#parts.register.admitsSelf ? this.admitted() : [];
  }

  #takeSlot(entry: RosterEntry | null, admitted: boolean): void {
    const slot = admitted ? (entry?.slot ?? null) : null;
    if (slot === this.#slot) return;
    this.#slot = slot;
    this.#parts.options.frames.setOwnKey(slot ?? 0, slot === null ? null : this.keyring.own);
  }

  async #share(): Promise<void> {
    const { options, register, queue, agenda } = this.#parts;
    const { session, version } = register.roster ?? {};
    if (session === undefined || version === undefined) return;
    const first = this.keyring.own === null;
    const moment = { session, version, said: this.#conversation.said };
    const shared = await this.keyring.share(this.#wanted(), moment, this.#rotate);
    this.#rotate = false;
    if (!shared) return;
    if (shared.fresh && !first) agenda.plan('switch', switchMs, () => this.#useOwn());
    else if (!agenda.isPlanned('switch')) this.#useOwn();
    if (shared.boxes.length === 0) return;
    const sending = options.sendKeys(shared.boxes).catch(() => ({ ok: false }));
    void sending.then((answer) => queue.run(() => answer.ok || this.#resend(shared.boxes.map(({ to }) => to))));
  }

  #useOwn(): void {
    if (this.#slot !== null) this.#parts.options.frames.setOwnKey(this.#slot, this.keyring.own);
  }

  #resend(to: readonly string[]): void {
    this.keyring.shareAgain(to);
    this.#parts.agenda.plan('share', resendMs, () => this.#share());
  }

  #keep(from: string, box: string): void {
    this.#early.set(from, [...(this.#early.get(from) ?? []), box].slice(-keptBoxes));
  }

  async #retry(id: string): Promise<void> {
    const boxes = this.#early.get(id) ?? [];
    this.#early.delete(id);
    for (const box of boxes) await this.receive(id, box);
  }

  /** Asks for keys that do not come by themselves, less and less often. */
  #askIfMissing(admitted: readonly Admitted[]): void {
    const { agenda, register } = this.#parts;
    const missing =
      register.admitsSelf && admitted.some(({ id, away }) => !away && (!this.keyring.keyOf(id) || this.#stale.has(id)));
    if (!missing) {
      this.#askMs = firstAskMs;
      return agenda.cancel('ask');
    }
    if (agenda.isPlanned('ask')) return;
    agenda.plan('ask', this.#askMs, () => {
      this.#askMs = Math.min(2 * this.#askMs, longestAskMs);
      this.#ask();
      this.#askIfMissing(this.admitted());
    });
  }

  #judge(troubles: readonly FrameTrouble[]): void {
    for (const { id, faults } of troubles) {
      if (faults.old + faults.replayed + faults.foreign + faults.forged >= suspicious) this.#parts.warn('frame');
      if (faults.unknown >= suspicious && this.keyring.keyOf(id)) this.#stale.add(id);
    }
    this.#askIfMissing(this.admitted());
  }
}
