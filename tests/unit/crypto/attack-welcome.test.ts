import { expect, test } from 'vitest';
import type { ClientState } from 'ts-mls/clientState.js';
import { createConfirmationTag } from 'ts-mls/framedContent.js';
import { extractWelcomeSecret, type GroupInfo, signGroupInfo } from 'ts-mls/groupInfo.js';
import { makeKeyPackageRef } from 'ts-mls/keyPackage.js';
import { deriveKeySchedule } from 'ts-mls/keySchedule.js';
import { encodeMlsMessage } from 'ts-mls/message.js';
import type { PreSharedKeyID } from 'ts-mls/presharedkey.js';
import { accumulatePskSecret, type PskIndex } from 'ts-mls/pskIndex.js';
import { encodeRatchetTree, type Node, type RatchetTree } from 'ts-mls/ratchetTree.js';
import { treeHashRoot } from 'ts-mls/treeHash.js';
import { encryptGroupInfo, encryptGroupSecrets } from 'ts-mls/welcome.js';
import { toBase64url, utf8 } from '../../../client/crypto/base/bytes.ts';
import type { KeyPackagePair } from '../../../client/crypto/mls/leaf.ts';
import { linkPsk } from '../../../client/crypto/mls/policy.ts';
import { mlsSuite } from '../../../client/crypto/mls/suite.ts';
import { BadWelcome } from '../../../client/crypto/mls/welcome.ts';
import { exportPoint, newSigningKeys, randomBytes } from '../../../client/crypto/base/primitives.ts';
import { joinWith, linkIndex, newGroup, newPeople, newPerson, stateOf, take } from './mlsClass.ts';

/** What somebody who holds the class may make of a welcome; what is left out stays honest. */
type Forgery = {
  readonly tree?: (tree: RatchetTree) => RatchetTree;
  readonly treeHash?: Uint8Array;
  readonly psks?: readonly PreSharedKeyID[];
  readonly signer?: number;
  readonly info?: (info: GroupInfo) => GroupInfo;
  readonly confirmationTag?: Uint8Array;
};

const bound = (): PreSharedKeyID => ({ psktype: 'external', pskId: utf8(linkPsk), pskNonce: randomBytes(32) });

/** Any pre-shared key that is no one's link is said to be 32 zeros. */
const anyPsk: PskIndex = { findPsk: (id) => linkIndex.findPsk(id) ?? new Uint8Array(32) };

/** A welcome for this person into the group that the signer has, whose secrets the signer picks. */
const forged = async (state: ClientState, { public: keyPackage }: KeyPackagePair, forgery: Forgery): Promise<string> => {
  const suite = await mlsSuite();
  const { kdf, hash, hpke } = suite;
  const tree = forgery.tree?.(state.ratchetTree) ?? state.ratchetTree;
  const treeHash = forgery.treeHash ?? (await treeHashRoot(tree, hash));
  const groupContext = { ...state.groupContext, treeHash };
  const psks = [...(forgery.psks ?? [bound()])];
  const [pskSecret] = await accumulatePskSecret(psks, anyPsk, suite, new Uint8Array(kdf.size));
  const joinerSecret = randomBytes(kdf.size);
  const [{ confirmationKey }] = await deriveKeySchedule(joinerSecret, pskSecret, groupContext, kdf);
  const told = {
    groupContext,
    extensions: [{ extensionType: 'ratchet_tree' as const, extensionData: encodeRatchetTree(tree) }],
    confirmationTag:
      forgery.confirmationTag ?? (await createConfirmationTag(confirmationKey, groupContext.confirmedTranscriptHash, hash)),
    signer: forgery.signer ?? state.privatePath.leafIndex,
  };
  const signed = await signGroupInfo(told, state.signaturePrivateKey, suite.signature);
  const info = forgery.info?.(signed) ?? signed;
  const encryptedGroupInfo = await encryptGroupInfo(info, await extractWelcomeSecret(joinerSecret, pskSecret, kdf), suite);
  const initKey = await hpke.importPublicKey(keyPackage.initKey);
  const secrets = { joinerSecret, pathSecret: undefined, psks };
  const { enc, ct } = await encryptGroupSecrets(initKey, encryptedGroupInfo, secrets, hpke);
  const newMember = await makeKeyPackageRef(keyPackage, hash);
  const sealed = [{ newMember, encryptedGroupSecrets: { kemOutput: enc, ciphertext: ct } }];
  const welcome = { cipherSuite: suite.name, secrets: sealed, encryptedGroupInfo };
  return toBase64url(encodeMlsMessage({ version: 'mls10', wireformat: 'mls_welcome', welcome }));
};

/**
 * People at the leaves 0 to 6. The nodes 1 and 3 were set by the path of leaf 0; then 7 and 9 by that of leaf 4. After both came
 * who is at leaf 2, where somebody was before, and the newcomer at leaf 6: the nodes 3 and 7 have them as not merged yet.
 */
const scene = async () => {
  const [newcomer, other, ghost, ...people] = await newPeople(8);
  const first = await (await newGroup()).commit({ add: people.map((pair) => pair.public) });
  const fourth = await joinWith(first.welcome, people[3]!);
  const removal = await first.next.commit({ remove: [2] });
  const path = await (await take(fourth, removal.commit)).commit({});
  const host = await take(removal.next, path.commit);
  const { next } = await host.commit({ add: [other!.public, newcomer!.public] });
  return { state: stateOf(next), newcomer: newcomer!, ghost: ghost! };
};
const { state, newcomer, ghost } = await scene();
const join = async (forgery: Forgery) => joinWith(await forged(state, newcomer, forgery), newcomer);

/** The tree with some nodes set to others; undefined empties one. */
const withNodes =
  (nodes: Readonly<Record<number, Node | undefined>>) =>
  (tree: RatchetTree): RatchetTree =>
    Array.from({ length: tree.length }, (_, at) => (at in nodes ? nodes[at] : tree[at]));
const parentAt = (at: number, change: { unmergedLeaves?: number[]; hpkePublicKey?: Uint8Array }): Record<number, Node> => {
  const node = state.ratchetTree[at];
  if (node?.nodeType !== 'parent') throw new Error(`no parent at ${at}`);
  return { [at]: { ...node, parent: { ...node.parent, ...change } } };
};
const leafAt = (at: number) => {
  const node = state.ratchetTree[at];
  if (node?.nodeType !== 'leaf') throw new Error(`no leaf at ${at}`);
  return node.leaf;
};

test('a welcome that is forged in nothing is taken: what the others lack is the one thing that is wrong in each', async () => {
  const shape = state.ratchetTree.map((node) =>
    node?.nodeType === 'parent' ? node.parent.unmergedLeaves : (node?.nodeType ?? null),
  );
  const leaf = 'leaf';
  expect(shape).toEqual([leaf, [], leaf, [2], leaf, null, leaf, [2, 6], leaf, [], leaf, null, leaf, null, null]);
  expect((await join({})).members).toHaveLength(7);
});

const stranger = await exportPoint((await newSigningKeys(true)).publicKey);
const hpkeKeyOf = (at: number) => leafAt(at).hpkePublicKey;
const leaf = (of: ReturnType<typeof leafAt>): Node => ({ nodeType: 'leaf', leaf: of });
const honestHash = state.groupContext.treeHash;

const forgeries: Record<string, { readonly because: string; readonly forgery: Forgery }> = {
  'a leaf twice': { because: 'unique', forgery: { tree: withNodes({ 14: leaf(leafAt(2)) }) } },
  'a node with somebody’s key': { because: 'unique', forgery: { tree: withNodes(parentAt(9, { hpkePublicKey: hpkeKeyOf(4) })) } },
  'a parent where a leaf belongs': {
    because: 'out of place',
    forgery: {
      tree: withNodes({ 14: { ...state.ratchetTree[9]! }, ...parentAt(9, { hpkePublicKey: stranger }) }),
      treeHash: honestHash,
    },
  },
  'a leaf where a parent belongs': {
    because: 'out of place',
    forgery: { tree: withNodes({ 11: leaf(ghost.public.leafNode) }), treeHash: honestHash },
  },
  'somebody’s leaf under another name': {
    because: 'not signed by its key',
    forgery: { tree: withNodes({ 2: leaf({ ...leafAt(2), credential: ghost.public.leafNode.credential }) }) },
  },
  'somebody’s leaf in another place': {
    because: 'not signed by its key',
    forgery: { tree: withNodes({ 8: undefined, 14: leaf(leafAt(8)) }) },
  },
  'an unmerged leaf that is empty': {
    because: 'unmerged',
    forgery: { tree: withNodes(parentAt(7, { unmergedLeaves: [2, 6, 7] })) },
  },
  'an unmerged leaf that is not below': {
    because: 'unmerged',
    forgery: { tree: withNodes(parentAt(9, { unmergedLeaves: [6] })) },
  },
  'an unmerged leaf that a node between has merged': {
    because: 'unmerged',
    forgery: { tree: withNodes(parentAt(3, { unmergedLeaves: [] })) },
  },
  'an unmerged leaf that is said to be merged': {
    because: 'chain',
    forgery: { tree: withNodes(parentAt(7, { unmergedLeaves: [2] })) },
  },
  'a node whose key somebody else has': {
    because: 'chain',
    forgery: { tree: withNodes(parentAt(7, { hpkePublicKey: stranger })) },
  },
  'a lower node whose key somebody else has': {
    because: 'chain',
    forgery: { tree: withNodes(parentAt(1, { hpkePublicKey: stranger })) },
  },
  'a ghost of whom the nodes above never knew': {
    because: 'chain',
    forgery: { tree: withNodes({ 14: leaf(ghost.public.leafNode) }) },
  },
  'a leaf that is empty for the newcomer only': { because: 'chain', forgery: { tree: withNodes({ 10: undefined }) } },
  'another tree than the others have': { because: 'another tree', forgery: { treeHash: randomBytes(32) } },
  'a tree without the newcomer': {
    because: 'not in the tree',
    forgery: { tree: withNodes({ 12: undefined, ...parentAt(7, { unmergedLeaves: [2] }) }) },
  },
  'a signer who is nobody': { because: 'nobody signed', forgery: { signer: 7 } },
  'a signer who did not sign': { because: 'not signed by its signer', forgery: { signer: 1 } },
  'a context that was changed after it was signed': {
    because: 'not signed by its signer',
    forgery: { info: (info) => ({ ...info, groupContext: { ...info.groupContext, groupId: randomBytes(16) } }) },
  },
  'no tree': { because: 'no tree', forgery: { info: (info) => ({ ...info, extensions: [] }) } },
  'another cipher suite': {
    because: 'another cipher suite',
    forgery: {
      info: (info) => ({
        ...info,
        groupContext: { ...info.groupContext, cipherSuite: 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519' },
      }),
    },
  },
  'secrets that do not belong to the group': { because: 'not confirmed', forgery: { confirmationTag: randomBytes(32) } },
  'a group that goes on another': {
    because: 'never resumed',
    forgery: {
      psks: [
        bound(),
        { psktype: 'resumption', usage: 'branch', pskGroupId: randomBytes(16), pskEpoch: 1n, pskNonce: randomBytes(32) },
      ],
    },
  },
};

test.each(Object.entries(forgeries))('a forged welcome is refused: %s', async (_, { because, forgery }) => {
  const joined = join(forgery);
  await expect(joined).rejects.toBeInstanceOf(BadWelcome);
  await expect(joined).rejects.toThrow(because);
});

test('a welcome that is not bound to the class link, or is somebody else’s, is refused', async () => {
  await expect(join({ psks: [] })).rejects.toThrow('not a group of a class');
  await expect(join({ psks: [{ ...bound(), pskId: utf8('another') } as PreSharedKeyID] })).rejects.toThrow('pskId');
  await expect(joinWith(await forged(state, newcomer, {}), await newPerson())).rejects.toThrow('No matching secret');
});
