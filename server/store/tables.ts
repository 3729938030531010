import type { Generated, Insertable } from 'kysely';
import type { DeviceKind } from '../protocol/access.ts';

/** A class that was made. Nothing of those who come to it. Times in milliseconds since 1970. */
export type ClassesTable = {
  id: string;
  /** The account that made it, while it exists. */
  owner: string | null;
  charter: string;
  settings: string;
  host_proof_hash: string;
  vault: string;
  /** Grows when somebody is removed for good: seat tokens given before no longer count as admitted. */
  generation: number;
  created_at: number;
  used_at: number;
  expires_at: number;
};

export type HostAccountsTable = { id: string; created_at: number };
/** `opened_at`, `used_on` (the beginning of a day in UTC): null for a session from before they were kept. */
export type HostSessionsTable = {
  token_hash: string;
  account: string;
  expires_at: number;
  /** Random: what the session is called by when it is ended from another device. */
  id: string;
  opened_at: number | null;
  used_on: number | null;
  /** What kind of device it is, one of a few words, where the host has said so. */
  device: DeviceKind | null;
};
export type HostInvitationsTable = {
  token_hash: string;
  account: string | null;
  expires_at: number;
  id: string;
  made_by: InvitationMaker;
  /** The account of the host who made it. */
  maker: string | null;
};
/** `start`: the server, for the first host; `operator`: at the machine. */
export type InvitationMaker = 'start' | 'operator' | 'host';

/** What the operator did beside the server, until the server has logged it. JSON: identifiers of classes, counts by item. */
export type OperatorActsTable = {
  id: Generated<number>;
  at: number;
  act: 'host-invited' | 'host-removed';
  account: string | null;
  classes: string | null;
  counts: string | null;
};

export type Tables = {
  classes: ClassesTable;
  host_accounts: HostAccountsTable;
  host_sessions: HostSessionsTable;
  host_invitations: HostInvitationsTable;
  operator_acts: OperatorActsTable;
};
export type NewClass = Insertable<ClassesTable>;
