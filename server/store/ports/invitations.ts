/** `start`: the server, for the first host; `operator`: at the machine. */
export type InvitationMaker = 'start' | 'operator' | 'host';

export type NewInvitation = {
  readonly hash: string;
  /** Null: whoever uses it gets a new account. */
  readonly account: string | null;
  readonly expires: number;
  readonly madeBy: InvitationMaker;
  /** The account of the host who made it. */
  readonly maker: string | null;
};

/** An open invitation as its host sees it. `ownDevice`: it opens the account that made it. */
export type StoredInvitation = { readonly id: string; readonly ownDevice: boolean; readonly expiresAt: number };

/** One-time invitations to host, by the hash of their token, which is nowhere. Times in milliseconds since 1970. */
export type InvitationStore = {
  add(invitation: NewInvitation): Promise<void>;
  /** What the invitation stands for, if it has not expired. */
  find(hash: string, now: number): Promise<{ readonly account: string | null } | null>;
  /** The same, once: it is erased on use, whoever else uses it at the same moment. */
  use(hash: string, now: number): Promise<{ readonly account: string | null } | null>;
  /** False when the account made no such invitation, or it was used. */
  withdraw(maker: string, id: string): Promise<boolean>;
  /** Erases the unused invitations that earlier starts of the server made for the first host. */
  dropFirst(): Promise<void>;
};
