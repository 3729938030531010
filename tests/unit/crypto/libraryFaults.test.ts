import { expect, test } from 'vitest';
import { joinGroup } from 'ts-mls/clientState.js';
import { createCommit } from 'ts-mls/createCommit.js';
import { decodeMlsMessage } from 'ts-mls/message.js';
import { CryptoError, ValidationError } from 'ts-mls/mlsError.js';
import { verifyParentHashes } from 'ts-mls/parentHash.js';
import { processPublicMessage } from 'ts-mls/processMessages.js';
import type { Proposal } from 'ts-mls/proposal.js';
import { fromBase64url } from '../../../client/crypto/base/bytes.ts';
import type { MlsGroup } from '../../../client/crypto/mls/group.ts';
import { staffToExtension } from '../../../client/crypto/mls/staff.ts';
import { mlsSuite } from '../../../client/crypto/mls/suite.ts';
import { joinWith, linkIndex, newGroup, newPeople, newPerson, staffOfNobody, stateOf, take } from './mlsClass.ts';

// Faults of ts-mls 1.6.4 that our code goes around, or lives with. When one of these tests fails after an update, what its name says may go.

test('the library still refuses a sound tree after a departure, and ours joins it: the reason for welcome.ts', async () => {
  const suite = await mlsSuite();
  const seven = await newPeople(7);
  let host = (await (await newGroup()).commit({ add: seven.map((pair) => pair.public) })).next;
  host = (await host.commit({ remove: [2, 5] })).next;
  host = (await host.commit({ add: [(await newPerson()).public] })).next;
  const last = await newPerson();
  const { welcome, next } = await host.commit({ add: [last.public] });
  const message = decodeMlsMessage(fromBase64url(welcome ?? ''), 0)?.[0];
  if (message?.wireformat !== 'mls_welcome') throw new Error('no welcome');
  const byLibrary = joinGroup(message.welcome, last.public, last.private, linkIndex, suite);
  await expect(byLibrary).rejects.toThrow(
    new ValidationError('non-blank intermediate node must list leaf node in its unmerged_leaves'),
  );
  expect(await (await joinWith(welcome, last)).mediaKey()).toEqual(await next.mediaKey());
});

/** A host's group, and the same as a pupil has it, who is at leaf 2. */
const hostAndPupil = async (): Promise<{ host: MlsGroup; pupil: MlsGroup }> => {
  const [other, pair] = await Promise.all([newPerson(), newPerson()]);
  const { next: host, welcome } = await (await newGroup()).commit({ add: [other.public, pair.public] });
  return { host, pupil: await joinWith(welcome, pair) };
};

/** What the pupil makes of a commit of these proposals by the host: whether it has a path, and their epoch after it. */
const committed = async ({ host, pupil }: { host: MlsGroup; pupil: MlsGroup }, proposals: Proposal[]) => {
  const suite = await mlsSuite();
  const options = { wireAsPublicMessage: true, extraProposals: proposals };
  const { commit, newState } = await createCommit({ state: stateOf(host), cipherSuite: suite }, options);
  if (commit.wireformat !== 'mls_public_message') throw new Error('not public');
  const { content } = commit.publicMessage;
  const opened = processPublicMessage(stateOf(pupil), commit.publicMessage, linkIndex, suite);
  const same = opened.then((done) => {
    expect(done.newState.keySchedule.epochAuthenticator).toEqual(newState.keySchedule.epochAuthenticator);
    return true;
  });
  return { hasPath: content.contentType === 'commit' && content.commit.path !== undefined, same };
};

const removal: Proposal = { proposalType: 'remove', remove: { removed: 1 } };
const listFor = async (host: MlsGroup): Promise<Proposal> => {
  const extensions = [staffToExtension(await staffOfNobody(host.groupBytes, 2))];
  return { proposalType: 'group_context_extensions', groupContextExtensions: { extensions } };
};

test('the library still makes commits that nobody opens of a removal with new extensions: the reason why a staff list goes alone', async () => {
  const both = await hostAndPupil();
  const alone = await committed(both, [removal]);
  expect([alone.hasPath, await alone.same]).toEqual([true, true]);
  const together = await committed(both, [removal, await listFor(both.host)]);
  expect(together.hasPath).toBe(true);
  await expect(together.same).rejects.toThrow(CryptoError);
});

test('the library still makes and takes new extensions without the path that RFC 9420, section 17.4, wants for them', async () => {
  const both = await hostAndPupil();
  const list = await committed(both, [await listFor(both.host)]);
  expect([list.hasPath, await list.same]).toEqual([false, true]);
});

test('the library still lets a ghost stand beside the one who vouches for a node: the reason why welcome.ts checks parents itself', async () => {
  const { hash } = await mlsSuite();
  const { host, pupil } = await hostAndPupil();
  const path = await pupil.commit({});
  const { ratchetTree } = stateOf(await take(host, path.commit));
  const ghost = { nodeType: 'leaf', leaf: (await newPerson()).public.leafNode } as const;
  expect(ratchetTree.map((node) => node?.nodeType)).toEqual(['leaf', undefined, 'leaf', 'parent', 'leaf', undefined, undefined]);
  expect(await verifyParentHashes(ratchetTree, hash)).toBe(true);
  expect(await verifyParentHashes(ratchetTree.with(6, ghost), hash)).toBe(true);
});

test('the library still does not tell who is removed when somebody takes their leaf at once: the reason why MlsGroup looks itself', async () => {
  const both = await hostAndPupil();
  const own: Proposal = { proposalType: 'remove', remove: { removed: 2 } };
  const { same } = await committed(both, [own, { proposalType: 'add', add: { keyPackage: (await newPerson()).public } }]);
  await expect(same).rejects.toThrow('No overlap between provided private keys and update path');
  const { commit } = await both.host.commit({ remove: [2], add: [(await newPerson()).public] });
  expect(await both.pupil.after(commit, () => true)).toBe('gone');
  expect(await both.pupil.after(commit, () => false)).toBe('refused');
});
