import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { RefusalCode } from '#protocol/codes.ts';
import type { News, NewsName } from '#protocol/news.ts';
import type { RequestAnswer, RequestInput, RequestName } from '#protocol/requests.ts';
import type { Right } from '#protocol/rights.ts';
import type { Contracts, ToolName, ToolStates } from '#tools/contracts.ts';
import type { Bytes } from '../crypto/base/bytes.ts';
import type { BoxFor, Scope } from '../crypto/messages/sealedMessage.ts';
import type { SealedKind } from '../crypto/messages/sealedKind.ts';
import type { Call, Named, Person, Told } from '../state/call.ts';
import type { Files } from '../files/files.ts';
import type { Slates } from '../slates/slates.ts';
import type { RoomState } from '../room/roomState.ts';
import type { SoundSignal } from '../room/sounds.ts';
import type { Sender } from '../room/sender.ts';
import type { IconName } from '../ui/icon.tsx';

/** The class, as one tool of this browser sees it: no other tool, and of the protocol its own contract only. */
export type ToolCall<N extends ToolName> = {
  readonly self: string;
  readonly people: ReadonlySignal<ReadonlyMap<string, Person>>;
  /** How somebody is named now, as verified. */
  namedOf(id: string): Named;
  /** Asks the server. Null when it refuses, which becomes a notice. */
  ask<R extends keyof Contracts[N]['requests'] & RequestName>(name: R, input: RequestInput<R>): Promise<RequestAnswer<R> | null>;
  /** Seals for everybody. Null when it cannot, which becomes a notice. */
  sealAll<T>(kind: SealedKind<T>, value: T): Promise<string | null>;
  /** Seals for each of these people; who is not admitted gets none. Null when nobody gets any, which becomes a notice. */
  sealFor<T>(kind: SealedKind<T>, ids: readonly string[], scope: Exclude<Scope, 'all'>, value: T): Promise<BoxFor[] | null>;
  /** What somebody sealed. Null when there is nothing to show; what is not genuine is warned of. */
  open<T>(kind: SealedKind<T>, from: string, scope: Scope, box: string): Promise<T | null>;
  /** What the class writes together. */
  slates(): Promise<Slates>;
  /** What is handed out in it. */
  files(): Promise<Files>;
  /** The keys of people's cards, for what neither a message nor a slate does. `use` keeps one use from another. */
  readonly keys: {
    sign(use: string, bytes: Bytes): Promise<Bytes>;
    /** Whether somebody who is in the group signed this. */
    isSigned(by: string, use: string, bytes: Bytes, signature: Bytes): Promise<boolean>;
    /** A key that two people share, the same after a reload; with oneself too. Null with who is not in the group. */
    pairWith(id: string, use: string): Promise<CryptoKey | null>;
  };
  /** Where other tools take what this one has made. */
  readonly outlets: ReadonlySignal<readonly Outlet[]>;
  /** Says why something was not done. */
  refused(code: RefusalCode): void;
  /** Shows a passing announcement. */
  announce(told: Told): void;
};

/** Where a tool takes a text that another has made, without knowing which. */
export type Outlet = {
  readonly key: string;
  readonly icon: IconName;
  /** What the button says that brings it there. */
  readonly word: () => string;
  /** The longest text that it takes. */
  readonly longest: number;
  take(text: string, room: RoomState): void;
};

/** Where something of a tool is found on a narrow screen: in the bar, or behind "more". On a wide one all are in the bar. */
type Narrow = (room: RoomState) => 'bar' | 'menu';

/** A button that turns something on and off, or one that opens choices. */
export type ToolControl = { readonly key: string; readonly narrow: Narrow } & (
  | {
      readonly toggle: (room: RoomState) => Sender;
      readonly shortcut?: string;
      /** For whom it is there at all; without, for everybody. */
      readonly shown?: (room: RoomState) => boolean;
    }
  | {
      readonly icon: IconName;
      readonly word: () => string;
      readonly title: () => string;
      readonly blocked: (room: RoomState) => string | null;
      readonly Choices: ComponentType<{ close: () => void }>;
    }
);

/** A number that asks for attention, and its words. */
export type Badge = { readonly count: number; readonly words: string };

/** A panel beside the stage, and the button that opens it. */
export type ToolPanel = {
  readonly name: string;
  readonly icon: IconName;
  readonly word: () => string;
  readonly View: ComponentType;
  readonly badge: (room: RoomState) => Badge;
  readonly shortcut?: string;
  /** What of it is kept in sight without being opened: beside the stage of who teaches, and in the little window. It takes no focus. */
  readonly Brief?: ComponentType;
  /** One writes in it: letters typed around its opening are no commands. */
  readonly writes: boolean;
  /** Without, its button is in the bar everywhere. */
  readonly narrow?: Narrow;
};

export type ToolShortcut = {
  readonly key: string;
  readonly words: () => string;
  /** Others see or hear what it does: it works only once somebody has asked for such keys. */
  readonly sends: boolean;
  readonly press: (room: RoomState) => void;
};

export type PersonAction = {
  readonly icon: IconName;
  readonly word: string;
  readonly danger?: boolean;
  readonly run: () => void;
};

/** The words for a right that the tool adds. `person`: it is also given to one person, from their line in the list. */
export type ToolRight = {
  readonly right: Right;
  readonly words: () => string;
  readonly person?: { readonly icon: IconName; readonly allow: () => string; readonly forbid: () => string };
};

/** A signal of the tool, among those that one switches on and off. The tool plays it (`room/sounds.ts`). */
export type ToolSound = SoundSignal & {
  /** For whom there is one at all; without, for everybody. */
  readonly shown?: (room: RoomState) => boolean;
};

/** What the room shows of a tool: it reads these lists, and knows no tool. */
export type ToolParts = {
  readonly controls?: readonly ToolControl[];
  readonly panels?: readonly ToolPanel[];
  readonly shortcuts?: readonly ToolShortcut[];
  readonly rights?: readonly ToolRight[];
  readonly sounds?: readonly ToolSound[];
  /** Within the panels of the class; `beside`: what who teaches keeps in sight, beside the stage and in the little window. */
  readonly sections?: Partial<Readonly<Record<'people' | 'manage' | 'beside', ComponentType>>>;
  readonly badges?: Partial<Readonly<Record<'people' | 'manage', (room: RoomState) => Badge>>>;
  /** In the large place of the stage while it is open, with the people beside it. */
  readonly surface?: {
    readonly isOpen: () => boolean;
    readonly View: ComponentType;
    /** What it is, in a word, and a small still picture of it: who teaches may look at the people meanwhile. */
    readonly word?: () => string;
    readonly Preview?: ComponentType;
  };
  /** Above the stage, where things are announced, as long as the room is shown. It covers nothing. */
  readonly Over?: ComponentType;
  /** In the bar above. */
  readonly Top?: ComponentType;
  /** On the picture of somebody. */
  readonly Mark?: ComponentType<{ person: Person }>;
  readonly outlet?: Outlet;
  readonly personActions?: (person: Person, room: RoomState) => readonly PersonAction[];
};

/** What of a tool goes into the file of the lesson on the device of who holds the class, and comes back from it. */
export type KeptPart = {
  /** In the file. */
  readonly name: string;
  readonly words: () => string;
  /** As JSON has it, without saying who wrote what; null while there is nothing. */
  save(): unknown;
  /** Adds it to what is there, for who holds the class. Resolves to null, else to why not; `broken`: somebody has damaged it. */
  restore(saved: unknown): Promise<RefusalCode | 'broken' | null>;
};

/** A tool in a call. Disposed when the class is over for this browser. */
export type LiveTool<N extends ToolName = ToolName> = Disposable & {
  readonly hears: {
    readonly [M in keyof Contracts[N]['news'] & NewsName]: (news: News<M>) => void | Promise<void>;
  };
  /** Takes its state as the server tells it: on entering, and when it has changed. Null where it has none. */
  readonly takes: N extends keyof ToolStates ? (state: ToolStates[N], entering: boolean) => void : null;
  readonly parts: ToolParts;
  /** Null of what is over with the lesson. Compulsory, so that no tool forgets to say it. */
  readonly kept: KeptPart | null;
};

/** A tool as its script gives it. `style`: its stylesheet, which comes within the script and so is pinned by its hash. */
export type ClientTool<N extends ToolName> = { readonly style: string; start(call: ToolCall<N>): LiveTool<N> };

/** A class with the tools that have come, in the order in which they are shown. */
export type EquippedCall = Call & { readonly tools: ReadonlySignal<readonly LiveTool[]> };
