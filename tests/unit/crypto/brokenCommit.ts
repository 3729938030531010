import { createConfirmationTag, createContentCommitSignature } from 'ts-mls/framedContent.js';
import type { ClientState } from 'ts-mls/clientState.js';
import { nextEpochContext } from 'ts-mls/clientState.js';
import { createGroupInfo } from 'ts-mls/createCommit.js';
import { decodeMlsMessage, encodeMlsMessage } from 'ts-mls/message.js';
import { protectPublicMessage } from 'ts-mls/messageProtectionPublic.js';
import { fromBase64url, toBase64url } from '../../../client/crypto/base/bytes.ts';
import type { MlsGroup, Prepared } from '../../../client/crypto/mls/group.ts';
import { mlsSuite } from '../../../client/crypto/mls/suite.ts';

/**
 * A commit that everything a server can check is right of, and whose fresh keys open for nobody: what a member who holds the
 * class can do to break a group.
 */
export const brokenForOthers = async (group: MlsGroup, state: ClientState): Promise<Prepared> => {
  const suite = await mlsSuite();
  const honest = await group.commit({});
  const message = decodeMlsMessage(fromBase64url(honest.commit), 0)?.[0];
  if (message?.wireformat !== 'mls_public_message') throw new Error('no commit');
  const { content } = message.publicMessage;
  if (content.contentType !== 'commit' || !content.commit.path) throw new Error('no path');
  const { path } = content.commit;
  const nodes = path.nodes.map((node) => ({
    ...node,
    encryptedPathSecret: node.encryptedPathSecret.map(({ kemOutput, ciphertext }) => ({
      kemOutput,
      ciphertext: ciphertext.map((byte) => byte ^ 1),
    })),
  }));
  const { framedContent, signature } = await createContentCommitSignature(
    state.groupContext,
    'mls_public_message',
    { proposals: [], path: { ...path, nodes } },
    content.sender,
    new Uint8Array(),
    state.signaturePrivateKey,
    suite.signature,
  );
  const info = decodeMlsMessage(fromBase64url(honest.info), 0)?.[0];
  if (info?.wireformat !== 'mls_group_info') throw new Error('no info');
  const { treeHash } = info.groupInfo.groupContext;
  const context = await nextEpochContext(
    state.groupContext,
    'mls_public_message',
    framedContent,
    signature,
    treeHash,
    state.confirmationTag,
    suite.hash,
  );
  const confirmationTag = await createConfirmationTag(
    state.keySchedule.confirmationKey,
    context.confirmedTranscriptHash,
    suite.hash,
  );
  const auth = { contentType: 'commit', signature, confirmationTag } as const;
  const authenticated = { wireformat: 'mls_public_message', content: framedContent, auth } as const;
  const publicMessage = await protectPublicMessage(state.keySchedule.membershipKey, state.groupContext, authenticated, suite);
  const groupInfo = await createGroupInfo(context, confirmationTag, state, [], suite);
  return {
    ...honest,
    commit: toBase64url(encodeMlsMessage({ version: 'mls10', wireformat: 'mls_public_message', publicMessage })),
    info: toBase64url(encodeMlsMessage({ version: 'mls10', wireformat: 'mls_group_info', groupInfo })),
  };
};
