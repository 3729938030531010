import { type LedgerEntry, ledger } from '../privacy/ledger.ts';
import { valueAt } from './mandatory.ts';

const entries: readonly LedgerEntry[] = Object.values(ledger);

/**
 * Settings whose standard value protects people: the lifetimes that the ledger names, the longest class, since its end erases
 * the most, and the legal hold, under which lifetimes do not end.
 */
export const protectiveSettings: readonly string[] = [
  ...new Set(entries.flatMap(({ until }) => ('setting' in until ? [until.setting] : []))),
  'class.maxHours',
  'retention.legalHold',
];

const unencrypted = 'class.allowUnencrypted';

/** The settings that need a reason when they protect less than they do by themselves. */
export const explainedSettings: readonly string[] = [...protectiveSettings, unencrypted];

/** A setting that protects less than its standard does, and the reason that was given. */
export type Loosening = {
  readonly setting: string;
  readonly value: number | boolean;
  readonly standard: number | boolean;
  readonly why: string | null;
};

type Explained = { readonly profile: string; readonly why: Readonly<Record<string, string>> };

/** Classes whose key the server has are standard on one's own machine only. */
const unencryptedIn = (settings: Explained): Loosening[] =>
  settings.profile === 'embedded' || valueAt(settings, unencrypted) !== true
    ? []
    : [{ setting: unencrypted, value: true, standard: false, why: settings.why[unencrypted] ?? null }];

/** A number protects less when it is higher, a switch when it is not as the standard has it. */
const isLooser = (value: unknown, standard: unknown): boolean =>
  typeof value === 'number' ? value > Number(standard) : value !== standard;

/** The settings that protect less than the standard ones. */
export const looseningsIn = (settings: Explained, standard: object): Loosening[] => [
  ...protectiveSettings
    .filter((setting) => isLooser(valueAt(settings, setting), valueAt(standard, setting)))
    .map((setting) => ({
      setting,
      value: valueAt(settings, setting) as number | boolean,
      standard: valueAt(standard, setting) as number | boolean,
      why: settings.why[setting] ?? null,
    })),
  ...unencryptedIn(settings),
];
