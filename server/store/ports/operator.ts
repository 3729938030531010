import type { Counts } from '../../privacy/journal.ts';

/** A host as the operator sees one. Times in milliseconds since 1970; null: unknown, or never since it is kept. */
export type ListedHost = {
  readonly id: string;
  readonly madeAt: number;
  /** The beginning of a day in UTC. */
  readonly usedOn: number | null;
  readonly sessions: number;
  readonly invitations: number;
  readonly classes: number;
};

/**
 * What the operator did beside the server, for the server to write into its logs and to act on. `classes`: those erased with
 * a host. `counts`: what was erased, by item of the ledger.
 */
export type OperatorAct = { readonly id: number; readonly at: number } & (
  | { readonly act: 'host-invited' }
  | { readonly act: 'host-removed'; readonly account: string; readonly classes: readonly string[]; readonly counts: Counts }
);

/** How a host is removed. `hold`: legal hold is on, so that what is theirs becomes unusable and is erased later. */
export type Removal = { readonly account: string; readonly withClasses: boolean; readonly hold: boolean };

/** What the operator's command does, while a server runs or not. Each act is kept with what it changed. */
export type OperatorStore = {
  /** Every host, who was here last first; who never was, last. */
  hosts(now: number): Promise<ListedHost[]>;
  /** Keeps an invitation for a new host. */
  invite(invitation: { readonly hash: string; readonly expires: number }, now: number): Promise<void>;
  /** Removes a host with all sessions and invitations; classes stay for whoever has their links, unless they go too. */
  remove(removal: Removal, now: number): Promise<void>;
  /** What the operator did that nobody has followed up yet, oldest first. */
  acts(): Promise<OperatorAct[]>;
  forgetAct(id: number): Promise<void>;
};
