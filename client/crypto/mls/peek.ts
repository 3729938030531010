import { toBase64url } from '../base/bytes.ts';
import { readMessage } from './messageText.ts';
import { type Change, changeOf } from './policy.ts';

/** What a commit says of itself, not yet believed; null when it is none by a member. */
export const peek = (
  commit: string,
): { readonly group: string; readonly epoch: number; readonly change: Change | null } | null => {
  const message = readMessage(commit);
  if (message?.wireformat !== 'mls_public_message') return null;
  const { content } = message.publicMessage;
  if (content.contentType !== 'commit' || content.sender.senderType !== 'member') return null;
  const proposals = content.commit.proposals.flatMap((one) =>
    one.proposalOrRefType === 'proposal' ? [{ proposal: one.proposal }] : [],
  );
  const whole = proposals.length === content.commit.proposals.length;
  return {
    group: toBase64url(content.groupId),
    epoch: Number(content.epoch),
    change: whole ? changeOf(proposals) : null,
  };
};
