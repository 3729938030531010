import type { Config } from '../../../server/config/schema.ts';
import { secondsOf } from '../../../server/documents/facts/lifetime.ts';
import { type LedgerEntry, type LedgerKey, ledger } from '../../../server/privacy/ledger.ts';
import { remainsSeconds } from '../../../server/privacy/remains.ts';
import type { Spot } from './search.ts';

/** A text that nothing else contains, and what it is. */
export type Canary = {
  readonly item: string;
  readonly text: string;
  /** The text stands for bytes (base64url), which are looked for as well. */
  readonly bytes?: boolean;
  /** What the ledger says of it: where it may be, and until when. None: the server must never have it. */
  readonly keys: readonly LedgerKey[];
  /** It passes through the server in clear, which keeps it nowhere: freed memory may show it until that is wiped. */
  readonly passes?: true;
  /** The ledger says of it that freed memory may show it for longer, until that place is used again (`memoryRemains`). */
  readonly stays?: true;
  /** Where it is while the class runs, for certain: a search that does not find it there is blind. */
  readonly sure?: readonly Spot[];
};

/** `null` while the class runs; then the seconds since it was over and everybody had gone. */
export type Elapsed = number | null;

/** How many seconds after the class an item may be kept; negative: not even while the class runs. */
const lapse = ({ until }: LedgerEntry, config: Config): number => {
  if ('tab' in until) return 0;
  if ('seconds' in until) return until.seconds;
  if ('setting' in until) return secondsOf(config, until.setting);
  return until.event === 'relayed' ? -1 : 0;
};

/** True where and when the ledger lets the server have it. */
export const isAllowed = ({ keys, stays }: Canary, spot: Spot, elapsed: Elapsed, config: Config): boolean =>
  (stays === true && spot === 'memory') ||
  keys.some((key) => {
    const entry: LedgerEntry = ledger[key];
    const until = lapse(entry, config);
    return entry.keptIn.some((place) => place === spot) && (elapsed === null ? until >= 0 : elapsed < until);
  });

/** Whether raw memory, in use or freed, may show it then. What no key of the ledger is of and does not pass may never be there. */
export const mayRemain = ({ keys, passes, stays }: Canary, elapsed: Elapsed, config: Config): boolean => {
  if (stays === true) return true;
  if (elapsed === null || elapsed < remainsSeconds) return passes === true || keys.length > 0;
  // The store's library keeps pages of its file in memory.
  return keys.some((key) => {
    const entry: LedgerEntry = ledger[key];
    return entry.keptIn.some((place) => place === 'memory' || place === 'store') && elapsed < lapse(entry, config);
  });
};

const onServer = (entry: LedgerEntry): boolean => entry.keptIn.some((place) => place !== 'browser');

/** Every lifetime of the ledger that ends after the class, in seconds, shortest first. */
export const lifetimes = (config: Config): number[] => {
  const entries: readonly LedgerEntry[] = Object.values(ledger);
  const all = entries.filter(onServer).map((entry) => lapse(entry, config));
  return [...new Set(all)].filter((seconds) => seconds > 0).toSorted((a, b) => a - b);
};

/** What the ledger declares of a canary, in words. */
export const declared = ({ keys }: Canary): string => {
  const words = keys.flatMap((key) => {
    const { keptIn, until }: LedgerEntry = ledger[key];
    const places = keptIn.filter((place) => place !== 'browser');
    const end =
      'tab' in until
        ? `tab ${until.tab}`
        : 'event' in until
          ? until.event
          : 'setting' in until
            ? until.setting
            : `${until.seconds} s`;
    return places.length > 0 ? [`${places.join(', ')} until ${end}`] : [];
  });
  return words.length > 0 ? words.join('; ') : 'never';
};
