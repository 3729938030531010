import { canonicalJson } from '../privacy/canonical.ts';
import type { ClassEnd } from '../classroom/ports.ts';
import type { Link } from '../privacy/chain.ts';
import type { LedgerKey } from '../privacy/ledger.ts';
import { isSignedBy, type ServerKey } from '../privacy/serverKey.ts';
import type { ClassCharter } from '../protocol/http.ts';
import { classItems } from './stored.ts';
import type { HeldUntil, Receipt, ReceiptItem, ReceiptStatement } from '../protocol/receipt.ts';

const day = 86_400_000;

/** The class in memory, and what of it is on disk. Times in milliseconds since 1970. */
export type Ending = ClassEnd & {
  readonly classId: string;
  readonly opened: number;
  readonly ended: number;
  /** When the class expires in the store; null when it was erased from there. */
  readonly expires: number | null;
  readonly charter: Pick<ClassCharter, 'openSecret'>;
};

export type ReceiptTerms = {
  readonly retention: { readonly connectionLogDays: number; readonly auditLogDays: number; readonly legalHold: boolean };
  /** SHA-256 of the configuration. */
  readonly configuration: string;
  /** The last lines of the audit log and of the purge journal. */
  readonly chains: { readonly audit: Link; readonly journal: Link };
};

const memoryItems = ({ before, after }: ClassEnd): ReceiptItem[] =>
  (Object.keys(before) as LedgerKey[]).map((item) => {
    const existed = before[item] ?? 0;
    const remains = after[item] ?? 0;
    // Only the hosts' own connections are left: they carry this receipt, and close behind it.
    const until: HeldUntil | null = remains > 0 ? { event: 'disconnect' } : null;
    return { item, place: 'memory', existed, erased: existed - remains, remains, until };
  });

/** What a class's end erased from memory, and what stays elsewhere until when. */
export const statementOf = (ending: Ending, { retention, configuration, chains }: ReceiptTerms): ReceiptStatement => {
  const { classId, opened, ended, reason, expires, charter } = ending;
  const until = (at: number): HeldUntil => (retention.legalHold ? { event: 'legal-hold' } : { at });
  const inStore = (item: LedgerKey): ReceiptItem =>
    expires === null
      ? { item, place: 'store', existed: 1, erased: 1, remains: 0, until: null }
      : { item, place: 'store', existed: 1, erased: 0, remains: 1, until: until(expires) };
  const inLog = (item: LedgerKey, place: 'connection-log' | 'audit-log', days: number): ReceiptItem => ({
    item,
    place,
    existed: null,
    erased: 0,
    remains: null,
    until: until(ended + days * day),
  });
  const items = [
    ...memoryItems(ending),
    ...classItems(charter).map(inStore),
    inLog('connectionRecord', 'connection-log', retention.connectionLogDays),
    inLog('auditRecord', 'audit-log', retention.auditLogDays),
  ];
  return { format: 1, class: classId, opened, ended, reason, items, configuration, chains };
};

const signedText = (statement: ReceiptStatement): string => `ardoise receipt 1\n${canonicalJson(statement)}`;

export const signReceipt = (statement: ReceiptStatement, key: ServerKey): Receipt => ({
  statement,
  key: key.publicKey,
  signature: key.sign(signedText(statement)),
});

/** True when the server that holds the receipt's key signed exactly this. */
export const isAuthentic = ({ statement, key, signature }: Receipt): boolean => isSignedBy(key, signedText(statement), signature);

const inWords = (until: HeldUntil | null): string => {
  if (until === null) return '-';
  return 'at' in until ? `at the latest ${new Date(until.at).toISOString()}` : until.event;
};
const shown = (count: number | null): string => (count === null ? 'not counted by class' : String(count));

/** A receipt in plain lines, for a terminal. */
export const linesOfReceipt = ({ statement, key }: Receipt): string[] => [
  'AUTHENTIC: nothing was altered since the server signed it.',
  `Key: ${key}`,
  `Class ${statement.class}, opened ${new Date(statement.opened).toISOString()}, ended ${new Date(statement.ended).toISOString()} (${statement.reason})`,
  ...(statement.chains
    ? [
        `The server's audit log then ended with line ${statement.chains.audit.n}, its purge journal with line ${statement.chains.journal.n}: npm run verify-logs -- folder this-receipt.json finds whether they were written anew since.`,
      ]
    : []),
  ...statement.items.map(
    ({ item, place, existed, erased, remains, until }) =>
      `- ${item} (${place}): existed ${shown(existed)}, erased ${erased}, remains ${shown(remains)}, until ${inWords(until)}`,
  ),
];
