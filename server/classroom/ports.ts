import type { Counts } from '../privacy/journal.ts';
import type { LeaveReason } from '../protocol/codes.ts';
import type {
  Direction,
  DtlsParametersMessage,
  RtpCapabilitiesMessage,
  RtpParametersMessage,
  Source,
  TileSize,
  TransportParameters,
} from '../protocol/media.ts';
import type { News, NewsName, Offer } from '../protocol/news.ts';
import type { GroupCommit, GroupFound, HostWord } from '../protocol/group.ts';
import type { Role } from '../protocol/people.ts';
import type { Receipt } from '../protocol/receipt.ts';

/** Time, as the domain needs it. Tests give their own. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `task` once after `ms` milliseconds, unless disposed before. */
  after(ms: number, task: () => void): Disposable;
};

/** The people of one class, as far as they can be told something. The one place that reveals. */
export type Audience = {
  tell<N extends NewsName>(ids: Iterable<string>, name: N, news: News<N>): void;
  /** Says `gone` with the reason and closes the connection of this participant, if there is one. */
  dismiss(id: string, reason: LeaveReason): void;
  /** A seat token for this participant, made for the class's present generation. */
  seatOf(id: string): string;
  /** Gives the participant a renewed one. */
  renewSeat(id: string): void;
  /** Connections that are open now. */
  readonly size: number;
};

/** A tile that a participant looks at. */
export type Tile = { readonly id: string; readonly source: 'camera' | 'screen'; readonly size: TileSize };

/** What the media of a class reports upwards, through a callback given at birth. */
export type MediaListener = {
  /** New streams are ready for this participant. */
  offers(to: string, offers: Offer[]): void;
  offersGone(to: string, consumers: string[]): void;
  /** Who speaks, loudest first. */
  speakers(ids: string[]): void;
  /** This stream weighed far more than its source may, and was stopped. */
  exceeded(id: string, source: Source): void;
  /** In these directions nothing passes between this participant's browser and the server; in none, once something does. */
  line(id: string, blocked: readonly Direction[]): void;
  /** Whether nobody has ever reached the address that browsers are told: asked of nobody, told when it changes. */
  unreachable(on: boolean): void;
  /** The worker died: all transports and streams of the class are gone; `open` may be called again at once. */
  lost(): void;
};

/** The forwarding of one class. Every method throws Refusal('media') when the worker cannot do it. */
export type ClassMedia = {
  /** (Re)creates both transports of a participant; what they had before is closed. */
  open(id: string, capabilities: RtpCapabilitiesMessage): Promise<Record<Direction, TransportParameters>>;
  /** The same for somebody who is not in the class: nothing is forwarded to them before `admit`. */
  prepare(id: string, capabilities: RtpCapabilitiesMessage): Promise<Record<Direction, TransportParameters>>;
  /** Forwards to somebody who has prepared. Harmless when there is nobody. */
  admit(id: string): void;
  connect(id: string, direction: Direction, dtls: DtlsParametersMessage): Promise<void>;
  /** ICE restart (RFC 8445, section 9). */
  restart(id: string, direction: Direction): Promise<TransportParameters['iceParameters']>;
  /** Starts forwarding a stream; a former one of the same source is closed. Returns the producer's id. */
  produce(id: string, source: Source, rtp: RtpParametersMessage, paused: boolean): Promise<string>;
  pause(id: string, source: Source, paused: boolean): Promise<void>;
  /** Stops one stream. Harmless when there is none. */
  stop(id: string, source: Source): void;
  /** The tiles on a participant's screen: exactly these videos are forwarded to them. Until they have said, what is usual. */
  watch(id: string, tiles: readonly Tile[]): Promise<void>;
  ready(id: string, consumers: readonly string[]): Promise<void>;
  /** Closes everything of a participant. Harmless when there is nothing. */
  drop(id: string): void;
  /** The directions in which nothing passes to or from a participant's browser. */
  blockedOf(id: string): readonly Direction[];
  /** The participants whose connection's parameters are held now. */
  readonly held: ReadonlySet<string>;
  close(): Promise<void>;
};

/** Where classes get their media from: the pool of workers. */
export type Media = {
  /** What the router can receive: the same on every worker, known before any class. */
  readonly capabilities: RtpCapabilitiesMessage;
  openClass(listener: MediaListener): Promise<ClassMedia>;
};

/** What the class asks of the store. */
export type ClassRecord = {
  /**
   * Makes every seat token given so far worthless to whoever is not in the running class: called when somebody is removed
   * for good, and when the lesson ends.
   */
  revokeSeats(): void;
  /** A host made somebody co-host, or student again. */
  roleChanged(role: Role): void;
  /** Signs what the end of the class erased, and notes it in the purge journal. */
  certify(end: ClassEnd): Receipt;
};

/** What the handshake of a lesson's group shows the server: it holds none of the group's keys. */
export type GroupFacts = {
  readonly id: string;
  readonly epoch: number;
  /** Who sits where: participants by leaf, with the key that signs for them (a point, base64url). */
  readonly leaves: readonly ({ readonly id: string; readonly key: string } | null)[];
  /** Who may change the group, as a host signed it: participants with their roles. */
  readonly staff: ReadonlyMap<string, Role>;
  /** The present context and confirmation tag (RFC 9420, sections 8.1 and 8.2), which the next commit is checked with. */
  readonly context: Uint8Array;
  readonly tag: Uint8Array;
};

/** A commit that its sender made for this epoch, and what it does. */
export type CheckedCommit = {
  readonly facts: GroupFacts;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly newStaff: boolean;
};

type Signer = { readonly id: string; readonly card: { readonly verify: string } };

/**
 * Checks what can be checked of a group's handshake without its keys: order, signatures, staff lists. Each refuses with `conflict`
 * (another epoch) or `invalid`.
 */
export type GroupChecks = {
  commit(group: GroupFacts, sender: Signer, input: GroupCommit): CheckedCommit;
  /** `people`: who sits on each leaf, where they are here. */
  found(host: Signer, input: GroupFound, people: readonly (Signer | null)[]): GroupFacts;
  /** Whether the class's host key signed this word. */
  word(word: HostWord): boolean;
};

/** A class's end, with what was held before it and what is still held after it. */
export type ClassEnd = { readonly reason: LeaveReason; readonly before: Counts; readonly after: Counts };
