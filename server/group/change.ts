import type { Commit } from 'ts-mls/commit.js';
import type { LeafNode } from 'ts-mls/leafNode.js';
import type { PreSharedKeyID } from 'ts-mls/presharedkey.js';
import { Refusal } from '../protocol/refusal.ts';

const label = 'ardoise member 1';
const mark = Buffer.from(label);
const idBytes = 22;

/** Who a leaf says it is: see `client/crypto/mls/leaf.ts`. */
const occupantOf = ({ credential, signaturePublicKey }: LeafNode): { readonly id: string; readonly key: string } => {
  const identity = credential.credentialType === 'basic' ? Buffer.from(credential.identity) : Buffer.alloc(0);
  const at = 4 + mark.length + 4;
  const id = identity.subarray(at, at + idBytes).toString();
  const fits =
    identity.length === at + idBytes + 4 + 32 && identity.subarray(4, 4 + mark.length).equals(mark) && /^[\w-]{22}$/.test(id);
  if (!fits) throw new Refusal('invalid');
  return { id, key: Buffer.from(signaturePublicKey).toString('base64url') };
};

type Added = { readonly id: string; readonly key: string };

/** What a commit does to a group. */
export type Change = {
  readonly added: readonly Added[];
  /** The leaves that it empties. */
  readonly removed: readonly number[];
  /** It sets the extensions of the group context: the staff list. */
  readonly setsList: boolean;
};

/** The pre-shared key that stands for the class link: see `client/crypto/mls/policy.ts`. */
const isLink = ({ psktype, ...psk }: PreSharedKeyID): boolean =>
  psktype === 'external' && 'pskId' in psk && Buffer.from(psk.pskId).toString() === 'class link';

/**
 * Reads what a commit does. Refuses with `invalid` what browsers would not take either: other kinds of proposals, an Add that is
 * not bound to the class link, somebody who is added twice, a new list beside anything else (`client/crypto/mls/policy.ts`).
 */
export const changeOf = ({ proposals }: Commit): Change => {
  const added: Added[] = [];
  const removed: number[] = [];
  let [lists, links] = [0, 0];
  for (const one of proposals) {
    if (one.proposalOrRefType !== 'proposal') throw new Refusal('invalid');
    const { proposal } = one;
    if (proposal.proposalType === 'add' && 'add' in proposal) added.push(occupantOf(proposal.add.keyPackage.leafNode));
    else if (proposal.proposalType === 'remove' && 'remove' in proposal) removed.push(proposal.remove.removed);
    else if (proposal.proposalType === 'group_context_extensions') lists += 1;
    else if (proposal.proposalType === 'psk' && 'psk' in proposal && isLink(proposal.psk.preSharedKeyId)) links += 1;
    else throw new Refusal('invalid');
  }
  const once = new Set(added.map(({ id }) => id)).size === added.length;
  const bound = added.length === 0 || links > 0;
  const alone = lists === 0 || (lists === 1 && added.length + removed.length === 0);
  if (!once || !bound || !alone) throw new Refusal('invalid');
  return { added, removed, setsList: lists > 0 };
};
