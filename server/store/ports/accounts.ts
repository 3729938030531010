import type { StoredInvitation } from './invitations.ts';
import type { StoredSession } from './sessions.ts';

/** What is kept of one account, but for its classes. Times in milliseconds since 1970. */
export type StoredAccount = {
  readonly createdAt: number;
  readonly sessions: readonly StoredSession[];
  /** Made by the account, or opening it on another device. */
  readonly invitations: readonly StoredInvitation[];
};

/** Whether nothing leads to an account but what is counted as `spared` sessions. */
export const isUnreachable = ({ sessions, invitations }: StoredAccount, spared = 0): boolean =>
  sessions.length <= spared && !invitations.some(({ ownDevice }) => ownDevice);

/** Accounts of hosts: a random identifier each, and nothing else. One goes with the last thing that leads to it. */
export type AccountStore = {
  /** A new account. Gives its identifier. */
  add(now: number): Promise<string>;
  /** What is kept of an account. Throws when there is no such account. */
  heldOf(account: string, now: number): Promise<StoredAccount>;
};
