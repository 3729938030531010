import type { Commit } from 'ts-mls/commit.js';
import type { LeafNode } from 'ts-mls/leafNode.js';
import { Refusal } from '../classroom/refusal.ts';

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

/** Who a commit adds, and the leaves that it empties. Refuses with `invalid` what browsers would not take either. */
export const changeOf = ({ proposals }: Commit) => {
  const added: { readonly id: string; readonly key: string }[] = [];
  const removed: number[] = [];
  for (const one of proposals) {
    if (one.proposalOrRefType !== 'proposal') throw new Refusal('invalid');
    const { proposal } = one;
    if (proposal.proposalType === 'add' && 'add' in proposal) added.push(occupantOf(proposal.add.keyPackage.leafNode));
    else if (proposal.proposalType === 'remove' && 'remove' in proposal) removed.push(proposal.remove.removed);
    else if (proposal.proposalType !== 'psk' && proposal.proposalType !== 'group_context_extensions')
      throw new Refusal('invalid');
  }
  return { added, removed };
};
