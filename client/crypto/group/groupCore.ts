import type { GroupPackage } from '#protocol/group.ts';
import type { Card } from '#protocol/people.ts';
import type { Snapshot } from '#protocol/snapshot.ts';
import { Scheduler } from '../base/scheduler.ts';
import { cardHash, makeCard } from '../credentials/card.ts';
import { toBase64url } from '../base/bytes.ts';
import { MlsGroup } from '../mls/group.ts';
import { People } from '../credentials/people.ts';
import { hkdf, importVerifyKey } from '../base/primitives.ts';
import { SerialQueue } from '../base/serialQueue.ts';
import { Follower } from './follower.ts';
import { isVouched } from './hostWord.ts';
import { KeyPackages } from './keyPackages.ts';
import { TrustedRoster } from './trustedRoster.ts';
import { MessageCipher } from './messageCipher.ts';
import type { GroupOptions, GroupParts, Self } from './parts.ts';
import { readSaved, type Saved, writeSaved } from './saved.ts';
import { Steward } from './changes/steward.ts';
import { TrustMonitor } from './trustMonitor.ts';

/** What was opened may be saved a little later than it was shown; what was sealed may not. In milliseconds. */
const saveMs = 500;
/** How long a reloaded page waits for fresh keys. Without a host there are none. In milliseconds. */
const reloadMs = 1_500;

/** The parts of a group session, and what follows from any change: commits, keys, warnings, in this order. */
export class GroupCore implements Disposable {
  readonly parts: GroupParts;
  readonly steward: Steward;
  readonly follower: Follower;
  readonly messages: MessageCipher;
  readonly #packages: KeyPackages;
  #inside = false;
  #disposed = false;
  /**
   * The page was reloaded and does not know which frames of this epoch were seen: it opens those of the next one, which a host's
   * browser makes at once, so that nothing can be played to it again.
   */
  #waits: number | null;
  /** The group and epoch whose keys the frames have. */
  #keyed: string | null = null;

  private constructor(parts: GroupParts, saved: Saved | null) {
    this.parts = parts;
    this.#waits = parts.roster.group?.epoch ?? null;
    this.#packages = new KeyPackages(parts.self, parts.options.identity);
    this.steward = new Steward(
      parts,
      () => this.#packages.make(),
      () => this.#save(),
      () => this.#follow(),
    );
    this.follower = new Follower(parts, this.#packages, this.steward, () => this.#follow());
    const keep = { now: () => this.#save(), soon: () => this.#saveSoon() };
    this.messages = new MessageCipher(parts, keep, saved);
    parts.options.frames.listen((troubles) => parts.monitor.judge(troubles, parts.roster.ownRole !== 'student'));
  }

  static async create(options: GroupOptions): Promise<GroupCore> {
    const { classId, selfId, secret, identity } = options;
    const card = await makeCard(identity, options.name, secret, { classId, id: selfId });
    const self: Self = { id: selfId, card, hash: await cardHash(card), key: toBase64url(identity.publicKey) };
    const hostKey = await importVerifyKey(options.hostKey);
    const link = await hkdf(secret, 'group', 32);
    const queue = new SerialQueue();
    const scheduler = new Scheduler(options, queue);
    const parts: GroupParts = {
      options,
      self,
      hostKey,
      link,
      people: new People(classId, secret),
      roster: new TrustedRoster({ classId, self, hostKey, link, now: () => options.now() }),
      monitor: new TrustMonitor(scheduler, () => options.changed()),
      queue,
      scheduler,
    };
    const saved = readSaved(options.saved ?? null);
    const group = saved && (await MlsGroup.restore(saved.group, link).catch(() => null));
    if (group?.own?.id === selfId && group.own.card === self.hash) {
      parts.roster.enter(group);
      if (saved?.word) parts.roster.believe(saved.word);
      const next = saved?.pending && (await MlsGroup.restore(saved.pending.next, link).catch(() => null));
      if (saved?.pending && next) parts.roster.pending = { commit: saved.pending.commit, next };
    }
    return new GroupCore(parts, group ? saved : null);
  }

  async introduction(): Promise<{ card: Card; keyPackage: string; at?: { group: string; epoch: number } }> {
    const { self, roster } = this.parts;
    const { group } = roster;
    const keyPackage = await this.#packages.offer();
    return { card: self.card, keyPackage, ...(group && group.epoch > 0 && { at: { group: group.id, epoch: group.epoch } }) };
  }

  /** Takes the state on entering, or on coming back after a cut. */
  async enter(snapshot: Snapshot, welcome: string | null): Promise<void> {
    const { people, roster, self, monitor, scheduler } = this.parts;
    this.#inside = true;
    await people.replace(snapshot);
    if (!people.members.has(self.id)) await people.join({ id: self.id, card: self.card, role: 'student', away: false });
    this.steward.lobbyOff = !snapshot.state.lobby;
    monitor.begin();
    if (this.#waits !== null) scheduler.plan('reload', reloadMs, () => this.#waited());
    await this.#enterGroup(snapshot, welcome);
    if (!snapshot.group) return;
    for (const { id } of roster.group?.members ?? []) this.steward.wishes.saw(id, people.find(id) !== null);
  }

  async #enterGroup({ group: view }: Snapshot, welcome: string | null): Promise<void> {
    const { roster, options } = this.parts;
    const isHost = options.hostPrivateKey !== undefined;
    if (!view) {
      if (isHost && roster.group) await this.steward.bringBack();
      else if (isHost) await this.steward.found(new Set());
      return;
    }
    if (welcome !== null) return this.follower.welcome(welcome, view.word);
    if (roster.group?.id === view.id && view.commits) {
      await this.follower.catchUp(view.commits);
      roster.settle(false);
      if (view.word) await this.follower.word(view.word);
      const here = roster.group;
      if (here?.id === view.id && here.epoch === view.epoch) {
        // Whoever reloaded has forgotten which frames were seen: fresh keys end what could be played to them again.
        if (isHost) this.steward.refresh();
        return;
      }
    }
    const own = roster.group;
    if (own?.id === view.id && own.epoch > view.epoch) {
      // After a restart another device of the host brought back an older state: this one brings back its own.
      if (roster.ownRole === 'host' && (await this.steward.bringBack())) return;
      return this.follower.askIn();
    }
    // The newest group is another one, or too far ahead.
    if (view.word) await this.follower.founded(view.word);
    else await this.follower.askIn();
  }

  /** Somebody in the class cannot follow: who was in comes back by itself, and so does a device of the host; others are decided on. */
  async stray(id: string, { keyPackage, voucher }: Omit<GroupPackage, 'wants'>): Promise<void> {
    const { people, roster, hostKey, options } = this.parts;
    people.offer(id, keyPackage);
    const isDevice =
      voucher !== undefined && (await isVouched(hostKey, options.classId, id, keyPackage, voucher).catch(() => false));
    if (isDevice || roster.memberFor(people.find(id))) this.steward.addAgain(id);
  }

  /** Does what was told, after what was told before, then all that follows from it. */
  deal(task: () => void | Promise<void>): Promise<void> {
    return this.parts.queue.run(async () => {
      if (this.#disposed) return;
      await task();
      if (this.#inside) await this.#follow();
    });
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.parts.scheduler[Symbol.dispose]();
  }

  async #follow(): Promise<void> {
    const { people, roster, self, options, monitor } = this.parts;
    await this.#giveKeys();
    this.steward.review();
    monitor.review(people, roster, self.id);
    this.messages.stir();
    options.changed();
  }

  /** The frames get the keys of each new epoch, once it is vouched for. */
  async #giveKeys(): Promise<void> {
    const { roster, options } = this.parts;
    const { group } = roster;
    if (this.#waits !== null && group?.epoch !== this.#waits) this.#waits = null;
    const epoch = group && roster.admitsSelf && this.#waits === null ? `${group.id}/${group.epoch}` : null;
    if (epoch === this.#keyed) return;
    this.#keyed = epoch;
    if (!group || epoch === null) return options.frames.setEpoch(null);
    const leaves = new Map(group.members.map(({ id, leaf }) => [id, leaf]));
    options.frames.setEpoch({ epoch: group.epoch, base: await group.mediaKey(), leaf: group.own?.leaf ?? 0, leaves });
    for (const { id } of group.members) if (roster.since(id) === group.epoch) this.messages.forget(id);
    this.steward.vouching.soon();
    // Where the browser's storage fails, a reload asks to be added again.
    void this.#save().catch(() => {});
  }

  #waited(): Promise<void> {
    this.#waits = null;
    return this.#follow();
  }

  /** Keeps the group for a reload. */
  async #save(): Promise<void> {
    const { roster, options } = this.parts;
    const { group, word, pending } = roster;
    const about = pending && { commit: pending.commit, next: pending.next.save() };
    await options.keep(group && writeSaved({ group: group.save(), word, pending: about, ...this.messages.counts }));
  }

  #saveSoon(): void {
    this.parts.scheduler.plan('save', saveMs, () => this.#save().catch(() => {}));
  }
}
