import { link } from './link/declarations.ts';
import type { ProviderDeclarations } from './port.ts';

/** What each provider holds of people and logs. */
export const declarations = { link } as const satisfies Record<string, ProviderDeclarations>;

type Every = (typeof declarations)[keyof typeof declarations];
type Merged<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer All) => void ? All : never;
const merged = <P extends keyof ProviderDeclarations>(part: P) =>
  Object.assign({}, ...Object.values(declarations).map((one) => one[part])) as Merged<Every[P]>;

/** The server's one ledger takes it in. */
export const providerLedger = merged('ledger');
/** The one list of what may be logged takes them in. */
export const providerEvents = merged('events');
