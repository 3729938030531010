import type { ClientState } from 'ts-mls/clientState.js';
import type { CiphersuiteImpl } from 'ts-mls/crypto/ciphersuite.js';
import { unprotectPrivateMessage } from 'ts-mls/messageProtection.js';
import { toBase64url } from '../base/bytes.ts';
import { type GroupMember, memberAt } from './leaf.ts';
import { readMessage } from './messageText.ts';

/** What a member sealed, and what they said about it in clear, which is authenticated too. */
export type Opened = { readonly from: GroupMember; readonly content: Uint8Array; readonly about: Uint8Array };

/**
 * Opens an application message (RFC 9420, section 15), and gives the state that does not open it again. `early`: of an epoch that
 * is still to come; `past`: of one whose keys are gone. Throws when it is not genuine. The library's own way does not say who
 * the sender is.
 */
export const openApplication = async (
  state: ClientState,
  suite: CiphersuiteImpl,
  box: string,
): Promise<{ readonly opened: Opened; readonly state: ClientState } | 'early' | 'past'> => {
  const message = readMessage(box);
  if (message?.wireformat !== 'mls_private_message') throw new SyntaxError('no message');
  const sealed = message.privateMessage;
  const { groupContext, clientConfig, historicalReceiverData, keySchedule } = state;
  if (toBase64url(sealed.groupId) !== toBase64url(groupContext.groupId) || sealed.epoch > groupContext.epoch) return 'early';
  const former = historicalReceiverData.get(sealed.epoch);
  const isPresent = sealed.epoch === groupContext.epoch;
  const era = isPresent ? { ...state, senderDataSecret: keySchedule.senderDataSecret } : former;
  if (!era) return 'past';
  const { senderDataSecret, secretTree, ratchetTree } = era;
  const keys = clientConfig.keyRetentionConfig;
  const { content, tree } = await unprotectPrivateMessage(
    senderDataSecret,
    sealed,
    secretTree,
    ratchetTree,
    era.groupContext,
    keys,
    suite,
  );
  const { sender, contentType } = content.content;
  const from = sender.senderType === 'member' ? memberAt(ratchetTree[2 * sender.leafIndex], sender.leafIndex) : null;
  if (contentType !== 'application' || !from) throw new SyntaxError('no message');
  const opened = { from, content: content.content.applicationData, about: sealed.authenticatedData };
  if (isPresent) return { opened, state: { ...state, secretTree: tree } };
  const eras = former
    ? new Map(historicalReceiverData).set(sealed.epoch, { ...former, secretTree: tree })
    : historicalReceiverData;
  return { opened, state: { ...state, historicalReceiverData: eras } };
};
