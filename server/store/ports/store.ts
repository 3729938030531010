import type { z } from 'zod';
import type { Keeper } from '../../privacy/erasing.ts';
import type { AccountStore } from './accounts.ts';
import type { ClassStore } from './classes.ts';
import type { InvitationStore } from './invitations.ts';
import type { OperatorStore } from './operator.ts';
import type { SessionStore } from './sessions.ts';

/** Whose rows they are where there is one establishment. */
export const onlyTenant = 'only';

/**
 * What survives a restart: classes made and how hosts come back to them. Nothing about students. Every store is one
 * establishment's, and sees and erases its rows only. What it erased is nowhere any more when the promise is kept
 * (`tests/contract/store.test.ts`). Erasing what has expired goes by the retention of now: a row from when it was longer, or
 * from when the clock was ahead, is shortened first, and none is ever lengthened.
 */
export type Store = Keeper & {
  readonly classes: ClassStore;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly invitations: InvitationStore;
  readonly operator: OperatorStore;
  /** True when another process may have written since the last time this was asked. Asked each second: it must cost little. */
  changedElsewhere(): Promise<boolean>;
  /** Makes sure that what single calls erased (a used invitation, an ended session) is in no file any more. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

/** How long rows live after the last use of what they are of; an invitation after it was made. */
export type Retention = { readonly classDays: number; readonly hostSessionDays: number; readonly invitationHours: number };

export type StoreTerms = {
  /** The server's own folder, which exists or can be made. */
  readonly folder: string;
  readonly tenant: string;
  readonly retention: Retention;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** A kind of store. `settings`: what it adds to the section `data` of the configuration, every one optional. */
export type StoreKind<S extends z.core.$ZodShape = z.core.$ZodShape> = {
  readonly settings: S;
  /** Makes what is missing, and brings what an earlier version made up to date. Throws when it cannot. */
  open(terms: StoreTerms, settings: z.infer<z.ZodObject<S>>): Promise<Store>;
};
