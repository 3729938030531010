import type { HostWord } from '#protocol/group.ts';
import type { Source } from '#protocol/media.ts';
import { type Warning, type WarningKind, warningTerms } from '../../state/call.ts';
import type { Scheduler } from '../base/scheduler.ts';
import type { FrameTrouble } from '../frames/frameMessages.ts';
import type { People } from '../credentials/people.ts';
import type { TrustedRoster } from './trustedRoster.ts';

/** A person who is shown without admission is given this long, in milliseconds: the commit may be on its way. */
const ghostMs = 3_000;
/** How long a host who is shown may be without a word. */
const silenceMs = 60_000;
/** However absent the server says that the hosts are. */
const absenceMs = 600_000;
const tickMs = 10_000;
/** A page that slept, or was cut off, hears only now what was said meanwhile: it has so long before it is judged. */
const wakeMs = 25_000;
/** What was over is shown for this long after. */
const fadeMs = 60_000;
/** So many dropped frames of one stream in a second are no accident. */
const suspicious = 3;
/** A stream that does not open for this long is said to who holds the class. */
const unopenedMs = 10_000;
/** Reports of a stream come once a second while it is in trouble. */
const lullMs = 3_000;

type Noted = {
  readonly kind: WarningKind;
  readonly who: string | null;
  readonly source: Source | null;
  count: number;
  last: number;
};
type Trouble = { readonly since: number; last: number };

/** What this browser refused to believe, from whom, and what it waits for. */
export class TrustMonitor {
  readonly #scheduler: Scheduler;
  readonly #changed: () => void;
  readonly #noted = new Map<string, Noted>();
  readonly #unadmitted = new Map<string, number>();
  readonly #troubles = new Map<string, Trouble>();
  /** When the host spoke last, by this browser's clock. */
  #heardAt: number | null = null;
  /** How far this browser's clock is ahead of the host's words in this group, as the fastest of them showed. */
  #ahead: { readonly group: string; readonly ms: number } | null = null;
  /** How long a host was shown since, breaks left out: the server may say now and then that they are away. */
  #shown = 0;
  #listened: { readonly at: number; readonly hostShown: boolean } | null = null;
  /** Nothing can be heard while the connection is cut. */
  #isCut = false;
  #wokeAt = -Infinity;

  constructor(scheduler: Scheduler, changed: () => void) {
    this.#scheduler = scheduler;
    this.#changed = changed;
  }

  get warnings(): readonly Warning[] {
    return Array.from(this.#noted.values(), ({ kind, who, source, count }) => ({ kind, who, source, count }));
  }

  /** `who`: the participant whose browser it is; null when it can only be the server's doing. */
  note(kind: WarningKind, who: string | null = null, source: Source | null = null): void {
    const key = `${kind}/${who ?? ''}/${source ?? ''}`;
    const noted = this.#noted.get(key);
    this.#noted.set(key, { kind, who, source, count: (noted?.count ?? 0) + 1, last: this.#scheduler.now() });
    if (!warningTerms[kind].lasts) this.#scheduler.plan('fade', fadeMs, () => this.#fade());
    this.#changed();
  }

  /** This browser has entered: a host has a while to be heard. */
  begin(): void {
    this.#heardAt ??= this.#scheduler.now();
    if (this.#isCut) {
      this.#woke();
      this.#unadmitted.clear();
    }
    this.#isCut = false;
  }

  /** This browser's own line is gone: that nobody is heard says nothing of the others. */
  cut(): void {
    this.#isCut = true;
  }

  /** Once for each silence, told by the answer: who is cut off again and again by the server is warned all the same. */
  #woke(): boolean {
    const now = this.#scheduler.now();
    const isFirst = this.#wokeAt <= (this.#heardAt ?? now);
    if (isFirst) this.#wokeAt = now;
    return isFirst;
  }

  /**
   * The host vouched for what this browser has. A server that tells each word a little later than the one before keeps somebody in
   * the past: what counts is when it was said, and not when it came.
   */
  heard({ group, at }: Pick<HostWord, 'group' | 'at'>): void {
    const now = this.#scheduler.now();
    const known = this.#ahead?.group === group ? this.#ahead.ms : Infinity;
    this.#ahead = { group, ms: Math.min(known, now - at) };
    this.#heardAt = at + this.#ahead.ms;
    this.#shown = Math.min(this.#shown, now - this.#heardAt);
    if (now - this.#heardAt < silenceMs) this.#clear('silent');
  }

  /** To be called after any change of people or group. Ghosts that go, or are admitted, are no longer warned of. */
  review(people: People, roster: TrustedRoster, selfId: string): void {
    const now = this.#scheduler.now();
    const unadmitted = Array.from(people.members.values()).filter((shown) => shown.id !== selfId && !roster.admits(shown));
    const ids = new Set(unadmitted.map(({ id }) => id));
    for (const id of this.#unadmitted.keys()) if (!ids.has(id)) this.#unadmitted.delete(id);
    for (const id of ids) if (!this.#unadmitted.has(id)) this.#unadmitted.set(id, now);
    const ages = Array.from(this.#unadmitted.values(), (since) => now - since);
    const old = unadmitted.filter(({ id }) => now - (this.#unadmitted.get(id) ?? now) >= ghostMs);
    // Who is in the group, for which no host has vouched here, is no ghost: it is the host who has not confirmed.
    const ghosts = old.filter((shown) => roster.memberFor(shown) === null);
    if (ghosts.length === 0) this.#clear('ghost');
    else if (!this.#isCut && !this.#noted.has('ghost//')) this.note('ghost');
    if (old.length > ghosts.length && !this.#noted.has('silent//')) this.note('silent');
    const young = ages.filter((age) => age < ghostMs);
    if (young.length > 0) this.#scheduler.plan('ghosts', ghostMs - Math.max(...young), () => this.review(people, roster, selfId));
    this.#listen(people, roster, selfId);
  }

  /** Frames of the others that did not open. `isStaff`: only who holds the class can do something about it. */
  judge(troubles: readonly FrameTrouble[], isStaff: boolean): void {
    const now = this.#scheduler.now();
    for (const { id, source, faults } of troubles) {
      const bad = faults.old + faults.replayed + faults.foreign + faults.forged;
      if (bad >= suspicious) this.note('frame', id, source);
      const key = `${id}/${source}`;
      const known = this.#troubles.get(key);
      const since = known && now - known.last <= lullMs ? known.since : now;
      if (bad + faults.unknown >= suspicious) this.#troubles.set(key, { since, last: now });
      if (isStaff && now - since >= unopenedMs && !this.#noted.has(`unopened/${id}/${source}`)) this.note('unopened', id, source);
    }
    if (this.#troubles.size > 0) this.#scheduler.plan('lull', lullMs + 1, () => this.#lull());
  }

  #lull(): void {
    const now = this.#scheduler.now();
    for (const [key, { last }] of this.#troubles) {
      if (now - last <= lullMs) continue;
      this.#troubles.delete(key);
      if (this.#noted.delete(`unopened/${key}`)) this.#changed();
    }
    if (this.#troubles.size > 0) this.#scheduler.plan('lull', lullMs + 1, () => this.#lull());
  }

  /** Who is host, the staff list says: the server could call everybody a pupil and keep the hosts' word to itself. */
  #listen(people: People, roster: TrustedRoster, selfId: string): void {
    const now = this.#scheduler.now();
    const hostShown = Array.from(people.members.values()).some(
      (shown) => shown.id !== selfId && !shown.away && roster.memberFor(shown) !== null && roster.roleOf(shown.id) === 'host',
    );
    const passed = now - (this.#listened?.at ?? now);
    // Once for each silence: timers that come late, in a page that is not seen, are no sleep.
    const slept = passed > 2 * tickMs && this.#woke();
    if (this.#listened?.hostShown && !this.#isCut && !slept) this.#shown += passed;
    this.#listened = { at: now, hostShown };
    const unheard = now - (this.#heardAt ?? now);
    const unheardOfShown = hostShown ? Math.min(unheard, this.#shown) : 0;
    const mayJudge = roster.ownRole !== 'host' && !this.#isCut && now - this.#wokeAt >= wakeMs;
    const silent = mayJudge && (unheardOfShown >= silenceMs || unheard >= absenceMs);
    if (silent && !this.#noted.has('silent//')) this.note('silent');
    this.#scheduler.plan('silence', tickMs, () => this.#listen(people, roster, selfId));
  }

  #fade(): void {
    const now = this.#scheduler.now();
    for (const [key, { kind, last }] of this.#noted) {
      if (warningTerms[kind].lasts) continue;
      if (now - last >= fadeMs) this.#noted.delete(key);
      else this.#scheduler.plan('fade', last + fadeMs - now, () => this.#fade());
    }
    this.#changed();
  }

  #clear(kind: WarningKind): void {
    if (this.#noted.delete(`${kind}//`)) this.#changed();
  }
}
