import type { Generated, Kysely } from 'kysely';
import type { DeviceKind } from '../../protocol/access.ts';
import type { InvitationMaker } from '../ports/invitations.ts';

/** Every row is one establishment's. Times are milliseconds since 1970. */
type OfTenant = { tenant: string };

/** Charter and settings are JSON; the charter's `openSecret` stands apart. */
type ClassesTable = OfTenant & {
  id: string;
  owner: string | null;
  charter: string;
  settings: string;
  host_proof_hash: string;
  vault: string;
  open_secret: string | null;
  generation: number;
  created_at: number;
  used_at: number;
  expires_at: number;
};

type HostAccountsTable = OfTenant & { id: string; created_at: number };

/** `id`: random, what the session is called by when it is ended from another device. */
type HostSessionsTable = OfTenant & {
  token_hash: string;
  account: string;
  expires_at: number;
  id: string;
  opened_at: number | null;
  used_on: number | null;
  device: DeviceKind | null;
};

type HostInvitationsTable = OfTenant & {
  token_hash: string;
  account: string | null;
  expires_at: number;
  id: string;
  made_by: InvitationMaker;
  maker: string | null;
};

/** What the operator did beside the server, until the server has logged it. JSON: identifiers of classes, counts by item. */
type OperatorActsTable = OfTenant & {
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

/** The rows of one establishment, in a database or within one step of it. Every query names the tenant. */
export type Rows = { readonly db: Kysely<Tables>; readonly tenant: string };
