import type { Census, Holder } from '../privacy/census.ts';
import type { Counts } from '../privacy/journal.ts';
import type { LeaveReason } from '../protocol/codes.ts';
import type { Direction } from '../protocol/media.ts';
import type { News, NewsName } from '../protocol/news.ts';
import type { ClassState } from '../protocol/people.ts';
import { hostCame } from './door.ts';
import { Early } from './early.ts';
import type { LessonGroup } from './group.ts';
import { heldIn } from './holdings.ts';
import { Lobby } from './lobby.ts';
import { mediaListener } from './mediaListener.ts';
import { type Leaver, type Participant, stand } from './participant.ts';
import type { Audience, ClassMedia, ClassRecord, Clock, GroupChecks, Media } from './ports.ts';
import { Refusal } from '../protocol/refusal.ts';
import { holdsClass } from '../protocol/permissions.ts';
import { Cabinet, type FileTerms } from './files/cabinet.ts';
import { Glimpses } from './slates/glimpses.ts';
import { Shelf } from './slates/shelf.ts';
import { Toolbox, type ToolSet } from './toolbox.ts';

/** What a class is opened with. Durations in milliseconds. */
export type ClassroomOptions = {
  readonly capacity: number;
  readonly lobby: boolean;
  readonly rights: ClassState['rights'];
  readonly hostGrace: number;
  readonly seatGrace: number;
  readonly lobbyPatience: number;
  readonly maxDuration: number;
  readonly audience: Audience;
  readonly media: Media;
  readonly record: ClassRecord;
  readonly groups: GroupChecks;
  readonly tools: ToolSet;
  readonly files: FileTerms;
  readonly clock: Clock;
  readonly census: Census;
  /** Told once, when the class is over and empty. */
  readonly ended: (reason: LeaveReason) => void;
};

const stateDelay = 20;

/** One running class: who is in, the lobby, the lock and the end. Owns its participants, its timers and its media. */
export class Classroom implements Holder {
  readonly options: ClassroomOptions;
  readonly people = new Map<string, Participant>();
  readonly state: ClassState;
  readonly lobby: Lobby;
  readonly tools: Toolbox;
  readonly slates = new Shelf();
  readonly files: Cabinet;
  readonly glimpses: Glimpses;
  readonly early: Early;
  group: LessonGroup | null = null;
  media: Promise<ClassMedia>;
  /** Who was here and is not any more. Removed people stay out; the others knock again. */
  readonly departed = new Map<string, LeaveReason>();
  readonly #life: Disposable;
  #mediaRoom: ClassMedia | null = null;
  #hostTimer: Disposable | null = null;
  #stateTimer: Disposable | null = null;
  #toldHostHere = false;
  #closing: Promise<void> | null = null;

  constructor(options: ClassroomOptions) {
    this.options = options;
    const { lobby, rights } = options;
    this.state = { lobby, locked: false, calm: false, rights, spotlight: null, hostDeadline: null, unreachable: false };
    this.media = options.media.openClass(mediaListener(this));
    this.media.then(
      (media) => (this.#mediaRoom = media),
      () => this.close('stopping'),
    );
    this.lobby = new Lobby(options.clock, (turnedAway) => this.tellHosts('lobby.crowded', { turnedAway }));
    this.tools = new Toolbox(this, options.tools);
    this.files = new Cabinet(options.files, options.clock);
    this.early = new Early(options.clock);
    this.glimpses = new Glimpses(options.clock, (all) => this.tellPresent('slate.glimpses', { all }));
    options.census.enter(this);
    this.#life = options.clock.after(options.maxDuration, () => void this.close('idle'));
  }

  get open(): boolean {
    return this.#closing === null;
  }

  /** What this class holds now, by item of the ledger. */
  held(): Counts {
    return heldIn(this);
  }

  /** The participants of whom the media holds parameters. */
  get mediaHeld(): ReadonlySet<string> {
    return this.#mediaRoom?.held ?? new Set<string>();
  }

  blockedOf(id: string): readonly Direction[] {
    return this.#mediaRoom?.blockedOf(id) ?? [];
  }

  tell<N extends NewsName>(ids: Iterable<string>, name: N, news: News<N>): void {
    this.options.audience.tell(ids, name, news);
  }

  tellPresent<N extends NewsName>(name: N, news: News<N>, except?: string): void {
    const present = this.ids((person) => person.standing.at === 'present' && person.id !== except);
    this.tell(present, name, news);
  }

  tellHosts<N extends NewsName>(name: N, news: News<N>): void {
    const hosts = this.ids((person) => person.standing.at === 'present' && holdsClass(person.role));
    this.tell(hosts, name, news);
  }

  ids(which: (person: Participant) => boolean): string[] {
    return Array.from(this.people.values().filter(which), (person) => person.id);
  }

  /** The participant, who must be in the class. Refuses with `waiting` or `not-entered`. */
  present(id: string): Participant {
    const person = this.people.get(id);
    if (person?.standing.at === 'present') return person;
    throw new Refusal(person?.standing.at === 'waiting' ? 'waiting' : 'not-entered');
  }

  /** The participant, in the class or its lobby. Refuses with `not-entered`. */
  hereOrWaiting(id: string): Participant {
    const person = this.people.get(id);
    return person?.standing.at === 'waiting' ? person : this.present(id);
  }

  /** Somebody in the class, here or away. Refuses with `not-found`. */
  member(id: string): Participant {
    const person = this.people.get(id);
    if (person && person.standing.at !== 'waiting') return person;
    throw new Refusal('not-found');
  }

  /** Everybody is told the state, soon and once for several changes. */
  stateChanged(): void {
    this.#stateTimer ??= this.options.clock.after(stateDelay, () => {
      this.#stateTimer = null;
      this.tellPresent('state', this.state);
    });
  }

  dropMedia(person: Participant): void {
    person.sending.clear();
    void this.media.then((media) => media.drop(person.id)).catch(() => {});
  }

  /** Ends the class for everybody; `leaver` has left it empty. Hosts leave last, with a receipt. Again: the same promise. */
  close(reason: LeaveReason, leaver?: Leaver): Promise<void> {
    this.#closing ??= this.#close(reason, leaver);
    return this.#closing;
  }

  async #close(reason: LeaveReason, leaver?: Leaver): Promise<void> {
    const ends = reason !== 'stopping' && this.#begun;
    const before = this.held();
    const { lobby, tools, slates, glimpses, files, early } = this;
    const owned = [this.#life, this.#hostTimer, this.#stateTimer, lobby, tools, slates, glimpses, files, early];
    for (const ending of owned) ending?.[Symbol.dispose]();
    // A seat of this lesson lets nobody into the next one before its host. After a restart, everybody comes back.
    const { record, audience } = this.options;
    if (ends) record.revokeSeats();
    const leaving = [...(leaver ? [leaver] : []), ...Array.from(this.people.values(), (person) => ({ person, reason }))];
    const isTold = ({ person }: Leaver): boolean => ends && person.role === 'host';
    for (const { person } of leaving) stand(person, { at: 'present' });
    for (const one of leaving) if (!isTold(one)) audience.dismiss(one.person.id, one.reason);
    this.people.clear();
    this.departed.clear();
    this.group = null;
    this.state.spotlight = null;
    this.options.ended(reason);
    await this.media.then((media) => media.close()).catch(() => {});
    if (ends) {
      const receipt = record.certify({ reason, before, after: this.held() });
      const hosts = leaving.filter(isTold);
      this.tell(
        hosts.map(({ person }) => person.id),
        'receipt',
        receipt,
      );
      for (const host of hosts) audience.dismiss(host.person.id, host.reason);
    }
    this.options.census.leave(this);
  }

  /** Somebody is in the class, or was. */
  get #begun(): boolean {
    return this.departed.size > 0 || this.people.values().some(({ standing }) => standing.at !== 'waiting');
  }

  get hostHere(): boolean {
    return this.people.values().some((person) => person.standing.at === 'present' && holdsClass(person.role));
  }

  /** Without a host the class is locked and its end is set; with one again it goes on. */
  hostsChanged(): void {
    if (!this.open) return;
    const here = this.hostHere;
    const waiting = this.ids((person) => person.standing.at === 'waiting');
    const begun = this.people.size > waiting.length;
    if (begun && !here && !this.#hostTimer) {
      const { clock, hostGrace } = this.options;
      this.state.hostDeadline = clock.now() + hostGrace;
      this.#hostTimer = clock.after(hostGrace, () => void this.close('host-gone'));
      this.stateChanged();
    } else if (here && this.#hostTimer) {
      this.#hostTimer[Symbol.dispose]();
      this.#hostTimer = null;
      this.state.hostDeadline = null;
      this.stateChanged();
    }
    if (here !== this.#toldHostHere) this.tell(waiting, 'host.here', { hostHere: here });
    if (here && !this.#toldHostHere) hostCame(this, waiting);
    this.#toldHostHere = here;
  }
}
