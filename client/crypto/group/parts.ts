import type { RefusalCode } from '#protocol/codes.ts';
import type { GroupCommit, GroupFound, GroupPackage, HostWord } from '#protocol/group.ts';
import type { Card } from '#protocol/people.ts';
import type { Scheduler, Time } from '../base/scheduler.ts';
import type { Bytes } from '../base/bytes.ts';
import type { FrameKeys } from '../frames/framePort.ts';
import type { Identity } from '../credentials/identity.ts';
import type { People } from '../credentials/people.ts';
import type { SerialQueue } from '../base/serialQueue.ts';
import type { TrustedRoster } from './trustedRoster.ts';
import type { TrustMonitor } from './trustMonitor.ts';

/** An answer of the server, as far as it matters here. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly code: RefusalCode };
/** The line is cut: whether it was done will show when it is back. */
export const offline = { ok: false, code: 'offline' } as const satisfies Outcome;
/** A participant's key package, as the server keeps it. */
export type OfferedPackage = { readonly id: string; readonly keyPackage: string };

/** What the group asks of the server. Each resolves to the answer, and leaves in the order in which it was asked. */
export type GroupRequests = {
  commit(change: GroupCommit): Promise<Outcome>;
  found(group: GroupFound): Promise<Outcome>;
  word(word: HostWord): Promise<Outcome>;
  offer(offer: GroupPackage): Promise<Outcome>;
  /** Empty when the server does not answer. */
  packages(): Promise<readonly OfferedPackage[]>;
};

export type GroupOptions = Time & {
  readonly classId: string;
  /** The participant's identifier, as the ticket gave it. */
  readonly selfId: string;
  readonly identity: Identity;
  readonly name: string;
  readonly secret: Bytes;
  /** The host's public key: a point of 65 bytes. */
  readonly hostKey: Bytes;
  /** Present on a host's device. */
  readonly hostPrivateKey?: CryptoKey;
  readonly encrypted: boolean;
  /** A lesson begins without a lobby, as the charter says. */
  readonly open?: boolean;
  readonly frames: FrameKeys;
  /** What `keep` was given last, when the page was reloaded. */
  readonly saved?: Uint8Array | null;
  readonly ask: GroupRequests;
  /** Keeps the state of the group for a reload, in the place of what was kept. Resolves once it is safe. */
  keep(state: Bytes | null): Promise<void>;
  /** Something that the view shows is different. */
  changed(): void;
};

/** Oneself, as the others know one. `key`: the card's signing key (a point, base64url). */
export type Self = { readonly id: string; readonly card: Card; readonly hash: string; readonly key: string };

/** What the parts of a group session share. */
export type GroupParts = {
  readonly options: GroupOptions;
  readonly self: Self;
  readonly hostKey: CryptoKey;
  /** The key that the class link gives (an external pre-shared key, RFC 9420, section 8.4). */
  readonly link: Bytes;
  readonly people: People;
  readonly roster: TrustedRoster;
  readonly monitor: TrustMonitor;
  readonly queue: SerialQueue;
  readonly scheduler: Scheduler;
};

/** Who comes first is dealt with at once; those who come or leave within this time after, together at its end. In milliseconds. */
export const batchMs = 150;
