import type { ProposalAdd, ProposalGroupContextExtensions, ProposalRemove } from 'ts-mls/proposal.js';
import type { ProposalWithSender } from 'ts-mls/unappliedProposals.js';
import { fromUtf8, toBase64url } from '../base/bytes.ts';
import { type GroupMember, occupantOf, type Occupant } from './leaf.ts';
import { roleIn, type StaffList, staffInExtensions } from './staff.ts';

/** The pre-shared key that stands for the class link (RFC 9420, section 8.4). */
export const linkPsk = 'class link';

/** What a commit does, read from its proposals. */
export type Change = {
  readonly added: readonly (Occupant & { readonly key: string })[];
  readonly removed: readonly number[];
  /** The new staff list, not yet checked against the host key. */
  readonly staff: StaffList | null;
  /** Whoever lacks the link cannot take part in the next epoch. */
  readonly bindsLink: boolean;
};

/** Reads what proposals change; null when one of them is of a kind that has no place in a class. */
export const changeOf = (proposals: readonly Pick<ProposalWithSender, 'proposal'>[]): Change | null => {
  const kinds = proposals.map(({ proposal }) => proposal);
  const adds = kinds.filter((one): one is ProposalAdd => one.proposalType === 'add');
  const removes = kinds.filter((one): one is ProposalRemove => one.proposalType === 'remove');
  const lists = kinds.filter((one): one is ProposalGroupContextExtensions => one.proposalType === 'group_context_extensions');
  const psks = kinds.flatMap((one) => (one.proposalType === 'psk' && 'psk' in one ? [one.psk.preSharedKeyId] : []));
  if (adds.length + removes.length + lists.length + psks.length !== kinds.length || lists.length > 1) return null;
  if (!psks.every((psk) => psk.psktype === 'external' && fromUtf8(psk.pskId) === linkPsk)) return null;
  const added = adds.flatMap(({ add }) => {
    const occupant = occupantOf(add.keyPackage.leafNode);
    return occupant ? [{ ...occupant, key: toBase64url(add.keyPackage.leafNode.signaturePublicKey) }] : [];
  });
  const [list] = lists;
  const staff = list ? staffInExtensions(list.groupContextExtensions.extensions) : null;
  if (added.length !== adds.length || (list && !staff)) return null;
  return { added, removed: removes.map(({ remove }) => remove.removed), staff, bindsLink: psks.length > 0 };
};

/**
 * Whether a member may make this change: staff only; a co-host touches no staff and no list; whoever is added is not there
 * yet; every Add is bound to the class link. A new staff list brings its own authority, the host key's signature, which the
 * caller checks: it must be newer and name its sender.
 */
export const mayChange = (
  sender: GroupMember | null,
  change: Change,
  before: { readonly members: readonly GroupMember[]; readonly staff: Pick<StaffList, 'seq' | 'staff'> },
): boolean => {
  const { members, staff } = before;
  const asked = change.staff;
  if (!sender || (asked && asked.seq <= staff.seq)) return false;
  // The path of a commit is sealed for the context before it: a new list goes alone.
  if (asked && change.added.length + change.removed.length > 0) return false;
  const role = roleIn(asked ?? staff, sender);
  if (role === 'student' || (asked && role !== 'host')) return false;
  const gone = members.filter(({ leaf }) => change.removed.includes(leaf));
  if (role === 'cohost' && gone.some((member) => roleIn(staff, member) !== 'student')) return false;
  const there = new Set(members.filter(({ leaf }) => !change.removed.includes(leaf)).map(({ id }) => id));
  const fresh =
    change.added.every(({ id }) => !there.has(id)) && new Set(change.added.map(({ id }) => id)).size === change.added.length;
  return fresh && (change.added.length === 0 || change.bindsLink);
};
