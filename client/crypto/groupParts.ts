import type { Card, Roster } from '#protocol/people.ts';
import type { Warning } from '../state/call.ts';
import type { Agenda, Time } from './agenda.ts';
import type { Bytes } from './bytes.ts';
import type { FrameKeys } from './framePort.ts';
import type { Identity } from './identity.ts';
import type { People } from './people.ts';
import type { Register } from './register.ts';
import type { SerialQueue } from './serialQueue.ts';

/** An answer of the server, as far as it matters here. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly code: string };
/** A sealed box for one recipient. */
export type BoxFor = { readonly to: string; readonly box: string };

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
  /** The roster that this visit accepted last, when the page was reloaded. */
  readonly roster?: Roster | null;
  /** Each gives what the server answers. What is sent through one must leave in the order in which it was given. */
  publish(roster: Roster): Promise<Outcome>;
  sendKeys(boxes: BoxFor[]): Promise<Outcome>;
  askKeys(): Promise<Outcome>;
  /** Something that the view shows is different. */
  changed(): void;
};

/** Oneself, as the others know one. */
export type Self = { readonly id: string; readonly card: Card; readonly hash: string };

/** What the parts of a group share. */
export type GroupParts = {
  readonly options: GroupOptions;
  readonly self: Self;
  readonly hostKey: CryptoKey;
  readonly people: People;
  readonly register: Register;
  readonly queue: SerialQueue;
  readonly agenda: Agenda;
  readonly warn: (warning: Warning) => void;
};

/** Who comes first is dealt with at once; those who come or leave within this time after, together at its end. In milliseconds. */
export const batchMs = 150;
