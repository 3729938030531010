import type { HostWord } from '#protocol/group.ts';
import type { Role } from '#protocol/people.ts';
import type { Bytes } from '../base/bytes.ts';
import { MlsGroup, type Prepared } from '../mls/group.ts';
import type { GroupMember, KeyPackagePair } from '../mls/leaf.ts';
import { peek } from '../mls/peek.ts';
import { mayChange } from '../mls/policy.ts';
import { isSignedStaff, roleIn, type StaffList } from '../mls/staff.ts';
import type { Proven, Shown } from '../credentials/people.ts';
import { Heard } from './heard.ts';
import { isHostWord } from './hostWord.ts';

export type RosterOptions = {
  readonly classId: string;
  readonly self: { readonly id: string; readonly hash: string; readonly key: string };
  readonly hostKey: CryptoKey;
  /** What the class link gives: whoever lacks it joins nothing. */
  readonly link: Bytes;
  readonly now: () => number;
};

/**
 * What became of a commit. `ahead`: of a later epoch than the next; `past`: known already; `gone`: it removes oneself;
 * `refused`: its sender may not do that; `broken`: it is for this epoch and does not open. `by`: who has signed what is refused or
 * broken; null when it is nobody's, whatever it says of itself.
 */
export type Taken =
  | { readonly what: 'taken' | 'ahead' | 'past' | 'gone' }
  | { readonly what: 'refused' | 'broken'; readonly by: string | null };

/** What was committed, and the group after it. */
type Pending = Pick<Prepared, 'commit' | 'next'>;

/** So many epochs back a host's word is compared with what was then. */
const rememberedEpochs = 256;

/** The lesson's group as this browser believes it: who is in, who may change it, and how far the host has vouched for it. */
export class TrustedRoster {
  readonly #options: RosterOptions;
  #group: MlsGroup | null = null;
  /** What this browser has committed and the server has not answered yet. */
  pending: Pending | null = null;
  /** The transcript of each epoch of the group that was seen. */
  #transcripts = new Map<number, string>();
  /** The epoch in which each member was seen first: nothing of theirs is older. */
  #since = new Map<string, number>();
  readonly #heard: Heard;

  constructor(options: RosterOptions) {
    this.#options = options;
    this.#heard = new Heard(options.now);
  }

  get group(): MlsGroup | null {
    return this.#group;
  }

  /** The newest word of the host that goes with the group. Nothing is believed or sent without one. */
  get word(): HostWord | null {
    return this.#heard.word;
  }

  get hostTime(): number {
    return this.#heard.hostTime;
  }

  get staff(): StaffList | null {
    return this.#group?.staff ?? null;
  }

  /** The member who is this person with exactly the card that is shown; null when no host admitted them. */
  memberFor(shown: Pick<Shown, 'id' | 'card' | 'proven'> | null): GroupMember | null {
    const member = shown?.proven && this.#group?.memberOf(shown.id);
    return member && member.card === shown.proven?.hash && member.key === shown.card.verify ? member : null;
  }

  admits(shown: Shown | null): shown is Proven {
    return this.word !== null && this.memberFor(shown) !== null;
  }

  /** Oneself, once the group is vouched for. */
  get admitsSelf(): boolean {
    return this.word !== null && this.#group?.own?.id === this.#options.self.id;
  }

  roleOf(id: string): Role {
    return this.#group ? roleIn(this.#group.staff, this.#group.memberOf(id)) : 'student';
  }

  get ownRole(): Role {
    return this.roleOf(this.#options.self.id);
  }

  /** The epoch from which on this member's messages count. */
  since(id: string): number {
    return this.#since.get(id) ?? Infinity;
  }

  /** The server took what was prepared, or did not. */
  settle(taken: boolean): void {
    const pending = this.pending;
    this.pending = null;
    if (taken && pending && pending.next.epoch === (this.#group?.epoch ?? 0) + 1) this.#become(pending.next);
  }

  /** Another group, or the same after a reload. */
  enter(group: MlsGroup): void {
    this.#group = null;
    this.pending = null;
    this.#transcripts = new Map();
    this.#since = new Map();
    this.#heard.begin();
    this.#become(group);
  }

  /** Out of the group. */
  leave(): void {
    this.#group = null;
    this.#heard.begin();
    this.pending = null;
  }

  /** The group of this epoch, after something was sealed or opened in it. */
  go(next: MlsGroup): void {
    this.#group = next;
  }

  /** Takes somebody's commit, or one's own that comes back after a cut. */
  async take(commit: string): Promise<Taken> {
    const group = this.#group;
    const seen = peek(commit);
    if (!group || !seen) return { what: 'ahead' };
    if (seen.group !== group.id) return { what: 'past' };
    if (seen.epoch !== group.epoch) return { what: seen.epoch > group.epoch ? 'ahead' : 'past' };
    if (this.pending?.commit === commit) {
      this.settle(true);
      return { what: 'taken' };
    }
    const { members, staff } = group;
    const list = seen.change?.staff;
    const ours = !list || (await this.#isOurs(group, list));
    const next = await group
      .after(commit, (sender, change) => ours && mayChange(sender, change, { members, staff }))
      .catch(() => 'broken' as const);
    if (next === 'gone') return { what: next };
    if (typeof next === 'string') return { what: next, by: (await group.signerOf(commit))?.id ?? null };
    this.pending = null;
    this.#become(next);
    return { what: 'taken' };
  }

  /**
   * Joins by a welcome that was made for one of these key packages, and gives that one. Null when it cannot be believed. `vouched`: only with
   * the host's word for exactly this epoch, which is newer than the key package.
   */
  async join(
    welcome: string,
    pairs: readonly KeyPackagePair[],
    vouched: HostWord | 'any' | null,
  ): Promise<KeyPackagePair | null> {
    const { self, link, hostKey, classId } = this.#options;
    for (const pair of pairs) {
      const group = await MlsGroup.join(welcome, pair, link).catch(() => null);
      if (group === null) continue;
      const { own } = group;
      if (own?.id !== self.id || own.card !== self.hash || !(await this.#isOurs(group, group.staff))) return null;
      if (vouched !== 'any') {
        const fits = vouched?.group === group.id && vouched.epoch === group.epoch && vouched.transcript === group.transcript;
        if (!fits || !(await isHostWord(hostKey, classId, vouched).catch(() => false))) return null;
      }
      this.enter(group);
      return pair;
    }
    return null;
  }

  /**
   * Takes the host's word. `taken`: it is newer, and for this group as it was seen here; `known`: it is not newer; `later`: for an
   * epoch that is still to come; `earlier`: of before one came; `other`: for another group; `fork`: for another state of this one;
   * `bad`: it is not the host's.
   */
  async hear(word: HostWord): Promise<'taken' | 'known' | 'later' | 'earlier' | 'other' | 'fork' | 'bad'> {
    const { hostKey, classId } = this.#options;
    const group = this.#group;
    if (!(await isHostWord(hostKey, classId, word).catch(() => false))) return 'bad';
    const isPast = this.#heard.note(word);
    if (word.group !== group?.id) return 'other';
    if (word.epoch > group.epoch) return 'later';
    const transcript = this.#transcripts.get(word.epoch);
    if (transcript === undefined) return 'earlier';
    if (transcript !== word.transcript) return 'fork';
    // An old word that is told again says nothing of now.
    if (isPast) return 'known';
    this.#heard.keep(word);
    return 'taken';
  }

  /** The word of a host who has been cut off since: of before one came, and recent. False when a newer one is known. */
  believe(word: HostWord): boolean {
    if (this.word !== null || this.#heard.note(word)) return false;
    this.#heard.keep(word);
    return true;
  }

  async #isOurs(group: MlsGroup, list: StaffList): Promise<boolean> {
    const { hostKey, classId } = this.#options;
    return isSignedStaff(hostKey, classId, group.groupBytes, list).catch(() => false);
  }

  #become(group: MlsGroup): void {
    const before = this.#group;
    this.#group = group;
    this.#transcripts.set(group.epoch, group.transcript);
    this.#transcripts.delete(group.epoch - rememberedEpochs);
    const there = new Set(group.members.map(({ id }) => id));
    for (const id of this.#since.keys()) if (!there.has(id)) this.#since.delete(id);
    for (const { id } of group.members) {
      if (!before?.memberOf(id)) this.#since.set(id, group.epoch);
    }
  }
}
