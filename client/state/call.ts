import type { ReadonlySignal } from '@preact/signals';
import type { LeaveReason, RefusalCode } from '#protocol/codes.ts';
import type { HeldAnswer } from '#protocol/held.ts';
import type { Direction, Source, TileSize } from '#protocol/media.ts';
import type { ClassState, Grants, Role } from '#protocol/people.ts';
import type { Right } from '#protocol/rights.ts';
import type { Receipt } from '#protocol/receipt.ts';
import type { DeviceTrouble } from '../media/troubles.ts';
import type { Mistakable } from '../names/likeness.ts';

/** What stands wherever somebody is named: the name, the role that a host signed, and whose name looks the same. */
export type Named = { readonly name: string; readonly role: Role; readonly mistakable: Mistakable | null };

/** A person in the class as this browser has verified them. `name` is empty when their card proves nothing. */
export type Person = Named & {
  readonly id: string;
  readonly self: boolean;
  /** Their connection is cut; the seat is kept for a while. */
  readonly away: boolean;
  /** In the group that a host vouches for. False: the server shows somebody whom no host admitted; they get no keys. */
  readonly admitted: boolean;
  readonly grants: Grants;
  /** In which directions nothing passes between their browser and the server: known of oneself, and to those who hold the class. */
  readonly blocked: readonly Direction[];
  readonly sending: Partial<Record<Source, { readonly paused: boolean }>>;
};

/** A person in the lobby. `name` is null when their card proves no class link, or has no name that can be shown. */
export type Waiting = { readonly id: string; readonly name: string | null; readonly mistakable: Mistakable | null };

/**
 * What a browser refused to believe, or misses. Each has a sentence in both languages. `lasts`: it is true as long as something lasts; the
 * others fade by themselves. `ofPeople`: somebody in the class can cause it, by a fault or on purpose: it is not said of the server, and the
 * class is encrypted all the same.
 */
export const warningTerms = {
  /** Somebody is shown whom no host admitted. */
  ghost: { lasts: true, ofPeople: false },
  /** A change of the group that its sender may not make, or that does not open. */
  group: { lasts: false, ofPeople: false },
  /** The host's word is for another state of the group than this browser has. */
  fork: { lasts: false, ofPeople: false },
  /** No word of a host for too long. */
  silent: { lasts: true, ofPeople: false },
  /** A message that cannot be opened, was opened before, or is not from whom it is said to be. */
  message: { lasts: false, ofPeople: true },
  /** Something written together that is not from whom it is said to be, or that they may not write. */
  slate: { lasts: false, ofPeople: true },
  /** Others were given something else of what is written together. */
  slateFork: { lasts: false, ofPeople: false },
  /** Sound or picture that was seen before, or is not from whom it is said to be. */
  frame: { lasts: false, ofPeople: true },
  /** Told to who holds the class: a stream that has not opened for ten seconds. */
  unopened: { lasts: true, ofPeople: true },
} as const satisfies Record<string, { readonly lasts: boolean; readonly ofPeople: boolean }>;
export type WarningKind = keyof typeof warningTerms;
/** `who`: whose browser it came from, by participant; null when only the server can have done it. `count`: how often. */
export type Warning = {
  readonly kind: WarningKind;
  readonly who: string | null;
  readonly source: Source | null;
  readonly count: number;
};

/** `name`: as it was when the warning came, since a person may be gone by now. */
export type NamedWarning = Warning & { readonly name?: string };

/** The state of the shield. */
export type Shield = {
  readonly encrypted: boolean;
  readonly warnings: readonly NamedWarning[];
  /** When a host's browser vouched for the group last, by that browser's clock; null before. */
  readonly confirmedAt: Date | null;
};

/** Words to compare aloud: the same for everybody in the class at that moment. */
export type SafetyWords = { readonly words: readonly string[]; readonly people: number };

export type Phase =
  | { readonly at: 'entering' }
  | { readonly at: 'lobby'; readonly hostHere: boolean }
  | { readonly at: 'class' }
  | { readonly at: 'gone'; readonly reason: LeaveReason }
  | { readonly at: 'refused'; readonly code: RefusalCode };

/** Connection to the server, shown as words above the class. */
export type Connection = 'connected' | 'returning' | 'lost';
export type LocalMedia = 'off' | 'starting' | 'on' | 'paused';

/** A passing announcement for eyes and screen readers; `text/` has the sentence for it. */
export type CodedNotice = {
  readonly key: string;
  readonly message: NoticeName;
  /** Of who knocks: whom it would admit. */
  readonly id?: string;
  /** Whom it is about. */
  readonly who?: Named;
  readonly source?: Source;
  readonly code?: RefusalCode;
  readonly trouble?: DeviceTrouble;
};
/** One in a tool's own words. `who`: whom it is about; `panel`: where those who hold the class do something about it. */
export type Told = { readonly words: (name?: string) => string; readonly who?: Named; readonly panel?: string };
export type Notice = CodedNotice | ({ readonly key: string; readonly message: 'told' } & Told);
const noticeNames = [
  'joined',
  'left',
  'knocked',
  'asked',
  'stopped',
  'exceeded',
  'calmOn',
  'calmOff',
  'locked',
  'unlocked',
  'lobbyOn', // told to who holds the class
  'granted',
  'withdrawn',
  'promoted',
  'demoted',
  'forgotten',
  'mediaLost',
  'mediaBack',
  'hostAway',
  'hostBack',
  'stopping',
  'refused',
  'incomplete', // the script of a tool did not come
  'later',
  'deviceFailed',
  'deviceLost', // it was on, and went by itself
  'deviceBack',
  'failed', // something of this browser's own
  'unsealed', // what was to be sent could not be sealed
  'nobody', // there was nobody to seal it for
] as const;
export type NoticeName = (typeof noticeNames)[number];

/** Everything the view shows of a class, and everything a person can do in it. Built by `client/call/call.ts`. */
export type Call = {
  readonly phase: ReadonlySignal<Phase>;
  readonly connection: ReadonlySignal<Connection>;
  readonly self: string;
  readonly title: string;
  readonly rules: string;
  readonly people: ReadonlySignal<ReadonlyMap<string, Person>>;
  readonly waiting: ReadonlySignal<readonly Waiting[]>;
  /** How many found the lobby full, for who holds the class. */
  readonly turnedAway: ReadonlySignal<number>;
  readonly state: ReadonlySignal<ClassState>;
  readonly shield: ReadonlySignal<Shield>;
  readonly notices: ReadonlySignal<readonly Notice[]>;
  readonly speakers: ReadonlySignal<readonly string[]>;
  readonly local: ReadonlySignal<Readonly<Record<Source, LocalMedia>>>;
  /** Own camera or screen, for the self view. */
  readonly localTracks: ReadonlySignal<ReadonlyMap<Source, MediaStreamTrack>>;
  /** Received tracks by `${participantId}/${source}`. Audio is played by the view's hidden elements. */
  readonly tracks: ReadonlySignal<ReadonlyMap<string, MediaStreamTrack>>;
  readonly audioOnly: ReadonlySignal<boolean>;
  /** For who holds the class: what its end has erased, signed by the server. */
  readonly receipt: ReadonlySignal<Receipt | null>;
  /** The link for students. Only hosts have it offered. */
  readonly studentLink: string;
  /** May I do this now, by role, rights and calm? The server decides again. */
  may(right: Right): boolean;
  readonly actions: CallActions;
};

/** Each refuses by a notice, never by throwing. */
export type CallActions = {
  leave(): Promise<void>;
  endClass(): Promise<void>;
  setMic(on: boolean): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  setScreen(on: boolean): Promise<void>;
  setDevice(kind: 'mic' | 'camera', deviceId: string): Promise<void>;
  setAudioOnly(on: boolean): void;
  /** What is on screen now; called by the layout whenever it changes. */
  watch(tiles: readonly { id: string; source: 'camera' | 'screen'; size: TileSize }[]): void;
  admit(ids: readonly string[]): Promise<void>;
  refuse(id: string): Promise<void>;
  refuseAll(): Promise<void>;
  setLobby(on: boolean): Promise<void>;
  setLocked(on: boolean): Promise<void>;
  setCalm(on: boolean): Promise<void>;
  setRight(right: Right, on: boolean): Promise<void>;
  setSpotlight(id: string | null): Promise<void>;
  grant(id: string, right: Right, on: boolean): Promise<void>;
  stop(id: string, source: Source): Promise<void>;
  ask(id: string, source: Source): Promise<void>;
  remove(id: string): Promise<void>;
  setRole(id: string, role: 'cohost' | 'student'): Promise<void>;
  /** The words to compare, as they are now; null before one is in the group. Takes a moment. */
  words(): Promise<SafetyWords | null>;
  /** What the server holds now of oneself; null when it does not answer. */
  held(): Promise<HeldAnswer | null>;
  dismissNotice(key: string): void;
};
