import type { Roster, RosterEntry } from '#protocol/people.ts';
import { fromBase64url } from './bytes.ts';
import type { People, Shown } from './people.ts';
import { isDelegated, isSignedWith } from './roster.ts';

export type RegisterOptions = {
  readonly classId: string;
  readonly self: { readonly id: string; readonly hash: string };
  readonly hostKey: CryptoKey;
  /** Has the host's private key: may take up a class in which it is not yet listed. */
  readonly holdsHostKey: boolean;
};

/** The class's register: the last roster that was signed by a host, is not older than the one before, and can be believed. */
export class Register {
  readonly #options: RegisterOptions;
  readonly #people: People;
  #roster: Roster | null;
  #entries = new Map<string, RosterEntry>();
  readonly #pastSessions = new Set<string>();
  /** Cards of former co-hosts: their delegation counts no more. */
  readonly #demoted = new Set<string>();

  constructor(options: RegisterOptions, people: People, roster: Roster | null) {
    this.#options = options;
    this.#people = people;
    this.#roster = roster;
    this.#entries = entriesOf(roster);
  }

  get roster(): Roster | null {
    return this.#roster;
  }

  entry(id: string): RosterEntry | null {
    return this.#entries.get(id) ?? null;
  }

  /** Whether a host admitted this person with exactly the card that is shown. */
  admits(shown: Shown | null): shown is Shown & { proven: NonNullable<Shown['proven']> } {
    return shown?.proven != null && this.entry(shown.id)?.card === shown.proven.hash;
  }

  /** Whether oneself is admitted. */
  get admitsSelf(): boolean {
    return this.entry(this.#options.self.id)?.card === this.#options.self.hash;
  }

  /** Judges a roster and takes it when it is good. `same`: it is the one already accepted. */
  async take(next: Roster): Promise<'accepted' | 'same' | 'refused'> {
    const last = this.#roster;
    const verdict = await this.#judge(next).catch(() => 'refused' as const);
    if (verdict !== 'accepted') return verdict;
    for (const { id, card, role } of last?.members ?? []) {
      if (role === 'cohost' && next.members.some((entry) => entry.id === id && entry.role === 'student')) this.#demoted.add(card);
    }
    if (last) this.#pastSessions.add(last.session);
    this.#roster = next;
    this.#entries = entriesOf(next);
    return 'accepted';
  }

  async #judge(next: Roster): Promise<'accepted' | 'same' | 'refused'> {
    const { version, signature } = this.#roster ?? {};
    if (version === next.version && signature === next.signature) return 'same';
    return this.#follows(next) && (await this.#isGenuine(next)) ? 'accepted' : 'refused';
  }

  async #isGenuine(next: Roster): Promise<boolean> {
    const { classId, hostKey } = this.#options;
    const signer = next.members.find(({ id }) => id === next.signer);
    const distinct = new Set(next.members.flatMap(({ id, slot }) => [id, slot])).size === 2 * next.members.length;
    if (!signer || !distinct) return false;
    if (next.delegation === undefined) return signer.role === 'host' && isSignedWith(hostKey, classId, next);
    const shown = this.#people.find(next.signer);
    if (signer.role !== 'cohost' || shown?.proven?.hash !== signer.card) return false;
    const delegate = { id: next.signer, verify: shown.card.verify };
    const delegated = await isDelegated(hostKey, classId, next.session, delegate, fromBase64url(next.delegation));
    return delegated && isSignedWith(shown.proven.verify, classId, next);
  }

  /** Whether a roster may come after the last: order, freshness, and what a co-host may change. */
  #follows(next: Roster): boolean {
    const { self, holdsHostKey } = this.#options;
    const last = this.#roster;
    const listsSelf = next.members.some(({ id, card }) => id === self.id && card === self.hash);
    if (!last) return listsSelf || holdsHostKey;
    // Another session can only be of this visit: nobody else could list a card that is made fresh for each.
    if (last.session !== next.session) {
      return next.delegation === undefined && !this.#pastSessions.has(next.session) && (listsSelf || holdsHostKey);
    }
    if (next.version <= last.version) return false;
    return next.delegation === undefined || this.#mayCohostSign(last, next);
  }

  #mayCohostSign(last: Roster, next: Roster): boolean {
    const before = this.entry(next.signer);
    const now = next.members.find(({ id }) => id === next.signer);
    if (!now || this.#demoted.has(now.card)) return false;
    // Versions that this browser missed may have made them co-host: then the delegation must do.
    if (next.version > last.version + 1 && before?.role !== 'cohost') return true;
    return before?.role === 'cohost' && before.card === now.card && keepsStaff(last, next);
  }
}

/** A co-host makes nobody host or co-host, and takes it from nobody. */
const keepsStaff = (last: Roster, next: Roster): boolean => {
  const before = entriesOf(last);
  return next.members.every(({ id, card, role }) => {
    const former = before.get(id);
    const wasStaff = former !== undefined && former.role !== 'student';
    return role === 'student' ? !wasStaff : wasStaff && former.role === role && former.card === card;
  });
};

const entriesOf = (roster: Roster | null): Map<string, RosterEntry> =>
  new Map((roster?.members ?? []).map((entry) => [entry.id, entry]));
