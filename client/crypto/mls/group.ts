import { type ClientState, createGroup, decodeGroupState, encodeGroupState, makePskIndex } from 'ts-mls/clientState.js';
import { defaultClientConfig } from 'ts-mls/clientConfig.js';
import { createCommit, createGroupInfo } from 'ts-mls/createCommit.js';
import { createApplicationMessage } from 'ts-mls/createMessage.js';
import type { CiphersuiteImpl } from 'ts-mls/crypto/ciphersuite.js';
import type { KeyPackage } from 'ts-mls/keyPackage.js';
import { mlsExporter } from 'ts-mls/keySchedule.js';
import { unprotectPublicMessage } from 'ts-mls/messageProtectionPublic.js';
import { processPublicMessage } from 'ts-mls/processMessages.js';
import type { Proposal } from 'ts-mls/proposal.js';
import { bytesToBase64 } from 'ts-mls/util/byteArray.js';
import type { PskIndex } from 'ts-mls/pskIndex.js';
import { type Bytes, toBase64url, utf8 } from '../base/bytes.ts';
import { randomBytes } from '../base/primitives.ts';
import { openApplication, type Opened } from './application.ts';
import { type GroupMember, type KeyPackagePair, memberAt } from './leaf.ts';
import { readMessage, writeMessage } from './messageText.ts';
import { type Change, changeOf, linkPsk } from './policy.ts';
import { noStaff, type StaffList, staffInExtensions, staffToExtension } from './staff.ts';
import { mlsSuite } from './suite.ts';
import { joinByWelcome } from './welcome.ts';

/** What a browser makes of one change: messages for the others, as MLSMessage in base64url, and the group after it. */
export type Prepared = {
  readonly commit: string;
  /** The context after the commit, signed by its sender, without the tree (RFC 9420, section 12.4.3). */
  readonly info: string;
  readonly welcome: string | null;
  readonly next: MlsGroup;
};
type Judge = (sender: GroupMember | null, change: Change) => boolean;

const plain = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);

/** One group of RFC 9420 at one epoch, as one member has it. Never changes: what happens gives another. */
export class MlsGroup {
  readonly #state: ClientState;
  readonly #psks: PskIndex;
  readonly #link: Bytes;
  readonly #suite: CiphersuiteImpl;
  readonly members: readonly GroupMember[];

  private constructor(state: ClientState, link: Bytes, suite: CiphersuiteImpl) {
    this.#state = state;
    this.#link = link;
    this.#psks = makePskIndex(undefined, { [bytesToBase64(utf8(linkPsk))]: link });
    this.#suite = suite;
    this.members = state.ratchetTree.flatMap((node, at) => memberAt(node, at / 2) ?? []);
  }

  /** A group of one. `list` makes the signed staff list for its identifier; `link` is the key that the class link gives. */
  static async found(pair: KeyPackagePair, list: (group: Bytes) => Promise<StaffList>, link: Bytes): Promise<MlsGroup> {
    const suite = await mlsSuite();
    const id = randomBytes(16);
    const extensions = [staffToExtension(await list(id))];
    return new MlsGroup(await createGroup(id, pair.public, pair.private, extensions, suite), link, suite);
  }

  /** Joins by a Welcome. Throws when it is not for this key package, not sound, or not bound to the class link. */
  static async join(welcome: string, pair: KeyPackagePair, link: Bytes): Promise<MlsGroup> {
    const message = readMessage(welcome);
    if (message?.wireformat !== 'mls_welcome') throw new SyntaxError('no welcome');
    const suite = await mlsSuite();
    const psks = makePskIndex(undefined, { [bytesToBase64(utf8(linkPsk))]: link });
    const { state, hasPsk } = await joinByWelcome(message.welcome, pair.public, pair.private, psks, suite);
    const group = new MlsGroup(state, link, suite);
    const leaves = state.ratchetTree.filter((node) => node?.nodeType === 'leaf').length;
    if (!hasPsk || group.members.length !== leaves) throw new SyntaxError('not a group of a class');
    return group;
  }

  /** Takes up what `save` gave. Throws when the bytes are no group. */
  static async restore(saved: Uint8Array, link: Bytes): Promise<MlsGroup> {
    const state = decodeGroupState(saved, 0)?.[0];
    if (!state) throw new SyntaxError('no group');
    return new MlsGroup({ ...state, clientConfig: defaultClientConfig }, link, await mlsSuite());
  }

  /** Everything that is needed to go on after a reload, without the keys of former epochs. Secret. */
  save(): Bytes {
    return plain(encodeGroupState({ ...this.#state, historicalReceiverData: new Map() }));
  }

  get id(): string {
    return toBase64url(this.groupBytes);
  }

  get groupBytes(): Uint8Array {
    return this.#state.groupContext.groupId;
  }

  get epoch(): number {
    return Number(this.#state.groupContext.epoch);
  }

  /** The hash over all commits so far: whoever has the same has the same group. */
  get transcript(): string {
    return toBase64url(this.#state.groupContext.confirmedTranscriptHash);
  }

  /** Section 8.7: the same for all who are in this epoch, and for nobody else. */
  get authenticator(): Bytes {
    return plain(this.#state.keySchedule.epochAuthenticator);
  }

  /** The staff list, which the one who took this epoch has checked. */
  get staff(): StaffList {
    return staffInExtensions(this.#state.groupContext.extensions) ?? { ...noStaff, staff: [], signature: '' };
  }

  get own(): GroupMember | null {
    return this.members.find(({ leaf }) => leaf === this.#state.privatePath.leafIndex) ?? null;
  }

  memberOf(id: string): GroupMember | null {
    return this.members.find((member) => member.id === id) ?? null;
  }

  /** RFC 9605, section 5.2: the base key of this epoch's frames. */
  async mediaKey(): Promise<Bytes> {
    const { exporterSecret } = this.#state.keySchedule;
    return plain(await mlsExporter(exporterSecret, 'SFrame 1.0 Base Key', new Uint8Array(), 16, this.#suite));
  }

  /** Makes a commit. A staff list goes alone; nothing at all gives fresh keys. Throws what the library throws. */
  async commit(change: {
    readonly add?: readonly KeyPackage[];
    readonly remove?: readonly number[];
    readonly staff?: StaffList;
  }): Promise<Prepared> {
    const { add = [], remove = [], staff } = change;
    const psk = { psktype: 'external', pskId: utf8(linkPsk), pskNonce: randomBytes(32) } as const;
    const list = staff && { extensions: [staffToExtension(staff)] };
    const proposals: Proposal[] = [
      ...remove.map((removed): Proposal => ({ proposalType: 'remove', remove: { removed } })),
      ...add.map((keyPackage): Proposal => ({ proposalType: 'add', add: { keyPackage } })),
      ...(add.length > 0 ? [{ proposalType: 'psk', psk: { preSharedKeyId: psk } } satisfies Proposal] : []),
      ...(list ? [{ proposalType: 'group_context_extensions', groupContextExtensions: list } satisfies Proposal] : []),
    ];
    const context = { state: this.#state, cipherSuite: this.#suite, pskIndex: this.#psks };
    const options = { wireAsPublicMessage: true, extraProposals: proposals, ratchetTreeExtension: true };
    const { newState, commit, welcome } = await createCommit(context, options);
    const next = new MlsGroup(newState, this.#link, this.#suite);
    return {
      commit: writeMessage(commit),
      info: await next.info(),
      welcome: welcome ? writeMessage({ version: 'mls10', wireformat: 'mls_welcome', welcome }) : null,
      next,
    };
  }

  /** This epoch's context, signed by oneself. */
  async info(): Promise<string> {
    const { groupContext, confirmationTag } = this.#state;
    const groupInfo = await createGroupInfo(groupContext, confirmationTag, this.#state, [], this.#suite);
    return writeMessage({ version: 'mls10', wireformat: 'mls_group_info', groupInfo });
  }

  /**
   * The group after somebody's commit, if `judge` agrees to what it changes. `gone`: oneself was removed. Throws when it is
   * not a genuine commit of this epoch.
   */
  async after(commit: string, judge: Judge): Promise<MlsGroup | 'gone' | 'refused'> {
    const message = readMessage(commit);
    if (message?.wireformat !== 'mls_public_message') throw new SyntaxError('no commit');
    const { content } = message.publicMessage;
    if (content.contentType !== 'commit' || content.sender.senderType !== 'member') throw new SyntaxError('no commit');
    if (content.commit.proposals.some(({ proposalOrRefType }) => proposalOrRefType !== 'proposal')) return 'refused';
    const { leafIndex } = content.sender;
    const sender = this.members.find(({ leaf }) => leaf === leafIndex) ?? null;
    const ownLeaf = this.#state.privatePath.leafIndex;
    let gone = false;
    const decide: Parameters<typeof processPublicMessage>[4] = (incoming) => {
      const change = incoming.kind === 'commit' ? changeOf(incoming.proposals) : null;
      if (!change || !judge(sender, change)) return 'reject';
      // The library looks whether one's leaf is empty, and it is not when somebody who is added at once takes it.
      gone = change.removed.includes(ownLeaf);
      return gone ? 'reject' : 'accept';
    };
    const done = await processPublicMessage(this.#state, message.publicMessage, this.#psks, this.#suite, decide);
    if (gone) return 'gone';
    if (done.actionTaken === 'reject') return 'refused';
    const next = new MlsGroup(done.newState, this.#link, this.#suite);
    // The path brings a new leaf of the sender, which must be the same person's.
    const after = next.members.find(({ leaf }) => leaf === leafIndex);
    const same = after?.id === sender?.id && after?.card === sender?.card && after?.key === sender?.key;
    return same && next.staff.seq > 0 ? next : 'refused';
  }

  /** The member who has signed this commit for this epoch; null when nobody has, whatever it says. */
  async signerOf(commit: string): Promise<GroupMember | null> {
    const message = readMessage(commit);
    if (message?.wireformat !== 'mls_public_message') return null;
    const { publicMessage } = message;
    const { sender } = publicMessage.content;
    if (sender.senderType !== 'member') return null;
    const { keySchedule, groupContext, ratchetTree } = this.#state;
    const opening = unprotectPublicMessage(keySchedule.membershipKey, groupContext, ratchetTree, publicMessage, this.#suite);
    const genuine = await opening.then(
      () => true,
      () => false,
    );
    return genuine ? (this.members.find(({ leaf }) => leaf === sender.leafIndex) ?? null) : null;
  }

  /** Seals something for the members of this epoch, and gives the group that must not seal with the same key again. */
  async seal(content: Bytes, about: Bytes): Promise<{ readonly box: string; readonly next: MlsGroup }> {
    const { newState, privateMessage } = await createApplicationMessage(this.#state, content, this.#suite, about);
    const box = writeMessage({ version: 'mls10', wireformat: 'mls_private_message', privateMessage });
    return { box, next: new MlsGroup({ ...newState, clientConfig: this.#state.clientConfig }, this.#link, this.#suite) };
  }

  /** Opens what a member sealed: see `openApplication`. */
  async open(box: string): Promise<{ readonly opened: Opened; readonly next: MlsGroup } | 'early' | 'past'> {
    const result = await openApplication(this.#state, this.#suite, box);
    if (typeof result === 'string') return result;
    return { opened: result.opened, next: new MlsGroup(result.state, this.#link, this.#suite) };
  }
}
