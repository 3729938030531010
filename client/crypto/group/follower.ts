import type { HostWord } from '#protocol/group.ts';
import { signVoucher } from './hostWord.ts';
import type { KeyPackages } from './keyPackages.ts';
import type { Taken } from './trustedRoster.ts';
import type { GroupParts } from './parts.ts';
import type { Steward } from './changes/steward.ts';

/** How long a gap may last before one asks to be added anew, in milliseconds. */
const gapMs = 1_500;
/** How long one waits to be brought over before one asks to be added anew. */
const lostMs = 800;
/** How long a host's device waits to be added by another one before it founds the group anew. */
const deviceMs = 2_500;
/** Asking again, if nobody answered. */
const againMs = 10_000;
/** A word of before one came counts if it is this recent by the clock: the host may be cut off while a co-host holds the class. */
const recentMs = 15 * 60_000;
/** How long a word for one's own epoch is waited for before an earlier one is good enough. */
const wordMs = 3_000;
/** Once one is in, a fresh key package is made when the entrance is over, in milliseconds. */
const offerMs = 1_000;
/** How long a host may not have vouched for an epoch, while it vouches for the one before. */
const asideMs = 5_000;
const mostAhead = 64;

/** Follows the group as the others change it, and comes back into it when it cannot. */
export class Follower {
  readonly #parts: GroupParts;
  readonly #packages: KeyPackages;
  readonly #steward: Steward;
  /** To be called after what happens by the clock. */
  readonly #moved: () => Promise<void>;
  /** Commits of epochs that are not here yet. */
  #ahead: string[] = [];
  /** A word for an epoch that is not here yet. */
  #later: HostWord | null = null;

  constructor(parts: GroupParts, packages: KeyPackages, steward: Steward, moved: () => Promise<void>) {
    this.#parts = parts;
    this.#packages = packages;
    this.#steward = steward;
    this.#moved = moved;
  }

  async commit(commit: string): Promise<void> {
    const { roster } = this.#parts;
    const taken = await roster.take(commit);
    await this.#after(taken, commit);
    if (taken.what !== 'taken') return;
    const ahead = this.#ahead.splice(0);
    for (const next of ahead) await this.#after(await roster.take(next), next);
  }

  /** All that was missed while one was away. */
  async catchUp(commits: readonly string[]): Promise<void> {
    for (const commit of commits) await this.#after(await this.#parts.roster.take(commit), commit);
  }

  async #after(taken: Taken, commit: string): Promise<void> {
    const { roster, monitor, scheduler, self } = this.#parts;
    switch (taken.what) {
      case 'taken':
        // Any change of the group brings fresh keys.
        this.#steward.wishes.fresh = false;
        if (this.#later) await this.word(this.#later);
        return this.#ahead.length === 0 ? scheduler.cancel('gap') : undefined;
      case 'past':
        return;
      case 'ahead':
        this.#ahead = [...this.#ahead, commit].slice(-mostAhead);
        return scheduler.plan('gap', gapMs, () => this.#gap());
      case 'gone':
        roster.leave();
        // Whoever is out for good is told so by the server as well; who is here all the same asks.
        return scheduler.plan('in', againMs, () => this.askIn());
      case 'refused':
      case 'broken':
        // One's own, which one had forgotten when the page died, is nobody's fault.
        if (taken.by !== self.id) monitor.note('group', taken.by);
        return this.#lost(taken.by);
    }
  }

  /** Commits did not come in a row: the server forgot one, or keeps it. */
  async #gap(): Promise<void> {
    if (this.#ahead.length > 0) await this.#lost(null);
    await this.#moved();
  }

  /** A host vouches for an epoch that has not come here. */
  async #behind(): Promise<void> {
    const { roster } = this.#parts;
    if ((roster.group?.epoch ?? Infinity) < (this.#later?.epoch ?? 0)) await this.#lost(null);
    await this.#moved();
  }

  /** The host goes on, and has not vouched for this epoch. */
  async #aside(): Promise<void> {
    const { roster } = this.#parts;
    if ((roster.word?.epoch ?? Infinity) < (roster.group?.epoch ?? 0)) await this.askIn();
  }

  /** One cannot go on in this group. A host founds it anew with everybody but who broke it; others ask to be added anew. */
  async #lost(by: string | null): Promise<void> {
    const { roster, options, self, scheduler } = this.#parts;
    this.#ahead = [];
    const trusted = new Set((roster.group?.members ?? []).map(({ id }) => id).filter((id) => id !== by && id !== self.id));
    if (options.hostPrivateKey && roster.ownRole === 'host' && (await this.#steward.found(trusted))) return;
    // A host founds it anew at once, and brings everybody over.
    scheduler.plan('lost', lostMs, () => this.askIn());
  }

  async welcome(welcome: string, word: HostWord | null): Promise<void> {
    const { roster, monitor, scheduler, options } = this.#parts;
    // Who holds the host key is vouched for by another device of the host, alive now: a co-host could welcome it to a former lesson.
    const vouched = options.hostPrivateKey ? word : 'any';
    const used = await roster.join(welcome, this.#packages.pairs, vouched);
    if (!used) {
      monitor.note('group');
      return scheduler.plan('lost', lostMs, () => this.askIn());
    }
    this.#ahead = [];
    for (const task of ['gap', 'behind', 'lost', 'in', 'device']) scheduler.cancel(task);
    if (word) await this.word(word);
    const later = this.#later;
    if (later) await this.word(later);
    // The next time, somebody adds one with another; until that is there, with the same.
    scheduler.plan('offer', offerMs, async () => {
      await this.#offer(false);
      this.#packages.spend(used);
    });
  }

  /** The host says this now. An honest server passes on only what is said of the newest epoch: see `giveWord`. */
  async news(word: HostWord): Promise<void> {
    const { roster, scheduler } = this.#parts;
    await this.word(word);
    const before = roster.word === word && word.epoch < (roster.group?.epoch ?? 0);
    if (before) scheduler.plan('aside', asideMs, () => this.#aside());
  }

  async word(word: HostWord): Promise<void> {
    const { roster, monitor, scheduler, options } = this.#parts;
    const verdict = await roster.hear(word);
    if (verdict === 'taken') {
      this.#later = null;
      scheduler.cancel('word wait');
      // Of an epoch before, it says nothing of this one.
      return word.epoch === roster.group?.epoch ? monitor.heard(word) : undefined;
    }
    if (verdict === 'later' || verdict === 'other') this.#later = word;
    if (verdict === 'later') scheduler.plan('behind', gapMs, () => this.#behind());
    // A host has founded another group since, and one was not told. A word of a former lesson is older.
    if (verdict === 'other' && roster.word && word.at > roster.word.at) scheduler.plan('lost', lostMs, () => this.askIn());
    if (verdict === 'fork') scheduler.plan('lost', lostMs, () => this.askIn());
    if (verdict === 'fork' || verdict === 'bad') return monitor.note('fork');
    if (verdict === 'earlier' && roster.word === null && Math.abs(options.wall() - word.at) < recentMs) {
      scheduler.plan('word wait', wordMs, () => {
        if (!roster.believe(word)) return;
        // It is told from when it is, until there is a newer one.
        monitor.note('silent');
        return this.#moved();
      });
    }
  }

  /** A host says which group it is now. Whoever is not in it asks to be added. */
  async founded(word: HostWord): Promise<void> {
    const { roster } = this.#parts;
    const { group } = roster;
    const verdict = await roster.hear(word);
    if (verdict === 'taken') return this.#parts.monitor.heard(word);
    // Told again, it says nothing of now.
    if (verdict === 'known') return;
    if (verdict === 'bad' || verdict === 'fork') return this.#parts.monitor.note('fork');
    if (verdict === 'later' && group) this.#later = word;
    if (verdict === 'other') this.#later = word;
    await this.askIn();
  }

  /** Asks whoever holds the class to be added; a host's device founds the group anew when nobody answers. */
  async askIn(): Promise<void> {
    const { scheduler, options } = this.#parts;
    await this.#offer(true);
    scheduler.plan('in', againMs, () => this.askIn());
    if (options.hostPrivateKey) scheduler.plan('device', deviceMs, () => this.#takeOver());
  }

  /** Nobody is there who could add this device of the host: it begins with nobody, and its person decides who else comes in. */
  async #takeOver(): Promise<void> {
    this.#parts.scheduler.cancel('in');
    await this.#steward.found(new Set());
  }

  async #offer(wants: boolean): Promise<void> {
    const { options, self } = this.#parts;
    const { hostPrivateKey, classId, ask } = options;
    const keyPackage = await this.#packages.offer();
    const voucher = wants && hostPrivateKey && (await signVoucher(hostPrivateKey, classId, self.id, keyPackage));
    void ask.offer({ keyPackage, wants, ...(voucher && { voucher }) }).catch(() => undefined);
  }
}
