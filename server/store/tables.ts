import type { Insertable } from 'kysely';

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
export type HostSessionsTable = { token_hash: string; account: string; expires_at: number };
export type HostInvitationsTable = { token_hash: string; account: string | null; expires_at: number };

export type Tables = {
  classes: ClassesTable;
  host_accounts: HostAccountsTable;
  host_sessions: HostSessionsTable;
  host_invitations: HostInvitationsTable;
};
export type NewClass = Insertable<ClassesTable>;
