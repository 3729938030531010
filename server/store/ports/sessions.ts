import type { DeviceKind } from '../../protocol/access.ts';

/** A session as its host sees it. Times in milliseconds since 1970; null: from before it was kept. */
export type StoredSession = {
  /** What it is called by; it opens nothing. */
  readonly id: string;
  readonly openedAt: number | null;
  /** The beginning of the day (UTC) of the last use that was noted. */
  readonly usedOn: number | null;
  readonly device: DeviceKind | null;
  readonly expiresAt: number;
};

/** What a token leads to. */
export type FoundSession = {
  readonly id: string;
  readonly account: string;
  readonly expires: number;
  readonly usedOn: number | null;
};

/** Sessions of hosts, by the hash of their token, which is nowhere. Times in milliseconds since 1970. */
export type SessionStore = {
  add(session: {
    readonly hash: string;
    readonly account: string;
    readonly expires: number;
    readonly now: number;
  }): Promise<void>;
  /** The session, if it has not expired. */
  find(hash: string, now: number): Promise<FoundSession | null>;
  prolong(hash: string, expires: number, now: number): Promise<void>;
  end(hash: string): Promise<void>;
  /** Whether anybody has a session. */
  any(now: number): Promise<boolean>;
  /** False when the account has no such session. */
  endOf(account: string, id: string): Promise<boolean>;
  /** Ends every session of the account but one. Gives how many. */
  endOthers(account: string, kept: string): Promise<number>;
  /** Notes which kind of device a session is on. False when the account has no such session. */
  nameDevice(account: string, id: string, device: DeviceKind | null): Promise<boolean>;
};
