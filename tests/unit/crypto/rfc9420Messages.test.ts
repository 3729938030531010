import { expect, test } from 'vitest';
import { emptyPskIndex } from 'ts-mls/pskIndex.js';
import type { AuthenticatedContent } from 'ts-mls/authenticatedContent.js';
import { decodeCommit, encodeCommit } from 'ts-mls/commit.js';
import { createContentCommitSignature } from 'ts-mls/framedContent.js';
import type { GroupContext } from 'ts-mls/groupContext.js';
import { verifyGroupInfoConfirmationTag, verifyGroupInfoSignature } from 'ts-mls/groupInfo.js';
import { makeKeyPackageRef } from 'ts-mls/keyPackage.js';
import { defaultKeyRetentionConfig } from 'ts-mls/keyRetentionConfig.js';
import type { LeafNode } from 'ts-mls/leafNode.js';
import { protect, protectApplicationData, protectProposal, unprotectPrivateMessage } from 'ts-mls/messageProtection.js';
import { protectProposalPublic, protectPublicMessage, unprotectPublicMessage } from 'ts-mls/messageProtectionPublic.js';
import { defaultPaddingConfig } from 'ts-mls/paddingConfig.js';
import type { PrivateMessage } from 'ts-mls/privateMessage.js';
import { decodeProposal, encodeProposal } from 'ts-mls/proposal.js';
import type { PublicMessage } from 'ts-mls/publicMessage.js';
import type { RatchetTree } from 'ts-mls/ratchetTree.js';
import { createSecretTree } from 'ts-mls/secretTree.js';
import { decryptGroupInfo, decryptGroupSecrets } from 'ts-mls/welcome.js';
import { randomBytes } from '../../../client/crypto/base/primitives.ts';
import { mlsSuite, suiteName } from '../../../client/crypto/mls/suite.ts';
import { joinByWelcome } from '../../../client/crypto/mls/welcome.ts';
import { decoded, hex, messageOf, toHex, toPkcs8, vectorsOf } from './vectors.ts';

type Context = 'group_id' | 'tree_hash' | 'confirmed_transcript_hash';
type Keys = 'signature_priv' | 'signature_pub' | 'encryption_secret' | 'sender_data_secret' | 'membership_key';
type Contents = 'proposal' | 'commit' | 'application';
type Messages = 'proposal_priv' | 'proposal_pub' | 'commit_priv' | 'commit_pub' | 'application_priv';
type Vector = Readonly<Record<Context | Keys | Contents | Messages, string>> & { readonly epoch: number };

/** Who speaks in the vectors: the second of two leaves. */
const sender = 1;

const treeOf = (signaturePublicKey: Uint8Array): RatchetTree => {
  const leaf: LeafNode = {
    leafNodeSource: 'key_package',
    hpkePublicKey: new Uint8Array(),
    signaturePublicKey,
    credential: { credentialType: 'basic', identity: new Uint8Array() },
    capabilities: { versions: [], ciphersuites: [], extensions: [], proposals: [], credentials: [] },
    lifetime: { notBefore: 0n, notAfter: 0n },
    extensions: [],
    signature: new Uint8Array(),
  };
  return [undefined, undefined, { nodeType: 'leaf', leaf }];
};

/** What the member of a vector has, to open and to make messages. */
const memberOf = async (vector: Vector) => {
  const suite = await mlsSuite();
  const context: GroupContext = {
    version: 'mls10',
    cipherSuite: suiteName,
    groupId: hex(vector.group_id),
    epoch: BigInt(vector.epoch),
    treeHash: hex(vector.tree_hash),
    confirmedTranscriptHash: hex(vector.confirmed_transcript_hash),
    extensions: [],
  };
  const tree = treeOf(hex(vector.signature_pub));
  const secrets = await createSecretTree(2, hex(vector.encryption_secret), suite.kdf);
  const [membershipKey, dataSecret] = [hex(vector.membership_key), hex(vector.sender_data_secret)];
  const openPublic = (message: PublicMessage) => unprotectPublicMessage(membershipKey, context, tree, message, suite);
  const openPrivate = async (message: PrivateMessage): Promise<AuthenticatedContent> =>
    (await unprotectPrivateMessage(dataSecret, message, secrets, tree, context, defaultKeyRetentionConfig, suite)).content;
  return { suite, context, secrets, membershipKey, dataSecret, signKey: toPkcs8(vector.signature_priv), openPublic, openPrivate };
};

/** The content of an opened message, as the vectors write it. */
const written = ({ content }: AuthenticatedContent): string => {
  expect(content.sender).toEqual({ senderType: 'member', leafIndex: sender });
  if (content.contentType === 'proposal') return toHex(encodeProposal(content.proposal));
  return toHex(content.contentType === 'commit' ? encodeCommit(content.commit) : content.applicationData);
};

const changed = (bytes: Uint8Array): Uint8Array => bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte));

const vectors = vectorsOf<Vector>('message-protection');

test('RFC 9420 message-protection: what others sent is opened, and nothing that was changed', async () => {
  expect(vectors).toHaveLength(1);
  for (const vector of vectors) {
    const { openPublic, openPrivate } = await memberOf(vector);
    for (const kind of ['proposal', 'commit', 'application'] as const) {
      const { privateMessage } = messageOf('mls_private_message', vector[`${kind}_priv`]);
      expect(written(await openPrivate(privateMessage))).toBe(vector[kind]);
      for (const part of ['ciphertext', 'encryptedSenderData', 'groupId'] as const)
        await expect(openPrivate({ ...privateMessage, [part]: changed(privateMessage[part]) })).rejects.toThrow();
      if (kind === 'application') continue;
      const { publicMessage } = messageOf('mls_public_message', vector[`${kind}_pub`]);
      expect(written(await openPublic(publicMessage))).toBe(vector[kind]);
      const { auth } = publicMessage;
      await expect(openPublic({ ...publicMessage, auth: { ...auth, signature: changed(auth.signature) } })).rejects.toThrow();
      if (publicMessage.senderType !== 'member') throw new Error('not of a member');
      const membershipTag = changed(publicMessage.membershipTag);
      await expect(openPublic({ ...publicMessage, membershipTag })).rejects.toThrow();
    }
  }
});

test('RFC 9420 message-protection: what we make of the same contents is opened again', async () => {
  for (const vector of vectors) {
    const { suite, context, secrets, membershipKey, dataSecret, signKey, openPublic, openPrivate } = await memberOf(vector);
    const about = randomBytes(5);
    const proposal = decoded(decodeProposal, vector.proposal);
    const proposed = await protectProposalPublic(signKey, membershipKey, context, about, proposal, sender, suite);
    expect(written(await openPublic(proposed.publicMessage))).toBe(vector.proposal);
    const sealing = [context, secrets, sender, defaultPaddingConfig, suite] as const;
    const hidden = await protectProposal(signKey, dataSecret, proposal, about, ...sealing);
    expect(written(await openPrivate(hidden.privateMessage))).toBe(vector.proposal);
    const letter = await protectApplicationData(signKey, dataSecret, hex(vector.application), about, ...sealing);
    expect(written(await openPrivate(letter.privateMessage))).toBe(vector.application);
  }
});

test('RFC 9420 message-protection: a commit that we make of the same content is opened again', async () => {
  for (const vector of vectors) {
    const { suite, context, secrets, membershipKey, dataSecret, signKey, openPublic, openPrivate } = await memberOf(vector);
    const about = randomBytes(5);
    const by = { senderType: 'member', leafIndex: sender } as const;
    const commit = decoded(decodeCommit, vector.commit);
    const signed = async (wireformat: 'mls_public_message' | 'mls_private_message') => {
      const made = await createContentCommitSignature(context, wireformat, commit, by, about, signKey, suite.signature);
      const auth = { contentType: 'commit', signature: made.signature, confirmationTag: randomBytes(32) } as const;
      return { wireformat, content: made.framedContent, auth };
    };
    const shown = await protectPublicMessage(membershipKey, context, await signed('mls_public_message'), suite);
    expect(written(await openPublic(shown))).toBe(vector.commit);
    const { content, auth } = await signed('mls_private_message');
    const inner = { ...content, auth };
    const { privateMessage } = await protect(dataSecret, about, context, secrets, inner, sender, defaultPaddingConfig, suite);
    expect(written(await openPrivate(privateMessage))).toBe(vector.commit);
  }
});

test('RFC 9420 welcome: its secrets and its context are read and checked; without a tree nobody joins by it', async () => {
  const suite = await mlsSuite();
  const welcomes = vectorsOf<Readonly<Record<'init_priv' | 'key_package' | 'signer_pub' | 'welcome', string>>>('welcome');
  expect(welcomes).toHaveLength(1);
  for (const vector of welcomes) {
    const { keyPackage } = messageOf('mls_key_package', vector.key_package);
    const { welcome } = messageOf('mls_welcome', vector.welcome);
    const initKey = await suite.hpke.importPrivateKey(hex(vector.init_priv));
    const ref = await makeKeyPackageRef(keyPackage, suite.hash);
    const secrets = await decryptGroupSecrets(initKey, ref, welcome, suite.hpke);
    if (!secrets) throw new Error('no secrets');
    const zeros = new Uint8Array(suite.kdf.size);
    const info = await decryptGroupInfo(welcome, secrets.joinerSecret, zeros, suite);
    if (!info) throw new Error('no context');
    const signer = hex(vector.signer_pub);
    expect(await verifyGroupInfoSignature(info, signer, suite.signature)).toBe(true);
    expect(await verifyGroupInfoSignature({ ...info, signer: info.signer + 1 }, signer, suite.signature)).toBe(false);
    expect(await verifyGroupInfoConfirmationTag(info, secrets.joinerSecret, zeros, suite)).toBe(true);
    expect(await verifyGroupInfoConfirmationTag(info, zeros, zeros, suite)).toBe(false);
    const keys = { initPrivateKey: hex(vector.init_priv), hpkePrivateKey: zeros, signaturePrivateKey: zeros };
    await expect(joinByWelcome(welcome, keyPackage, keys, emptyPskIndex, suite)).rejects.toThrow('no tree');
  }
});
