import type { Answer } from '#protocol/messages.ts';
import type { RequestAnswer, RequestInput } from '#protocol/requests.ts';
import type { slateRequests } from '#protocol/slates.ts';
import type { Scope } from '../crypto/messages/sealedMessage.ts';
import type { SealedKind } from '../crypto/messages/sealedKind.ts';
import type { SlateKeys } from '../crypto/slates/slateKeys.ts';
import type { Author } from './model.ts';

export type SlateRequest = keyof typeof slateRequests;

/** Somebody in the group, and what shows that they wrote something. */
export type Writer = Author & { readonly verify: CryptoKey };

/** What slates need of the class. */
export type ClassPort = {
  readonly classId: string;
  readonly self: string;
  readonly signing: CryptoKey;
  ask<N extends SlateRequest>(name: N, input: RequestInput<N>): Promise<Answer<RequestAnswer<N>>>;
  /** Null of who is not in the group, or not yet. */
  writerOf(id: string): Writer | null;
  /** The identifiers of all who are in the group, connected or not. */
  members(): readonly string[];
  /** Of the group. */
  epoch(): number;
  /** Who is in the group and connected. */
  here(): readonly Author[];
  /** Something was refused. `slateFork`: others were given something else. `who`: whose browser it came from; null when only the server can have done it. */
  warn(kind: 'slate' | 'slateFork', who: string | null): void;
  sealAll<T>(kind: SealedKind<T>, value: T): Promise<string>;
  /** Null when they are not admitted. */
  sealFor<T>(kind: SealedKind<T>, to: string, value: T): Promise<string | null>;
  open<T>(kind: SealedKind<T>, from: string, scope: Scope, box: string): Promise<T | null>;
  after(ms: number, task: () => void): Disposable;
};

/** What one slate needs. `askKeys`: they are asked for until they come. */
export type SlatePort = Pick<ClassPort, 'classId' | 'self' | 'signing' | 'ask' | 'writerOf' | 'warn' | 'after'> & {
  readonly keys: SlateKeys;
  askKeys(): void;
};
