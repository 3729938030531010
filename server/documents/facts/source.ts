import type { LedgerEntry } from '../../privacy/ledger.ts';
import type { Destination, SubProcessor } from '../../privacy/outside.ts';

/** How hosts sign in: words that stand in a list, and what the server is told of them that way (null: nothing). */
type SignIn = { readonly signIn: string; readonly tells: string | null };

type Party = {
  readonly name?: string | undefined;
  readonly address?: string | undefined;
  readonly contact?: string | undefined;
};

type Placed = Party & {
  readonly country?: string | undefined;
  readonly contract?: string | undefined;
  readonly safeguard?: string | undefined;
};

type OtherController = {
  readonly name: string;
  readonly address: string;
  readonly contact: string;
  readonly contract: string;
  readonly dpo: { readonly name?: string | undefined; readonly contact: string };
};

/** What the documents need of the configuration. */
export type DocumentSettings = {
  readonly profile: 'embedded' | 'onprem' | 'saas';
  readonly http: { readonly publicOrigin?: string | undefined; readonly tls?: object | undefined; readonly host: string };
  readonly class: {
    readonly capacityMax: number;
    readonly maxHours: number;
    readonly earlyLine: boolean;
    readonly allowUnencrypted: boolean;
  };
  readonly retention: {
    readonly classDays: number;
    readonly hostSessionDays: number;
    readonly connectionLogDays: number;
    readonly auditLogDays: number;
    readonly legalHold: boolean;
  };
  readonly controller: Party;
  readonly operator: Placed & { readonly securityContact?: string | undefined; readonly dpo: Party };
  readonly dpo: Party;
  readonly hosting: Placed;
  readonly subProcessors?: readonly SubProcessor[] | undefined;
  readonly otherControllers: readonly OtherController[];
  readonly legalText?: string | undefined;
  readonly interest?: string | undefined;
  readonly legalBasis: 'public-task' | 'contract' | 'legitimate-interest' | 'consent';
  readonly authority: { readonly name: string; readonly contact: string };
  readonly why: Readonly<Record<string, string>>;
};

/** The result of an accessibility audit (RGAA), as somebody wrote it down. */
export type AccessibilityAudit = {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly by: string;
  /** Criteria that are met, per cent of those that apply. */
  readonly rate: number;
  /** What is not accessible, in words. */
  readonly failures: readonly string[];
};

/** Everything that the documents are made from. */
export type DocumentSource = {
  readonly ledger: Readonly<Record<string, LedgerEntry>>;
  readonly settings: DocumentSettings;
  readonly signIns: readonly { readonly fr: SignIn; readonly en: SignIn }[];
  /** Where the server, or a browser in a class, sends something by itself. */
  readonly destinations: readonly Destination[];
  /** The settings when nothing is set: what is looser is explained. */
  readonly standard: object;
  /** SHA-256 of the effective configuration without its secrets, in hexadecimal. */
  readonly fingerprint: string;
  readonly version: string;
  /** ISO 8601, in UTC. */
  readonly made: string;
  readonly audit: AccessibilityAudit | null;
};
