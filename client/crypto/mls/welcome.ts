import type { ClientState } from 'ts-mls/clientState.js';
import { defaultClientConfig } from 'ts-mls/clientConfig.js';
import type { CiphersuiteImpl } from 'ts-mls/crypto/ciphersuite.js';
import type { GroupContext } from 'ts-mls/groupContext.js';
import { ratchetTreeFromExtension, verifyGroupInfoConfirmationTag, verifyGroupInfoSignature } from 'ts-mls/groupInfo.js';
import { type KeyPackage, makeKeyPackageRef, type PrivateKeyPackage } from 'ts-mls/keyPackage.js';
import { deriveKeySchedule } from 'ts-mls/keySchedule.js';
import { verifyLeafNodeSignature, verifyLeafNodeSignatureKeyPackage, type LeafNode } from 'ts-mls/leafNode.js';
import { calculateParentHash } from 'ts-mls/parentHash.js';
import { pathToRoot } from 'ts-mls/pathSecrets.js';
import { mergePrivateKeyPaths, toPrivateKeyPath } from 'ts-mls/privateKeyPath.js';
import { accumulatePskSecret, type PskIndex } from 'ts-mls/pskIndex.js';
import { findLeafIndex, type Node, type RatchetTree, resolution } from 'ts-mls/ratchetTree.js';
import { createSecretTree } from 'ts-mls/secretTree.js';
import { treeHashRoot } from 'ts-mls/treeHash.js';
import {
  directPath,
  isLeaf,
  leafToNodeIndex,
  leafWidth,
  left,
  nodeToLeafIndex,
  right,
  toLeafIndex,
  toNodeIndex,
} from 'ts-mls/treemath.js';
import { firstCommonAncestor } from 'ts-mls/updatePath.js';
import { decryptGroupInfo, decryptGroupSecrets, type Welcome } from 'ts-mls/welcome.js';
import { breathe } from '../base/breathe.ts';
import { equal, toBase64url } from '../base/bytes.ts';

/** A welcome that does not hold what RFC 9420 asks of one. Nothing of it may be used. */
export class BadWelcome extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'BadWelcome';
  }
}

const insist: (holds: boolean, why: string) => asserts holds = (holds, why) => {
  if (!holds) throw new BadWelcome(why);
};

/** Section 7.3: a leaf node, as it stands in the tree of a group. */
const isGenuineLeaf = (leaf: LeafNode, groupId: Uint8Array, index: number, { signature }: CiphersuiteImpl): Promise<boolean> =>
  leaf.leafNodeSource === 'key_package'
    ? verifyLeafNodeSignatureKeyPackage(leaf, signature)
    : verifyLeafNodeSignature(leaf, groupId, index, signature);

/** An unmerged leaf is below its node, and so is it for each node that is not blank between the two (section 12.4.3.1). */
const unmergedIsSound = (tree: RatchetTree, at: number, unmerged: number): boolean => {
  const leaf = leafToNodeIndex(toLeafIndex(unmerged));
  const above = directPath(leaf, leafWidth(tree.length));
  const place = above.indexOf(toNodeIndex(at));
  if (tree[leaf] === undefined || place === -1) return false;
  return above.slice(0, place).every((index) => {
    const node = tree[index];
    return node === undefined || (node.nodeType === 'parent' && node.parent.unmergedLeaves.includes(unmerged));
  });
};

const parentHashOf = (node: Node | undefined): Uint8Array | null => {
  if (node?.nodeType === 'parent') return node.parent.parentHash;
  return node?.leaf.leafNodeSource === 'commit' ? node.leaf.parentHash : null;
};

/**
 * Section 7.9.2: on one side of a parent there is, but for the leaves that it has not merged, a single node, which has its hash.
 * The library looks for the hash only, so that a leaf of which the parent never knew could stand beside.
 */
const parentIsSound = async (
  tree: RatchetTree,
  at: number,
  unmerged: readonly number[],
  { hash }: CiphersuiteImpl,
): Promise<boolean> => {
  for (const child of [left(toNodeIndex(at)), right(toNodeIndex(at))]) {
    const merged = resolution(tree, child).filter((one) => !isLeaf(one) || !unmerged.includes(nodeToLeafIndex(one)));
    const [heir] = merged;
    const held = heir !== undefined && merged.length === 1 ? parentHashOf(tree[heir]) : null;
    if (heir !== undefined && held && equal((await calculateParentHash(tree, heir, hash))[0], held)) return true;
  }
  return false;
};

/**
 * Section 12.4.3.1: a tree that one is given. The library's own check wants every node above an unmerged leaf to list the
 * same leaves, and so refuses sound trees: who comes second after a departure could not join.
 */
const checkTree = async (tree: RatchetTree, { groupId, treeHash }: GroupContext, suite: CiphersuiteImpl): Promise<void> => {
  const keys = tree.flatMap((node) =>
    node === undefined ? [] : [toBase64url(node.nodeType === 'leaf' ? node.leaf.hpkePublicKey : node.parent.hpkePublicKey)],
  );
  const signers = tree.flatMap((node) => (node?.nodeType === 'leaf' ? [toBase64url(node.leaf.signaturePublicKey)] : []));
  insist(new Set(keys).size === keys.length && new Set(signers).size === signers.length, 'keys are not unique');
  const leaves = tree.flatMap((node, at) => {
    const place = toNodeIndex(at);
    insist(node === undefined || isLeaf(place) === (node.nodeType === 'leaf'), 'a node is out of place');
    return node?.nodeType === 'leaf' ? [isGenuineLeaf(node.leaf, groupId, nodeToLeafIndex(place), suite)] : [];
  });
  insist((await Promise.all(leaves)).every(Boolean), 'a leaf is not signed by its key');
  const parents = tree.flatMap((node, at) => (node?.nodeType === 'parent' ? [{ at, unmerged: node.parent.unmergedLeaves }] : []));
  insist(
    parents.every(({ at, unmerged }) => unmerged.every((leaf) => unmergedIsSound(tree, at, leaf))),
    'an unmerged leaf is out of place',
  );
  const sound = await Promise.all(parents.map(({ at, unmerged }) => parentIsSound(tree, at, unmerged, suite)));
  insist(sound.every(Boolean), 'parent hashes do not chain');
  insist(equal(await treeHashRoot(tree, suite.hash), treeHash), 'another tree than the context’s');
};

/**
 * Joins by a Welcome (RFC 9420, section 12.4.3.1), which brings the tree along. Throws BadWelcome, or what the library throws,
 * when it was not made for this key package, lacks the pre-shared key, or is not sound.
 */
export const joinByWelcome = async (
  welcome: Welcome,
  keyPackage: KeyPackage,
  keys: PrivateKeyPackage,
  psks: PskIndex,
  suite: CiphersuiteImpl,
): Promise<{ readonly state: ClientState; readonly committer: number; readonly hasPsk: boolean }> => {
  const { hpke, hash, kdf } = suite;
  await breathe();
  const secrets = await decryptGroupSecrets(
    await hpke.importPrivateKey(keys.initPrivateKey),
    await makeKeyPackageRef(keyPackage, hash),
    welcome,
    hpke,
  );
  insist(secrets !== undefined, 'not for this key package');
  insist(
    secrets.psks.every(({ psktype }) => psktype === 'external'),
    'a group is never resumed',
  );
  const [pskSecret] = await accumulatePskSecret(secrets.psks, psks, suite, new Uint8Array(kdf.size));
  const info = await decryptGroupInfo(welcome, secrets.joinerSecret, pskSecret, suite);
  insist(info !== undefined && info.groupContext.cipherSuite === suite.name, 'another cipher suite');
  const tree = ratchetTreeFromExtension(info);
  const signer = tree?.[leafToNodeIndex(toLeafIndex(info.signer))];
  insist(tree !== undefined && signer?.nodeType === 'leaf', 'no tree, or nobody signed');
  insist(await verifyGroupInfoSignature(info, signer.leaf.signaturePublicKey, suite.signature), 'not signed by its signer');
  await breathe();
  await checkTree(tree, info.groupContext, suite);
  await breathe();
  const own = findLeafIndex(tree, keyPackage.leafNode);
  insist(own !== undefined, 'not in the tree');
  const leafKeys = { leafIndex: own, privateKeys: { [leafToNodeIndex(own)]: keys.hpkePrivateKey } };
  const shared = firstCommonAncestor(tree, own, toLeafIndex(info.signer));
  const pathKeys =
    secrets.pathSecret && (await toPrivateKeyPath(await pathToRoot(tree, shared, secrets.pathSecret, kdf), own, suite));
  const [keySchedule, encryptionSecret] = await deriveKeySchedule(secrets.joinerSecret, pskSecret, info.groupContext, kdf);
  insist(await verifyGroupInfoConfirmationTag(info, secrets.joinerSecret, pskSecret, suite), 'not confirmed');
  return {
    committer: info.signer,
    hasPsk: secrets.psks.length > 0,
    state: {
      groupContext: info.groupContext,
      ratchetTree: tree,
      privatePath: pathKeys ? mergePrivateKeyPaths(pathKeys, leafKeys) : leafKeys,
      signaturePrivateKey: keys.signaturePrivateKey,
      confirmationTag: info.confirmationTag,
      unappliedProposals: {},
      keySchedule,
      secretTree: await createSecretTree(leafWidth(tree.length), encryptionSecret, kdf),
      historicalReceiverData: new Map(),
      groupActiveState: { kind: 'active' },
      clientConfig: defaultClientConfig,
    },
  };
};
