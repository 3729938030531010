import type { Counts } from '../privacy/journal.ts';
import type { LedgerKey } from '../privacy/ledger.ts';
import type { AccountExport, HeldAccount, HeldItem } from '../protocol/held.ts';
import { auditItem, classRowItems, diskItem, type ItemTerms, memoryItems } from './items.ts';

const day = 86_400_000;

type Expiring = { readonly expiresAt: number };
/** What is stored of an account, but for its classes. */
type AccountRows = { readonly sessions: readonly Expiring[]; readonly invitations: readonly Expiring[] };

const latest = (rows: readonly Expiring[]): number => Math.max(...rows.map(({ expiresAt }) => expiresAt));

/** When a class goes that its host does not come back to: a host's absence after its last use. */
const withoutHost = ({ expiresAt }: Expiring, { retention: { classDays, hostSessionDays } }: ItemTerms): number =>
  Math.min(expiresAt, expiresAt - (classDays - hostSessionDays) * day);

/** What is held of an account on disk. The account itself goes with the last thing that leads to it, and the last of its classes. */
export const heldItemsOf = (known: AccountRows, classes: Parameters<typeof classRowItems>[1], terms: ItemTerms): HeldItem[] => {
  const stored = (item: LedgerKey, rows: readonly Expiring[]): HeldItem[] =>
    rows.length === 0 ? [] : [diskItem(terms, item, 'store', rows.length, latest(rows))];
  const lastOfClasses = classes.map((one) => withoutHost(one, terms));
  return [
    diskItem(terms, 'hostAccount', 'store', 1, Math.max(latest([...known.sessions, ...known.invitations]), ...lastOfClasses)),
    ...stored('hostSession', known.sessions),
    ...stored('hostInvitation', known.invitations),
    ...classRowItems(terms, classes),
    auditItem(terms),
  ];
};

/** One class of an account. `counts`: what it holds in memory; null when it does not run. */
export const heldClassOf = (
  { id, createdAt, expiresAt }: { readonly id: string; readonly createdAt: number; readonly expiresAt: number },
  counts: Counts | null,
  terms: ItemTerms,
): HeldAccount['classes'][number] => ({
  id,
  createdAt,
  expiresAt,
  open: counts !== null,
  ...(counts && { room: memoryItems(counts, terms) }),
});

/** What an account is exported from: its rows in the store. */
type ExportedAccount = Pick<AccountExport['account'], 'id' | 'createdAt'> & {
  readonly sessions: readonly (AccountExport['sessions'][number] & { readonly id: string })[];
  readonly invitations: readonly AccountExport['invitations'][number][];
};

/** Everything that is stored of an account but the hashes of secrets. `at`: milliseconds since 1970. */
export const exportOf = (
  { id: account, createdAt, sessions, invitations }: ExportedAccount,
  classes: readonly AccountExport['classes'][number][],
  at: number,
): AccountExport => ({
  format: 1,
  at,
  account: { id: account, createdAt },
  sessions: sessions.map(({ id: _id, ...kept }) => kept),
  invitations: invitations.map(({ ownDevice, expiresAt }) => ({ ownDevice, expiresAt })),
  classes: classes.map(({ id, charter, settings, vault, createdAt: made, expiresAt }) => ({
    id,
    charter,
    settings,
    vault,
    createdAt: made,
    expiresAt,
  })),
});
