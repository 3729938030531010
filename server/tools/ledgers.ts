import type { LedgerEntry } from '../privacy/ledger.ts';
import { ledger as hands } from './hands/ledger.ts';
import { ledger as timer } from './timer/ledger.ts';

/** What the tools hold of people, where they hold something: the server's one ledger takes it in. */
export const toolLedger = { ...hands, ...timer } as const satisfies Record<string, LedgerEntry>;
