import { expect, test } from 'vitest';
import { applyUpdatePathSecret } from 'ts-mls/createCommit.js';
import type { CiphersuiteImpl } from 'ts-mls/crypto/ciphersuite.js';
import { deriveSecret } from 'ts-mls/crypto/kdf.js';
import type { GroupContext } from 'ts-mls/groupContext.js';
import { verifyLeafNodeSignature, verifyLeafNodeSignatureKeyPackage } from 'ts-mls/leafNode.js';
import { verifyParentHashes } from 'ts-mls/parentHash.js';
import { getCommitSecret } from 'ts-mls/pathSecrets.js';
import { type PrivateKeyPath, toPrivateKeyPath } from 'ts-mls/privateKeyPath.js';
import { decodeProposal, type Proposal } from 'ts-mls/proposal.js';
import {
  addLeafNode,
  decodeRatchetTree,
  encodeRatchetTree,
  getHpkePublicKey,
  type RatchetTree,
  removeLeafNode,
  resolution,
  updateLeafNode,
} from 'ts-mls/ratchetTree.js';
import { treeHash, treeHashRoot } from 'ts-mls/treeHash.js';
import { toLeafIndex, toNodeIndex } from 'ts-mls/treemath.js';
import { applyUpdatePath, createUpdatePath, decodeUpdatePath, type UpdatePath } from 'ts-mls/updatePath.js';
import { mlsSuite, suiteName } from '../../../client/crypto/mls/suite.ts';
import { decoded, hex, toHex, toPkcs8, vectorsOf } from './vectors.ts';

const treeOf = (digits: string): RatchetTree => decoded(decodeRatchetTree, digits);

/** Whether each leaf of a tree is signed by its key. */
const areSigned = (tree: RatchetTree, groupId: Uint8Array, { signature }: CiphersuiteImpl): Promise<boolean[]> =>
  Promise.all(
    tree.flatMap((node, at) => {
      if (node?.nodeType !== 'leaf') return [];
      const { leaf } = node;
      return leaf.leafNodeSource === 'key_package'
        ? [verifyLeafNodeSignatureKeyPackage(leaf, signature)]
        : [verifyLeafNodeSignature(leaf, groupId, at / 2, signature)];
    }),
  );

test('RFC 9420 tree-validation: hashes, resolutions, parent hashes and signatures', async () => {
  const suite = await mlsSuite();
  type Vector = Readonly<Record<'tree' | 'group_id', string>> & {
    readonly tree_hashes: readonly string[];
    readonly resolutions: readonly (readonly number[])[];
  };
  const vectors = vectorsOf<Vector>('tree-validation');
  expect(vectors.map(({ resolutions }) => resolutions.length)).toEqual([3, 7, 15]);
  for (const { tree: encoded, group_id: id, tree_hashes: hashes, resolutions } of vectors) {
    const tree = treeOf(encoded);
    const nodes = tree.map((_, at) => toNodeIndex(at));
    expect(toHex(encodeRatchetTree(tree))).toBe(encoded);
    expect(nodes.map((at) => resolution(tree, at))).toEqual(resolutions);
    expect((await Promise.all(nodes.map((at) => treeHash(tree, at, suite.hash)))).map(toHex)).toEqual(hashes);
    expect(await verifyParentHashes(tree, suite.hash)).toBe(true);
    expect(new Set(await areSigned(tree, hex(id), suite))).toEqual(new Set([true]));
    expect(await areSigned(tree, hex(`${id}00`), suite)).toContain(false);
    const cut = tree.map((node) =>
      node?.nodeType === 'parent' ? { ...node, parent: { ...node.parent, parentHash: hex('00') } } : node,
    );
    expect(await verifyParentHashes(cut, suite.hash)).toBe(false);
  }
});

test('RFC 9420 tree-operations: adding, renewing, removing', async () => {
  const { hash } = await mlsSuite();
  type Trees = 'tree_before' | 'tree_after' | 'tree_hash_before' | 'tree_hash_after';
  type Vector = Readonly<Record<'proposal' | Trees, string>> & { readonly proposal_sender: number };
  const vectors = vectorsOf<Vector>('tree-operations');
  const after = (tree: RatchetTree, proposal: Proposal, sender: number): RatchetTree => {
    if (proposal.proposalType === 'add') return addLeafNode(tree, proposal.add.keyPackage.leafNode)[0];
    if (proposal.proposalType === 'update') return updateLeafNode(tree, proposal.update.leafNode, toLeafIndex(sender));
    if (proposal.proposalType === 'remove') return removeLeafNode(tree, toLeafIndex(proposal.remove.removed));
    throw new Error('not an operation on a tree');
  };
  const proposals = vectors.map(({ proposal }) => decoded(decodeProposal, proposal));
  expect(proposals.map(({ proposalType }) => proposalType)).toEqual(['add', 'add', 'update', 'remove', 'remove']);
  for (const [at, vector] of vectors.entries()) {
    const before = treeOf(vector.tree_before);
    expect(toHex(await treeHashRoot(before, hash))).toBe(vector.tree_hash_before);
    const tree = after(before, proposals[at]!, vector.proposal_sender);
    expect(toHex(encodeRatchetTree(tree))).toBe(vector.tree_after);
    expect(toHex(await treeHashRoot(tree, hash))).toBe(vector.tree_hash_after);
  }
});

type LeafPrivate = Readonly<Record<'encryption_priv' | 'signature_priv', string>> & {
  readonly index: number;
  readonly path_secrets: readonly { readonly node: number; readonly path_secret: string }[];
};
type TreeKem = Readonly<Record<'group_id' | 'confirmed_transcript_hash' | 'ratchet_tree', string>> & {
  readonly epoch: number;
  readonly leaves_private: readonly LeafPrivate[];
  readonly update_paths: readonly (Readonly<Record<'update_path' | 'commit_secret' | 'tree_hash_after', string>> & {
    readonly sender: number;
    readonly path_secrets: readonly (string | null)[];
  })[];
};

/** What a leaf knows of the keys above it, whose public halves stand in the tree. */
const privatePathOf = async (leaf: LeafPrivate, tree: RatchetTree, suite: CiphersuiteImpl): Promise<PrivateKeyPath> => {
  const secrets = Object.fromEntries(leaf.path_secrets.map(({ node, path_secret: secret }) => [node, hex(secret)]));
  for (const [node, secret] of Object.entries(secrets)) {
    const { publicKey } = await suite.hpke.deriveKeyPair(await deriveSecret(secret, 'node', suite.kdf));
    expect(await suite.hpke.exportPublicKey(publicKey)).toEqual(getHpkePublicKey(tree[Number(node)]!));
  }
  const { privateKeys } = await toPrivateKeyPath(secrets, leaf.index, suite);
  return { leafIndex: leaf.index, privateKeys: { ...privateKeys, [2 * leaf.index]: hex(leaf.encryption_priv) } };
};

const openTreeKem = async (vector: TreeKem) => {
  const suite = await mlsSuite();
  const tree = treeOf(vector.ratchet_tree);
  const paths = await Promise.all(vector.leaves_private.map((leaf) => privatePathOf(leaf, tree, suite)));
  const context = (treeHash: Uint8Array): GroupContext => ({
    version: 'mls10',
    cipherSuite: suiteName,
    groupId: hex(vector.group_id),
    epoch: BigInt(vector.epoch),
    treeHash,
    confirmedTranscriptHash: hex(vector.confirmed_transcript_hash),
    extensions: [],
  });
  /** What each of the others makes of a path: the secret that was sealed for them, and the commit's secret. */
  const receive = async (after: RatchetTree, sender: number, path: UpdatePath) => {
    const others = paths.filter(({ leafIndex }) => leafIndex !== sender);
    const sealedFor = context(await treeHashRoot(after, suite.hash));
    return Promise.all(
      others.map(async (keys) => {
        const found = await applyUpdatePathSecret(after, keys, toLeafIndex(sender), sealedFor, path, [], suite);
        const commitSecret = await getCommitSecret(after, found.nodeIndex, found.pathSecret, suite.kdf);
        return { leaf: keys.leafIndex, pathSecret: toHex(found.pathSecret), commitSecret: toHex(commitSecret) };
      }),
    );
  };
  return { suite, tree, context, receive };
};

const treeKems = vectorsOf<TreeKem>('treekem');

test('RFC 9420 treekem: every leaf opens every path that others made', async () => {
  expect(treeKems.map(({ update_paths: paths }) => paths.length)).toEqual([2, 3, 4, 5]);
  for (const vector of treeKems) {
    const { suite, tree, receive } = await openTreeKem(vector);
    for (const { sender, update_path: encoded, path_secrets: secrets, ...expected } of vector.update_paths) {
      const path = decoded(decodeUpdatePath, encoded);
      expect(await verifyLeafNodeSignature(path.leafNode, hex(vector.group_id), sender, suite.signature)).toBe(true);
      const after = await applyUpdatePath(tree, toLeafIndex(sender), path, suite.hash);
      expect(toHex(await treeHashRoot(after, suite.hash))).toBe(expected.tree_hash_after);
      expect(await verifyParentHashes(after, suite.hash)).toBe(true);
      const received = await receive(after, sender, path);
      const wanted = secrets.flatMap((pathSecret, leaf) =>
        pathSecret === null ? [] : [{ leaf, pathSecret, commitSecret: expected.commit_secret }],
      );
      expect(received).toEqual(wanted);
    }
  }
});

test('RFC 9420 treekem: every leaf opens every path that we make with the same keys', async () => {
  for (const vector of treeKems) {
    const { suite, tree, context, receive } = await openTreeKem(vector);
    for (const { index, signature_priv: scalar } of vector.leaves_private) {
      const sender = toLeafIndex(index);
      // The library seals for the epoch after the one of the context.
      const now = { ...context(new Uint8Array()), epoch: BigInt(vector.epoch) - 1n };
      const [made, path, secrets] = await createUpdatePath(tree, sender, now, toPkcs8(scalar), suite);
      const after = await applyUpdatePath(tree, sender, path, suite.hash);
      expect(encodeRatchetTree(after)).toEqual(encodeRatchetTree(made));
      const top = secrets.at(-1)!;
      const commitSecret = await getCommitSecret(made, toNodeIndex(top.nodeIndex), top.secret, suite.kdf);
      const received = await receive(after, index, path);
      expect(received).toHaveLength(vector.leaves_private.length - 1);
      expect(new Set(received.map((one) => one.commitSecret))).toEqual(new Set([toHex(commitSecret)]));
    }
  }
});
