import type { GroupContext } from 'ts-mls/groupContext.js';
import type { GroupInfo } from 'ts-mls/groupInfo.js';
import type { CheckedCommit, GroupChecks, GroupFacts } from '../classroom/ports.ts';
import { Refusal } from '../protocol/refusal.ts';
import { framed, isSigned, keyOfPoint } from '../identity/signed.ts';
import type { HostWord } from '../protocol/group.ts';
import {
  decodeContext,
  encodeContext,
  isSignedCommit,
  isSignedInfo,
  readCommit,
  readInfo,
  transcriptAfter,
} from './handshake.ts';
import { changeOf } from './change.ts';
import { type StaffList, staffOf } from './staffList.ts';

const insist: (holds: boolean) => asserts holds = (holds) => {
  if (!holds) throw new Refusal('invalid');
};

const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
const idOf = (context: GroupContext): string => Buffer.from(context.groupId).toString('base64url');

type Leaves = GroupFacts['leaves'];

/** The leftmost empty leaf is taken first (RFC 9420, section 7.7). */
const withAdded = (leaves: Leaves, added: readonly { readonly id: string; readonly key: string }[]): Leaves => {
  const next = [...leaves];
  for (const one of added) {
    const free = next.indexOf(null);
    if (free === -1) next.push(one);
    else next[free] = one;
  }
  return next;
};

/** The checks for one class. `hostKey`: the class's public host key, a point in base64url. */
export const groupChecks = (classId: string, hostKey: string): GroupChecks => {
  const isSignedByHost = (bytes: Buffer, signature: string): boolean => {
    const key = keyOfPoint(hostKey);
    return key !== null && isSigned(key, bytes, signature);
  };
  const isOurs = (group: string, { seq, open, staff, signature }: StaffList): boolean => {
    const lines = staff.map(({ id, key, role }) => framed(id, key, role));
    const id = Buffer.from(group, 'base64url');
    return isSignedByHost(framed('ardoise staff 1', classId, id, seq, open ? 'open' : 'lobby', ...lines), signature);
  };
  const word = ({ group, epoch, transcript, at, signature }: HostWord): boolean =>
    isSignedByHost(framed('ardoise word 1', classId, group, epoch, transcript, at), signature);
  const staffIn = (group: string, context: GroupContext): StaffList => {
    const list = staffOf(context.extensions);
    insist(list !== null && isOurs(group, list));
    return list;
  };
  const factsOf = (info: GroupInfo, list: StaffList, leaves: Leaves): GroupFacts => ({
    id: idOf(info.groupContext),
    epoch: Number(info.groupContext.epoch),
    leaves,
    staff: new Map(list.staff.map(({ id, role }) => [id, role])),
    context: encodeContext(info.groupContext),
    tag: info.confirmationTag,
  });
  const goesWith = (given: HostWord, { id, epoch }: GroupFacts): boolean =>
    given.group === id && given.epoch === epoch && word(given);

  return {
    word,

    commit(group, sender, input): CheckedCommit {
      const commit = readCommit(input.commit);
      const info = readInfo(input.info);
      const context = decodeContext(group.context);
      if (!same(commit.content.groupId, context.groupId) || commit.content.epoch !== context.epoch) throw new Refusal('conflict');
      const leaf = group.leaves[commit.leaf];
      insist(leaf?.id === sender.id && leaf.key === sender.card.verify && info.signer === commit.leaf);
      insist(isSignedCommit(leaf.key, commit, context) && isSignedInfo(leaf.key, info));
      const after = info.groupContext;
      insist(
        same(after.groupId, context.groupId) && after.epoch === context.epoch + 1n && same(info.confirmationTag, commit.tag),
      );
      insist(same(after.confirmedTranscriptHash, transcriptAfter(context, group.tag, commit)));
      const before = staffIn(group.id, context);
      const list = staffIn(group.id, after);
      const newStaff = list.signature !== before.signature;
      insist(!newStaff || list.seq > before.seq);
      const { added, removed, setsList } = changeOf(commit.content.commit);
      insist(setsList === newStaff);
      const gone = removed.map((at) => group.leaves[at]?.id);
      insist(gone.every((id) => id !== undefined));
      const kept = group.leaves.map((one, at) => (removed.includes(at) ? null : one));
      insist(added.every(({ id }) => !kept.some((one) => one?.id === id)));
      const facts = factsOf(info, list, withAdded(kept, added));
      insist(input.word === undefined || goesWith(input.word, facts));
      return { facts, added: added.map(({ id }) => id), removed: gone.flatMap((id) => id ?? []), newStaff };
    },

    found(host, input, people): GroupFacts {
      const info = readInfo(input.info);
      const leaves = input.members.map((id, at) => (id === null ? null : { id, key: people[at]?.card.verify ?? '' }));
      const own = leaves[info.signer];
      insist(own?.id === host.id && isSignedInfo(host.card.verify, info));
      const list = staffIn(idOf(info.groupContext), info.groupContext);
      insist(list.staff.some(({ id, key, role }) => id === host.id && key === host.card.verify && role === 'host'));
      const facts = factsOf(info, list, leaves);
      insist(goesWith(input.word, facts));
      return facts;
    },
  };
};
